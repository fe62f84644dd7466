package io.mailpulse.local.feed;

import io.mailpulse.local.LocalStackException;
import io.mailpulse.mail.mailbox.MailboxReader;
import io.mailpulse.mail.mailbox.RawMail;
import io.mailpulse.schema.MimeMail;
import io.mailpulse.schema.codec.JsonCodec;
import io.mailpulse.schema.id.TenantId;
import io.mailpulse.schema.topic.Topics;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Reads mailboxes into the topic that the job reads. */
public final class MailFeed {

  private static final JsonCodec<MimeMail> CODEC = new JsonCodec<>(MimeMail.class);

  private final String tenantId;
  private final MimeRecords records;

  /**
   * A feed of one tenant.
   *
   * @param landing root of the raw landing
   * @throws IllegalArgumentException if the tenant id is none
   */
  public MailFeed(String tenantId, Path landing) {
    this.tenantId = TenantId.require(tenantId);
    this.records = new MimeRecords(landing);
  }

  /**
   * Sends every mail of a mailbox and waits until the broker has them all.
   *
   * @param mailbox mbox, maildir, .eml or folder
   * @return the sources of the mails, in order
   * @throws UncheckedIOException if a file cannot be read
   * @throws LocalStackException if the broker does not take a mail
   */
  public List<String> send(Path mailbox, String bootstrapServers) {
    var sources = new ArrayList<String>();
    var failure = new AtomicReference<Exception>();
    try (var producer = producer(bootstrapServers);
        var mails = MailboxReader.open(mailbox)) {
      mails.forEach(
          mail -> {
            producer.send(
                new ProducerRecord<>(
                    Topics.MIME.name(),
                    key(mail),
                    CODEC.encode(
                        records.of(tenantId, mail.source(), mail.sizeBytes(), mail.bytes()))),
                (sent, e) -> failure.compareAndSet(null, e));
            sources.add(mail.source());
          });
      producer.flush();
    }
    if (failure.get() != null) {
      throw new LocalStackException(
          "the broker did not take a mail (" + failure.get().getMessage() + "): see its log",
          failure.get());
    }
    return sources;
  }

  /** A producer for records of any size that the broker takes. */
  public static KafkaProducer<byte[], byte[]> producer(String bootstrapServers) {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers",
            bootstrapServers,
            "max.request.size",
            16 << 20,
            "compression.type",
            "lz4",
            "linger.ms",
            5),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private static byte[] key(RawMail mail) {
    return mail.source().getBytes(StandardCharsets.UTF_8);
  }
}
