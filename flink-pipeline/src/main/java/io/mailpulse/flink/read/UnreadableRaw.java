package io.mailpulse.flink.read;

import io.mailpulse.connectors.kafka.Unreadable;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.ThreadHeaders;
import io.mailpulse.schema.codec.CodecException;
import io.mailpulse.schema.id.Ids;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record without a mail, named after its place: {@link AdmitMail} turns it away. */
public final class UnreadableRaw implements Unreadable<EmailRaw> {

  private static final long serialVersionUID = 1L;

  /** A stand-in for what is no record of {@code emails.raw.v1}. */
  public UnreadableRaw() {}

  @Override
  public EmailRaw standIn(ConsumerRecord<byte[], byte[]> record, CodecException problem) {
    String place = Unreadable.place(record);
    // Begun from an empty record, of which nobody says that redaction has run.
    return EmailRaw.newBuilder(new EmailRaw())
        .setEmailId(Ids.sha256(place))
        .setTenantId(UnreadableMail.NO_TENANT)
        .setThreadId("")
        .setTimestamp(Instant.ofEpochMilli(Math.max(0, record.timestamp())))
        .setFrom("")
        .setSubject("")
        .setBodyText("")
        .setLanguage("")
        .setHeaders(new ThreadHeaders(null, List.of()))
        .setHash(Ids.sha256(record.value()))
        .setDedupeKey("")
        .setSource(place)
        .setSizeBytes(record.value().length)
        .build();
  }

  /** Whether a record is such a stand-in: its id is none. */
  static boolean isStandIn(EmailRaw mail) {
    return mail.getTenantId().equals(UnreadableMail.NO_TENANT)
        && mail.getEmailId().equals(Ids.sha256(mail.getSource()));
  }
}
