package io.mailpulse.connectors.kafka;

import io.mailpulse.schema.MimeMail;
import io.mailpulse.schema.codec.CodecException;
import java.io.Serializable;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What comes in place of a record that is not of the topic's type.
 *
 * @param <T> record type
 */
@FunctionalInterface
interface Unreadable<T> extends Serializable {

  /** Tenant of stand-ins: nobody knows whose they are. */
  String NO_TENANT = "unreadable-record";

  /**
   * A record to go on with.
   *
   * @throws CodecException if the job must not go on
   */
  T standIn(ConsumerRecord<byte[], byte[]> record, CodecException problem);

  /** A mail without payload, named after its place: it ends as a dead letter. */
  static MimeMail mail(ConsumerRecord<byte[], byte[]> record, CodecException problem) {
    return MimeMail.newBuilder()
        .setTenantId(NO_TENANT)
        .setSource(place(record))
        .setSizeBytes(record.value().length)
        .build();
  }

  /** No stand-in: what another stage of this project wrote must be readable. */
  static <T> T refuse(ConsumerRecord<byte[], byte[]> record, CodecException problem) {
    throw new CodecException(
        place(record)
            + " is not a record of the topic: check kafka.value-format of the job that wrote it",
        problem);
  }

  private static String place(ConsumerRecord<byte[], byte[]> record) {
    return record.topic() + '/' + record.partition() + '@' + record.offset();
  }
}
