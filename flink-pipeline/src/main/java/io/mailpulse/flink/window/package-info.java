/**
 * Mood over event time: aggregates per tenant and language, and per thread and day. A late mail
 * refreshes the aggregate that it belongs to, or adds to it by itself; none is dropped, and a new
 * model version splits none.
 */
package io.mailpulse.flink.window;
