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

  /**
   * A record to go on with.
   *
   * @throws CodecException if the job must not go on
   */
  T standIn(ConsumerRecord<byte[], byte[]> record, CodecException problem);

  /** No stand-in: what another stage of this project wrote must be readable. */
  static <T> T refuse(ConsumerRecord<byte[], byte[]> record, CodecException problem) {
    throw new CodecException(
        place(record)
            + " is not a record of the topic: check kafka.value-format of the job that wrote it",
        problem);
  }

  /** Where a record lies, as {@code topic/partition@offset}. */
  static String place(ConsumerRecord<byte[], byte[]> record) {
    return record.topic() + '/' + record.partition() + '@' + record.offset();
  }
}
