package io.mailpulse.connectors.kafka;

import java.io.Serializable;

/**
 * The key of a record on its topic.
 *
 * @param <T> record type
 */
@FunctionalInterface
interface RecordKey<T> extends Serializable {

  String of(T value);
}
