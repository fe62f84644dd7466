package io.mailpulse.local.generate;

import io.mailpulse.generate.GeneratedMail;
import io.mailpulse.generate.truth.MailTruth;
import io.mailpulse.local.LocalStackException;
import io.mailpulse.local.feed.MailFeed;
import io.mailpulse.local.feed.MimeRecords;
import io.mailpulse.schema.MimeMail;
import io.mailpulse.schema.codec.JsonCodec;
import io.mailpulse.schema.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The topic that the job reads, with records as the file adapter makes them. */
public final class TopicOutput implements MailOutput {

  private static final JsonCodec<MimeMail> CODEC = new JsonCodec<>(MimeMail.class);

  private final KafkaProducer<byte[], byte[]> producer;
  private final MimeRecords records;
  private final AtomicReference<Exception> failure = new AtomicReference<>();

  /**
   * Connects to a broker.
   *
   * @param landing root of the raw landing, for mails above a megabyte
   */
  public TopicOutput(String bootstrapServers, Path landing) {
    producer = MailFeed.producer(bootstrapServers);
    records = new MimeRecords(landing);
  }

  @Override
  public void write(GeneratedMail mail) {
    requireNoFailure();
    MailTruth truth = mail.truth();
    producer.send(
        new ProducerRecord<>(
            Topics.MIME.name(),
            truth.source().getBytes(StandardCharsets.UTF_8),
            CODEC.encode(
                records.of(truth.tenantId(), truth.source(), mail.bytes().length, mail.bytes()))),
        (sent, e) -> failure.compareAndSet(null, e));
  }

  private void requireNoFailure() {
    if (failure.get() != null) {
      throw new LocalStackException(
          "the broker did not take a mail (" + failure.get().getMessage() + "): see its log",
          failure.get());
    }
  }

  @Override
  public void close() {
    producer.close();
    requireNoFailure();
  }
}
