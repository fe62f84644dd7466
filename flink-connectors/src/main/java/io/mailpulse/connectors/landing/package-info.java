/**
 * The raw landing: every mail as it arrived, in a place that follows from its id and event time, so
 * that a replay finds it there already. History is rescored from here.
 */
package io.mailpulse.connectors.landing;
