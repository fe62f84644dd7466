package io.mailpulse.connectors.kafka;

import io.mailpulse.connectors.overflow.Overflow;
import io.mailpulse.schema.SearchDocument;
import io.mailpulse.schema.codec.CodecException;
import io.mailpulse.schema.codec.RecordCodec;
import io.mailpulse.schema.topic.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An overflow in a topic. Every writer adds to all partitions and reads those whose number is its
 * own modulo the number of writers; how far it came stands in the offsets of a consumer group.
 * Reading has a thread of its own, since a broker may take its time.
 */
final class KafkaOverflow implements Overflow {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaOverflow.class);
  private static final Duration PATIENCE = Duration.ofMillis(200);
  private static final Duration LOOKING = Duration.ofSeconds(10);
  private static final int MOST_IN_VAIN = 50;
  private static final Duration CLOSING = Duration.ofSeconds(5);

  private final Producer<byte[], byte[]> producer;
  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final RecordCodec<SearchDocument> codec;
  private final String topic;
  private final int writer;
  private final int writers;
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private final Map<TopicPartition, OffsetAndMetadata> read = new HashMap<>();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            var reader = new Thread(task, "search-overflow");
            reader.setDaemon(true);
            return reader;
          });

  private Consumer<byte[], byte[]> consumer;

  KafkaOverflow(
      Producer<byte[], byte[]> producer,
      Supplier<Consumer<byte[], byte[]>> consumers,
      RecordCodec<SearchDocument> codec,
      String topic,
      int writer,
      int writers) {
    this.producer = producer;
    this.consumers = consumers;
    this.codec = codec;
    this.topic = topic;
    this.writer = writer;
    this.writers = writers;
  }

  @Override
  public void append(SearchDocument document) {
    byte[] key = Topics.SEARCH_OVERFLOW.key().of(document).getBytes(StandardCharsets.UTF_8);
    producer.send(
        new ProducerRecord<>(topic, key, codec.encode(document)),
        (sent, e) -> {
          if (e != null) {
            failure.compareAndSet(null, e);
          }
        });
  }

  @Override
  public void flush() throws IOException {
    producer.flush();
    if (failure.get() != null) {
      throw new IOException(
          "topic " + topic + " does not take what the search cluster has yet to take",
          failure.get());
    }
  }

  @Override
  public CompletableFuture<List<SearchDocument>> read() {
    return CompletableFuture.supplyAsync(this::poll, thread);
  }

  /** A failure forgets the consumer, whose position may be behind what was not handed on. */
  private List<SearchDocument> poll() {
    try {
      if (consumer == null) {
        consumer = assigned(consumers.get());
      }
      return next();
    } catch (RuntimeException | Error e) {
      startAgainFromWhatIsReleased(e);
      throw e;
    }
  }

  private void startAgainFromWhatIsReleased(Throwable failure) {
    Consumer<byte[], byte[]> broken = consumer;
    consumer = null;
    read.clear();
    if (broken != null) {
      try {
        broken.close(CLOSING);
      } catch (RuntimeException e) {
        failure.addSuppressed(e);
      }
    }
  }

  /** A poll may give nothing although there is more: only offsets tell the end. */
  private List<SearchDocument> next() {
    var documents = new ArrayList<SearchDocument>();
    int inVain = 0;
    while (documents.isEmpty() && !isAtEnd()) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(PATIENCE);
      inVain = records.isEmpty() ? inVain + 1 : 0;
      if (inVain == MOST_IN_VAIN) {
        throw new KafkaException("topic " + topic + " does not give what it has");
      }
      take(records, documents);
    }
    return documents;
  }

  private boolean isAtEnd() {
    return consumer.endOffsets(consumer.assignment(), LOOKING).entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey(), LOOKING) >= end.getValue());
  }

  private void take(ConsumerRecords<byte[], byte[]> records, List<SearchDocument> documents) {
    for (ConsumerRecord<byte[], byte[]> record : records) {
      read.put(
          new TopicPartition(record.topic(), record.partition()),
          new OffsetAndMetadata(record.offset() + 1));
      try {
        documents.add(OwnDocument.require(codec.decode(record.value())));
      } catch (CodecException | NullPointerException foreign) {
        LOG.warn("{} is no search document; passed over", Unreadable.place(record));
      }
    }
  }

  private Consumer<byte[], byte[]> assigned(Consumer<byte[], byte[]> fresh) {
    try {
      List<PartitionInfo> partitions = fresh.partitionsFor(topic, LOOKING);
      if (partitions == null || partitions.isEmpty()) {
        throw new KafkaException("topic " + topic + " is missing: create it");
      }
      fresh.assign(
          partitions.stream()
              .filter(partition -> partition.partition() % writers == writer)
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList());
      return fresh;
    } catch (RuntimeException e) {
      fresh.close(CLOSING);
      throw e;
    }
  }

  @Override
  public void release() {
    thread.execute(
        () -> {
          try {
            consumer.commitSync(Map.copyOf(read));
          } catch (RuntimeException e) {
            LOG.warn("Offsets of {} were not kept; documents come again", topic, e);
          }
        });
  }

  @Override
  public void close() {
    try {
      thread.execute(
          () -> {
            if (consumer != null) {
              consumer.close(CLOSING);
            }
          });
    } catch (RejectedExecutionException closedBefore) {
      LOG.debug("Closed before");
    }
    thread.shutdown();
    producer.close(CLOSING);
  }
}
