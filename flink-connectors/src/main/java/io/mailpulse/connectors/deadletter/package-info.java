/**
 * How does a sink, which has no output of its own, give up a document? Over a channel to the dead
 * letters; the letters themselves are made by {@code io.mailpulse.schema.failure}.
 */
package io.mailpulse.connectors.deadletter;
