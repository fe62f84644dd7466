package io.mailpulse.flink.read;

import io.mailpulse.connectors.kafka.Unreadable;
import io.mailpulse.schema.MimeMail;
import io.mailpulse.schema.codec.CodecException;
import java.nio.ByteBuffer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The bytes of a record as they came, named after its place: they end as a dead letter. */
public final class UnreadableMail implements Unreadable<MimeMail> {

  private static final long serialVersionUID = 1L;

  /** Nobody knows whose they are. */
  static final String NO_TENANT = "unreadable-record";

  /** A stand-in for records that are no mail records. */
  public UnreadableMail() {}

  @Override
  public MimeMail standIn(ConsumerRecord<byte[], byte[]> record, CodecException problem) {
    return MimeMail.newBuilder()
        .setTenantId(NO_TENANT)
        .setSource(Unreadable.place(record))
        .setMime(ByteBuffer.wrap(record.value()))
        .setSizeBytes(record.value().length)
        .build();
  }

  /** Whether a mail is such a stand-in. */
  static boolean isStandIn(MimeMail mail) {
    return mail.getTenantId().equals(NO_TENANT);
  }
}
