package io.mailpulse.connectors.kafka;

import io.mailpulse.schema.codec.CodecException;
import io.mailpulse.schema.codec.RecordCodec;
import io.mailpulse.schema.topic.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic from its beginning to what is committed by now, outside of any job. */
public final class TopicScan {

  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final KafkaSettings kafka;

  /** Scans of a configured broker. */
  public TopicScan(KafkaSettings kafka) {
    this.kafka = kafka;
  }

  /**
   * Hands on each record; in order within a partition.
   *
   * @return how many records were none of the topic's type
   */
  public <T extends SpecificRecordBase> long forEach(Topic<T> topic, Consumer<T> each) {
    String name = kafka.topic(topic.name());
    RecordCodec<T> codec = Codecs.of(kafka).open(topic.type(), name);
    long unreadable = 0;
    try (var consumer =
        new KafkaConsumer<>(settings(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(name).stream()
              .map(info -> new TopicPartition(name, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(PATIENCE)) {
          unreadable += record.value() == null || read(codec, record.value(), each) ? 0 : 1;
        }
      }
    }
    return unreadable;
  }

  private static <T extends SpecificRecordBase> boolean read(
      RecordCodec<T> codec, byte[] bytes, Consumer<T> each) {
    T value;
    try {
      value = codec.decode(bytes);
    } catch (CodecException foreign) {
      return false;
    }
    each.accept(value);
    return true;
  }

  private Map<String, Object> settings() {
    var settings = new HashMap<String, Object>(kafka.clientProperties());
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    return settings;
  }
}
