package io.mailpulse.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailpulse.schema.SearchDocument;
import io.mailpulse.schema.codec.JsonCodec;
import io.mailpulse.schema.codec.RecordCodec;
import io.mailpulse.testkit.SampleMails;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The overflow on the client library's own consumer without a broker. */
class KafkaOverflowTest {

  private static final String TOPIC = "emails.search-overflow.v1";
  private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
  private static final JsonCodec<SearchDocument> JSON = new JsonCodec<>(SearchDocument.class);

  private final List<byte[]> records = new ArrayList<>();
  private final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
  private final List<MockConsumer<byte[], byte[]>> opened = new ArrayList<>();
  private final Registry registry = new Registry();
  private final KafkaOverflow overflow =
      new KafkaOverflow(
          new MockProducer<>(true, new ByteArraySerializer(), new ByteArraySerializer()),
          this::consumer,
          registry,
          TOPIC,
          0,
          1);

  private int pollsInVain;

  @AfterEach
  void close() {
    overflow.close();
  }

  @Test
  void whatWasReadWhenTheRegistryWasAwayComesAgain() {
    topicHas("a", "b", "c");
    registry.isAwayAfter = 1;

    assertThatThrownBy(this::read)
        .isInstanceOf(CompletionException.class)
        .hasRootCauseMessage("the registry is away");
    assertThat(opened.get(0).closed()).isTrue();
    registry.isAwayAfter = Integer.MAX_VALUE;

    assertThat(read()).containsExactly("a", "b", "c");
    assertThat(committed).isEmpty();
    overflow.release();
    assertThat(read()).isEmpty();
    assertThat(committed.get(PARTITION).offset()).isEqualTo(3);
  }

  @Test
  void whatNoJobWroteIsPassedOver() {
    SearchDocument injected = document("b");
    injected.setDocument("{}\n{\"delete\":{\"_index\":\"emails-other\"}}");
    topicHas("a");
    records.add(JSON.encode(injected));
    records.add(new byte[] {1, 2, 3});
    records.add(JSON.encode(document("c")));

    assertThat(read()).containsExactly("a", "c");
  }

  @Test
  void whatWasReleasedBeforeAFailureDoesNotComeAgain() {
    topicHas("a", "b");
    assertThat(read()).containsExactly("a", "b");
    overflow.release();
    topicHas("c");
    registry.isAwayAfter = 0;
    assertThatThrownBy(this::read).isInstanceOf(CompletionException.class);
    registry.isAwayAfter = Integer.MAX_VALUE;

    assertThat(read()).containsExactly("c");
  }

  @Test
  void aPollThatGivesNothingIsNotTheEnd() {
    pollsInVain = 3;
    topicHas("a", "b");

    assertThat(read()).containsExactly("a", "b");
    assertThat(read()).isEmpty();
  }

  @Test
  void whatLiesBehindForeignRecordsIsRead() {
    records.add(new byte[] {1, 2, 3});
    assertThat(read()).isEmpty();
    records.add(new byte[] {4});
    deliverLater(1);
    topicHas("a");

    assertThat(read()).containsExactly("a");
  }

  @Test
  void aBrokerThatDoesNotGiveWhatItHasIsNoEnd() {
    pollsInVain = 1_000;
    topicHas("a");

    assertThatThrownBy(this::read)
        .isInstanceOf(CompletionException.class)
        .hasMessageContaining("does not give what it has");
  }

  private List<String> read() {
    return overflow.read().join().stream().map(SearchDocument::getDocumentId).toList();
  }

  private void topicHas(String... ids) {
    List<byte[]> more = Arrays.stream(ids).map(id -> JSON.encode(document(id))).toList();
    records.addAll(more);
    deliverLater(records.size() - more.size());
  }

  /** The consumer that reads by now finds in one of its next polls what came after it. */
  private void deliverLater(int from) {
    int to = records.size();
    if (!opened.isEmpty()) {
      MockConsumer<byte[], byte[]> reading = opened.get(opened.size() - 1);
      reading.updateEndOffsets(Map.of(PARTITION, (long) to));
      reading.schedulePollTask(() -> deliver(reading, from, to));
    }
  }

  /** A consumer that finds the records behind what was committed, as a broker would give them. */
  private MockConsumer<byte[], byte[]> consumer() {
    var consumer =
        new MockConsumer<byte[], byte[]>(OffsetResetStrategy.EARLIEST) {
          @Override
          public synchronized void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
            committed.putAll(offsets);
          }
        };
    var node = new Node(0, "broker", 9092);
    Node[] nodes = {node};
    consumer.updatePartitions(TOPIC, List.of(new PartitionInfo(TOPIC, 0, node, nodes, nodes)));
    long from = committed.containsKey(PARTITION) ? committed.get(PARTITION).offset() : 0;
    consumer.updateBeginningOffsets(Map.of(PARTITION, from));
    int to = records.size();
    consumer.updateEndOffsets(Map.of(PARTITION, (long) to));
    for (int poll = 0; poll < pollsInVain; poll++) {
      consumer.schedulePollTask(() -> {});
    }
    consumer.schedulePollTask(() -> deliver(consumer, (int) from, to));
    opened.add(consumer);
    return consumer;
  }

  private void deliver(MockConsumer<byte[], byte[]> consumer, int from, int to) {
    for (int offset = from; offset < to; offset++) {
      consumer.addRecord(new ConsumerRecord<>(TOPIC, 0, offset, new byte[0], records.get(offset)));
    }
    // It takes the last offset for the end.
    consumer.updateEndOffsets(Map.of(PARTITION, (long) records.size()));
  }

  private static SearchDocument document(String id) {
    return SearchDocument.newBuilder()
        .setIndex("emails-acme")
        .setDocumentId(id)
        .setVersion(1)
        .setDocument("{}")
        .setTenantId("acme")
        .setSource("inbox")
        .setTimestamp(SampleMails.MORNING)
        .setAttempts(0)
        .build();
  }

  /** A codec that needs a registry, which may go away in the midst of a part. */
  private static final class Registry implements RecordCodec<SearchDocument> {

    private int isAwayAfter = Integer.MAX_VALUE;
    private int decoded;

    @Override
    public byte[] encode(SearchDocument document) {
      return JSON.encode(document);
    }

    @Override
    public SearchDocument decode(byte[] bytes) {
      if (decoded++ >= isAwayAfter) {
        decoded = 0;
        throw new KafkaException("the registry is away");
      }
      return JSON.decode(bytes);
    }
  }
}
