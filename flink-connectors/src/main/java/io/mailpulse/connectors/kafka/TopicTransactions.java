package io.mailpulse.connectors.kafka;

import io.mailpulse.schema.codec.RecordCodec;
import io.mailpulse.schema.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes records to several topics that are read together or not at all, outside of any job. Of two
 * writers under one name the later one holds: whatever the earlier one had not committed is gone,
 * and its next step fails.
 */
public final class TopicTransactions implements AutoCloseable {

  private final KafkaSettings kafka;
  private final Codecs codecs;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Map<String, RecordCodec<?>> open = new HashMap<>();

  /**
   * A writer. Once it is made, nothing of an earlier one under its name is on its way.
   *
   * @param name unique to what is written
   */
  public TopicTransactions(KafkaSettings kafka, String name) {
    this.kafka = kafka;
    this.codecs = Codecs.of(kafka);
    var settings = new HashMap<String, Object>(kafka.clientProperties());
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, kafka.groupId() + '-' + name);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    try {
      producer.initTransactions();
    } catch (RuntimeException e) {
      producer.close();
      throw e;
    }
  }

  /** Begins what is read together. */
  public void begin() {
    producer.beginTransaction();
  }

  /** Adds a record to it. */
  public <T extends SpecificRecordBase> void send(Topic<T> topic, T value) {
    String name = kafka.topic(topic.name());
    @SuppressWarnings("unchecked") // put there for this topic
    var codec = (RecordCodec<T>) open.computeIfAbsent(name, key -> codecs.open(topic.type(), name));
    byte[] key = topic.key().of(value).getBytes(StandardCharsets.UTF_8);
    producer.send(new ProducerRecord<>(name, key, codec.encode(value)));
  }

  /** Ends it: all of it can be read, or this throws. */
  public void commit() {
    producer.commitTransaction();
  }

  @Override
  public void close() {
    producer.close();
  }
}
