package io.mailpulse.local.find;

import io.mailpulse.schema.DeadLetter;
import io.mailpulse.schema.EmailAlert;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.EmailSentiment;
import io.mailpulse.schema.MoodAggregate;
import io.mailpulse.schema.PendingMail;
import io.mailpulse.schema.Replay;
import io.mailpulse.schema.SearchDocument;
import io.mailpulse.schema.ThreadSnapshot;
import io.mailpulse.schema.codec.JsonCodec;
import io.mailpulse.schema.codec.RecordCodec;
import io.mailpulse.schema.topic.Topic;
import io.mailpulse.schema.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Follows the result topics from their beginning, and keeps what they say. */
public final class ResultTopics implements AutoCloseable {

  private static final List<String> RESULTS =
      Topics.ALL.stream().filter(topic -> topic != Topics.MIME).map(Topic::name).toList();

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;
  private final Map<String, Consumer<byte[]>> readers = new HashMap<>();

  private final Map<String, EmailRaw> raws = new LinkedHashMap<>();
  private final Map<String, EmailSentiment> sentiments = new LinkedHashMap<>();
  private final Map<String, PendingMail> pending = new LinkedHashMap<>();
  private final Map<String, EmailAlert> alerts = new LinkedHashMap<>();
  private final Map<String, ThreadSnapshot> snapshots = new LinkedHashMap<>();
  private final Map<String, MoodAggregate> aggregates = new LinkedHashMap<>();
  private final Map<String, SearchDocument> overflow = new LinkedHashMap<>();
  private final Map<String, DeadLetter> deadLetters = new LinkedHashMap<>();
  private final Map<String, Replay> replays = new LinkedHashMap<>();

  private ResultTopics(KafkaConsumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
    this.partitions =
        RESULTS.stream()
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    // One arrival of a mail is told from another by its source: a replay is not a duplicate.
    reads(Topics.RAW, raws, r -> r.getSource() + '|' + r.getEmailId());
    reads(Topics.SENTIMENT, sentiments, EmailSentiment::getEmailId);
    reads(Topics.PENDING, pending, mail -> mail.getMail().getEmailId());
    reads(Topics.ALERTS, alerts, EmailAlert::getAlertId);
    reads(Topics.THREADS, snapshots, ThreadSnapshot::getThreadId);
    reads(Topics.AGGREGATES, aggregates, MoodAggregate::getAggregateId);
    reads(Topics.SEARCH_OVERFLOW, overflow, SearchDocument::getDocumentId);
    reads(Topics.DEAD_LETTERS, deadLetters, DeadLetter::getDeadLetterId);
    reads(Topics.REPLAYS, replays, Replay::getDeadLetterId);
    List<String> unread = RESULTS.stream().filter(topic -> !readers.containsKey(topic)).toList();
    if (!unread.isEmpty()) {
      throw new IllegalStateException("add a line above for topics that nothing reads: " + unread);
    }
  }

  /** Begins at the beginning. */
  public static ResultTopics follow(String bootstrapServers) {
    return new ResultTopics(
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "isolation.level",
                "read_committed",
                "enable.auto.commit",
                false),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer()));
  }

  private <T extends SpecificRecordBase> void reads(
      Topic<T> topic, Map<String, T> into, Function<T, String> key) {
    RecordCodec<T> codec = new JsonCodec<>(topic.type());
    readers.put(
        topic.name(),
        bytes -> {
          T value = codec.decode(bytes);
          into.put(key.apply(value), value);
        });
  }

  /** Takes what is there, and waits a little if nothing is. */
  public void poll(Duration patience) {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(patience)) {
      readers.get(record.topic()).accept(record.value());
    }
  }

  /** Reads up to what the topics hold by now. */
  public void catchUp() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      poll(Duration.ofMillis(100));
    }
  }

  /** Mails that a label or {@code unknown} has been said of, so far. */
  public int answered() {
    return sentiments.size();
  }

  /** Dead letters so far. */
  public int deadLettered() {
    return deadLetters.size();
  }

  /** What was read so far. */
  public TopicContents findings() {
    return new TopicContents(
        new ArrayList<>(raws.values()),
        new LinkedHashMap<>(sentiments),
        alerts.values().stream().sorted(Comparator.comparing(EmailAlert::getCreatedAt)).toList(),
        new LinkedHashMap<>(snapshots),
        new LinkedHashMap<>(aggregates),
        new ArrayList<>(deadLetters.values()));
  }

  @Override
  public void close() {
    consumer.close();
  }
}
