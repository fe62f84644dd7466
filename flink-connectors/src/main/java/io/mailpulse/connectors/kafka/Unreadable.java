package io.mailpulse.connectors.kafka;

import io.mailpulse.schema.codec.CodecException;
import java.io.Serializable;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What comes in place of a record that is not of the topic's type.
 *
 * @param <T> record type
 */
@FunctionalInterface
public interface Unreadable<T> extends Serializable {

  /** A record to go on with, which ends as a dead letter. */
  T standIn(ConsumerRecord<byte[], byte[]> record, CodecException problem);

  /** Where a record lies, as {@code topic/partition@offset}. */
  static String place(ConsumerRecord<byte[], byte[]> record) {
    return record.topic() + '/' + record.partition() + '@' + record.offset();
  }
}
