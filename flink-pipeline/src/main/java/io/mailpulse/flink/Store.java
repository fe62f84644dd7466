package io.mailpulse.flink;

import org.apache.flink.api.connector.sink2.Sink;

/**
 * A place that keeps what a stream brings.
 *
 * @param step name and uid of its operator
 * @param sink writes there
 * @param <T> what the stream brings
 */
record Store<T>(Step step, Sink<T> sink) {}
