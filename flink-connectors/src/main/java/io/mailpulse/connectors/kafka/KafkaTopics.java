package io.mailpulse.connectors.kafka;

import io.mailpulse.connectors.deadletter.RejectedWrites;
import io.mailpulse.connectors.kafka.KafkaSettings.Bound;
import io.mailpulse.connectors.kafka.KafkaSettings.Delivery;
import io.mailpulse.connectors.kafka.KafkaSettings.Offsets;
import io.mailpulse.connectors.overflow.Overflow;
import io.mailpulse.schema.DeadLetter;
import io.mailpulse.schema.SearchDocument;
import io.mailpulse.schema.topic.Topic;
import io.mailpulse.schema.topic.Topics;
import java.util.HashMap;
import java.util.Properties;
import java.util.Set;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sources and sinks of topics under one configuration. */
public final class KafkaTopics {

  /** Topics that the job reads what it wrote itself from. */
  private static final Set<Topic<?>> OF_THE_JOB = Set.of(Topics.PENDING);

  private static final String LARGEST_RECORD_BYTES = String.valueOf(16 << 20);
  private static final String OVERFLOW_FETCH_BYTES = String.valueOf(4 << 20);

  private final KafkaSettings kafka;
  private final Codecs codecs;

  /** Topics of a configured broker. */
  public KafkaTopics(KafkaSettings kafka) {
    this.kafka = kafka;
    this.codecs = Codecs.of(kafka);
  }

  /** Dead letters of a sink, which has no output of its own: straight to their topic. */
  public RejectedWrites.Factory rejectedWrites() {
    Codecs carried = codecs;
    String topic = kafka.topic(Topics.DEAD_LETTERS.name());
    var settings = new HashMap<>(kafka.clientProperties());
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
    return KafkaRejectedWrites.factory(
        settings, () -> carried.open(DeadLetter.class, topic), topic);
  }

  /** Documents that the search sink has no room for, in their topic. */
  public Overflow.Factory searchOverflow() {
    Codecs carried = codecs;
    String topic = kafka.topic(Topics.SEARCH_OVERFLOW.name());
    var clients = new HashMap<String, Object>(kafka.clientProperties());
    clients.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
    var producer = new HashMap<>(clients);
    producer.put(ProducerConfig.ACKS_CONFIG, "all");
    producer.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    producer.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    producer.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_RECORD_BYTES);
    var consumer = new HashMap<>(clients);
    consumer.put(ConsumerConfig.GROUP_ID_CONFIG, kafka.groupId() + "-search-overflow");
    consumer.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    consumer.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    consumer.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, OVERFLOW_FETCH_BYTES);
    return (writer, writers) ->
        new KafkaOverflow(
            new KafkaProducer<>(
                new HashMap<>(producer), new ByteArraySerializer(), new ByteArraySerializer()),
            () ->
                new KafkaConsumer<>(
                    new HashMap<>(consumer),
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer()),
            carried.open(SearchDocument.class, topic),
            topic,
            writer,
            writers);
  }

  /**
   * Records of a topic.
   *
   * @param unreadable what comes in place of a record that is not of the topic's type
   */
  public <T extends SpecificRecordBase> Source<T, ?, ?> source(
      Topic<T> topic, Unreadable<T> unreadable) {
    String name = kafka.topic(topic.name());
    var source =
        KafkaSource.<T>builder()
            .setBootstrapServers(kafka.bootstrapServers())
            .setTopics(name)
            .setGroupId(kafka.groupId())
            .setClientIdPrefix(kafka.groupId() + '-' + topic.name())
            .setStartingOffsets(startOf(topic))
            .setDeserializer(new TopicDeserializer<>(topic, name, codecs, unreadable))
            .setProperties(sourceProperties());
    if (kafka.stopAt() == Bound.LATEST) {
      source.setBounded(OffsetsInitializer.latest());
    }
    return source.build();
  }

  /**
   * Where reading a topic starts without a checkpoint. What the job wrote for itself it takes up
   * where it stopped, whatever is said of its input: from the latest on it would never come back to
   * what waits, from the earliest on it would do again what it has done.
   */
  OffsetsInitializer startOf(Topic<?> topic) {
    Offsets start = OF_THE_JOB.contains(topic) ? Offsets.COMMITTED : kafka.startingOffsets();
    return switch (start) {
      case COMMITTED -> OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST);
      case EARLIEST -> OffsetsInitializer.earliest();
      case LATEST -> OffsetsInitializer.latest();
    };
  }

  /** Records to a topic that has no other sink in this job. */
  public <T extends SpecificRecordBase> Sink<T> sink(Topic<T> topic) {
    return sink(topic, "");
  }

  /**
   * Records to a topic that has several sinks: the writer's name tells their transactions apart.
   */
  public <T extends SpecificRecordBase> Sink<T> sink(Topic<T> topic, String writer) {
    String name = kafka.topic(topic.name());
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
        .setTransactionalIdPrefix(kafka.groupId() + '-' + name + writer)
        .setKafkaProducerConfig(properties)
        .setRecordSerializer(new TopicSerializer<>(topic, name, codecs))
        .build();
  }

  /**
   * Committed records only, unless the configuration says otherwise: what an aborted transaction
   * left must not be read, and of a writer without transactions every record is committed.
   */
  Properties sourceProperties() {
    var properties = new Properties();
    properties.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.putAll(clientProperties());
    return properties;
  }

  private Properties clientProperties() {
    var properties = new Properties();
    properties.putAll(kafka.clientProperties());
    return properties;
  }
}
