package io.mailpulse.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.schema.topic.Topic;
import io.mailpulse.schema.topic.Topics;
import io.mailpulse.settings.ConfigValues;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaTopicsTest {

  private static final long END = 42;

  @ParameterizedTest
  @ValueSource(strings = {"at-least-once", "exactly-once"})
  void committedRecordsAreReadUnlessTheConfigurationSaysOtherwise(String delivery) {
    assertThat(isolation(Map.of("kafka.delivery", delivery))).isEqualTo("read_committed");
    assertThat(
            isolation(
                Map.of(
                    "kafka.delivery",
                    delivery,
                    "kafka.properties.isolation.level",
                    "read_uncommitted")))
        .isEqualTo("read_uncommitted");
  }

  @ParameterizedTest
  @CsvSource({
    "committed, " + KafkaPartitionSplit.COMMITTED_OFFSET + ", EARLIEST",
    "earliest, " + KafkaPartitionSplit.EARLIEST_OFFSET + ", EARLIEST",
    "latest, " + END + ", LATEST"
  })
  void whatTheJobWroteForItselfIsTakenUpWhereItStoppedWhereverItsInputStarts(
      String setting, long inputStart, OffsetResetStrategy otherwise) {
    KafkaTopics topics = topics(Map.of("kafka.starting-offsets", setting));

    for (Topic<?> input : List.of(Topics.MIME, Topics.RAW)) {
      assertThat(startOf(input, topics)).isEqualTo(inputStart);
      assertThat(topics.startOf(input).getAutoOffsetResetStrategy()).isEqualTo(otherwise);
    }
    assertThat(startOf(Topics.PENDING, topics)).isEqualTo(KafkaPartitionSplit.COMMITTED_OFFSET);
    assertThat(topics.startOf(Topics.PENDING).getAutoOffsetResetStrategy())
        .isEqualTo(OffsetResetStrategy.EARLIEST);
  }

  private static long startOf(Topic<?> topic, KafkaTopics topics) {
    var partition = new TopicPartition(topic.name(), 0);
    return topics
        .startOf(topic)
        .getPartitionOffsets(Set.of(partition), new Broker())
        .get(partition);
  }

  private static String isolation(Map<String, String> settings) {
    return topics(settings).sourceProperties().getProperty("isolation.level");
  }

  private static KafkaTopics topics(Map<String, String> settings) {
    var values = new HashMap<>(settings);
    values.put("kafka.bootstrap-servers", "broker:9092");
    return new KafkaTopics(KafkaOptions.read(ConfigValues.of(values), Duration.ofSeconds(30)));
  }

  /** A broker that is asked for the end of partitions only. */
  private static final class Broker implements OffsetsInitializer.PartitionOffsetsRetriever {

    @Override
    public Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
      return partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> END));
    }

    @Override
    public Map<TopicPartition, Long> committedOffsets(Collection<TopicPartition> partitions) {
      throw new UnsupportedOperationException("readers ask for these");
    }

    @Override
    public Map<TopicPartition, Long> beginningOffsets(Collection<TopicPartition> partitions) {
      throw new UnsupportedOperationException("readers ask for these");
    }

    @Override
    public Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
        Map<TopicPartition, Long> times) {
      throw new UnsupportedOperationException("nothing starts at a time");
    }
  }
}
