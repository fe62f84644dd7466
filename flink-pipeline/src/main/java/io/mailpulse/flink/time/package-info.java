/**
 * When did a mail happen, and how does that move event time? Decided at the source, where each
 * partition still speaks for itself.
 */
package io.mailpulse.flink.time;
