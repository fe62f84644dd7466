package io.mailpulse.flink.read;

import io.mailpulse.connectors.kafka.Unreadable;
import io.mailpulse.schema.PendingMail;
import io.mailpulse.schema.codec.CodecException;
import io.mailpulse.schema.failure.FailureKind;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record without a mail, named after its place: {@link AdmitPending} turns it away. */
public final class UnreadablePending implements Unreadable<PendingMail> {

  private static final long serialVersionUID = 1L;

  /** A stand-in for what is no record of {@code emails.pending.v1}. */
  public UnreadablePending() {}

  @Override
  public PendingMail standIn(ConsumerRecord<byte[], byte[]> record, CodecException problem) {
    return PendingMail.newBuilder()
        .setMail(new UnreadableRaw().standIn(record, problem))
        .setModelVersion("")
        .setCause(FailureKind.NOT_A_RECORD.wireName())
        .setAttempts(0)
        .setRound(1)
        .setFirstFailedAt(Instant.EPOCH)
        .setNotBefore(Instant.EPOCH)
        .build();
  }
}
