/**
 * Mood over event time: aggregates per tenant and language, and per thread and day. A late mail
 * refreshes the aggregate that it belongs to; none is dropped.
 */
package io.mailpulse.flink.window;
