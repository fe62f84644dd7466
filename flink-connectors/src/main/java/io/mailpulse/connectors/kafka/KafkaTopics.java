package io.mailpulse.connectors.kafka;

import io.mailpulse.connectors.deadletter.RejectedWrites;
import io.mailpulse.connectors.kafka.KafkaSettings.Bound;
import io.mailpulse.connectors.kafka.KafkaSettings.Delivery;
import io.mailpulse.schema.DeadLetter;
import io.mailpulse.schema.EmailAlert;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.EmailSentiment;
import io.mailpulse.schema.MimeMail;
import io.mailpulse.schema.MoodAggregate;
import io.mailpulse.schema.ThreadSnapshot;
import io.mailpulse.schema.id.ThreadKey;
import io.mailpulse.schema.id.Topics;
import java.util.HashMap;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Sources and sinks of every topic under one configuration. */
public final class KafkaTopics {

  private static final String LARGEST_RECORD_BYTES = String.valueOf(16 << 20);

  private final KafkaSettings kafka;
  private final Codecs codecs;

  /** Topics of a configured broker. */
  public KafkaTopics(KafkaSettings kafka) {
    this.kafka = kafka;
    this.codecs = Codecs.of(kafka);
  }

  /** Mails as they arrive; a record that is no mail record comes without payload. */
  public Source<MimeMail, ?, ?> mime() {
    return source(MimeMail.class, Topics.MIME, Unreadable::mail);
  }

  /** Mails that another job has read. */
  public Source<EmailRaw, ?, ?> readMails() {
    return source(EmailRaw.class, Topics.RAW, Unreadable::refuse);
  }

  /** Mails that were read, by thread. */
  public Sink<EmailRaw> raw() {
    return sink(
        EmailRaw.class, Topics.RAW, mail -> ThreadKey.of(mail.getTenantId(), mail.getThreadId()));
  }

  /** Scores, by thread. */
  public Sink<EmailSentiment> sentiment() {
    return sink(
        EmailSentiment.class,
        Topics.SENTIMENT,
        mail -> ThreadKey.of(mail.getTenantId(), mail.getThreadId()));
  }

  /** Alerts, by thread. */
  public Sink<EmailAlert> alerts() {
    return sink(
        EmailAlert.class,
        Topics.ALERTS,
        alert -> ThreadKey.of(alert.getTenantId(), alert.getThreadId()));
  }

  /** Mood windows, by tenant. */
  public Sink<MoodAggregate> aggregates() {
    return sink(MoodAggregate.class, Topics.AGGREGATES, MoodAggregate::getTenantId);
  }

  /** Thread snapshots, by thread: compaction keeps the last one. */
  public Sink<ThreadSnapshot> threads() {
    return sink(
        ThreadSnapshot.class,
        Topics.THREADS,
        thread -> ThreadKey.of(thread.getTenantId(), thread.getThreadId()));
  }

  /** Dead letters of the ingest stage, by tenant. */
  public Sink<DeadLetter> unread() {
    return sink(DeadLetter.class, Topics.DEAD_LETTERS, "-unread", DeadLetter::getTenantId);
  }

  /** Dead letters of the sentiment stage, by tenant. */
  public Sink<DeadLetter> unscored() {
    return sink(DeadLetter.class, Topics.DEAD_LETTERS, "-unscored", DeadLetter::getTenantId);
  }

  /** Dead letters of a sink, which has no output of its own: straight to their topic. */
  public RejectedWrites.Factory rejectedWrites() {
    Codecs carried = codecs;
    String topic = kafka.topic(Topics.DEAD_LETTERS);
    var settings = new HashMap<>(kafka.properties());
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
    return KafkaRejectedWrites.factory(
        settings, () -> carried.open(DeadLetter.class, topic), topic);
  }

  private <T extends SpecificRecordBase> Source<T, ?, ?> source(
      Class<T> type, String name, Unreadable<T> unreadable) {
    String topic = kafka.topic(name);
    var source =
        KafkaSource.<T>builder()
            .setBootstrapServers(kafka.bootstrapServers())
            .setTopics(topic)
            .setGroupId(kafka.groupId())
            .setClientIdPrefix(kafka.groupId() + '-' + name)
            .setStartingOffsets(
                switch (kafka.startingOffsets()) {
                  case COMMITTED ->
                      OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST);
                  case EARLIEST -> OffsetsInitializer.earliest();
                  case LATEST -> OffsetsInitializer.latest();
                })
            .setDeserializer(new TopicDeserializer<>(type, topic, codecs, unreadable))
            .setProperties(clientProperties());
    if (kafka.stopAt() == Bound.LATEST) {
      source.setBounded(OffsetsInitializer.latest());
    }
    return source.build();
  }

  private <T extends SpecificRecord> Sink<T> sink(Class<T> type, String name, RecordKey<T> key) {
    return sink(type, name, "", key);
  }

  /** A sink; where a topic has several, the writer's name tells their transactions apart. */
  private <T extends SpecificRecord> Sink<T> sink(
      Class<T> type, String name, String writer, RecordKey<T> key) {
    String topic = kafka.topic(name);
    boolean exactlyOnce = kafka.delivery() == Delivery.EXACTLY_ONCE;
    var properties = new Properties();
    properties.setProperty(ProducerConfig.LINGER_MS_CONFIG, "5");
    properties.setProperty(ProducerConfig.BATCH_SIZE_CONFIG, String.valueOf(256 << 10));
    properties.setProperty(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    properties.setProperty(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_RECORD_BYTES);
    properties.setProperty(
        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
        String.valueOf(kafka.transactionTimeout().toMillis()));
    properties.putAll(clientProperties());
    return KafkaSink.<T>builder()
        .setBootstrapServers(kafka.bootstrapServers())
        .setDeliveryGuarantee(
            exactlyOnce ? DeliveryGuarantee.EXACTLY_ONCE : DeliveryGuarantee.AT_LEAST_ONCE)
        // Stable over restarts, and one per sink: two with the same would fence each other.
        .setTransactionalIdPrefix(kafka.groupId() + '-' + topic + writer)
        .setKafkaProducerConfig(properties)
        .setRecordSerializer(new TopicSerializer<>(type, topic, key, codecs))
        .build();
  }

  private Properties clientProperties() {
    var properties = new Properties();
    properties.putAll(kafka.properties());
    return properties;
  }
}
