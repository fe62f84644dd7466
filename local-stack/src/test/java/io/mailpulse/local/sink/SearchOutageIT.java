package io.mailpulse.local.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.connectors.elasticsearch.Backoff;
import io.mailpulse.connectors.elasticsearch.ElasticsearchSink;
import io.mailpulse.connectors.elasticsearch.SearchEndpoint;
import io.mailpulse.connectors.elasticsearch.SearchLimits;
import io.mailpulse.connectors.kafka.KafkaTopics;
import io.mailpulse.flink.config.PipelineConfig;
import io.mailpulse.flink.record.ScoredMail;
import io.mailpulse.flink.store.EmailDocument;
import io.mailpulse.local.service.KafkaBroker;
import io.mailpulse.local.service.SharedServices;
import io.mailpulse.schema.elasticsearch.IndexLayout;
import io.mailpulse.schema.topic.Topics;
import io.mailpulse.testkit.FakeSearchCluster;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.restartstrategy.RestartStrategies;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The search cluster is away for most of a run, with far more mails than the writers have room for:
 * no checkpoint fails, the mails before the sink go on, the job crashes once in between, and in the
 * end the cluster has each mail.
 */
class SearchOutageIT {

  private static final int MAILS = 600;

  /** Of two writers, some 20 mails each. */
  private static final SearchLimits LIMITS =
      new SearchLimits(
          10,
          20_000,
          40_000,
          Duration.ofMillis(50),
          new Backoff(Duration.ofMillis(50), Duration.ofMillis(500)));

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES) // a document that is lost would be waited for
  void theStreamGoesOnAndTheClusterHasEachMailInTheEnd() throws Exception {
    try (var broker = KafkaBroker.start(SharedServices.folder("outage").resolve("kafka"), 3);
        var search = new FakeSearchCluster()) {
      // Back while mails still come: at the end of its input a writer waits, and no barrier passes.
      search.onRequest((ids, number) -> Passing.isOver() ? FakeSearchCluster.AS_USUAL : 503);
      var env = StreamExecutionEnvironment.createLocalEnvironment(2);
      env.enableCheckpointing(100);
      env.getCheckpointConfig().setTolerableCheckpointFailureNumber(0);
      env.getConfig().setRestartStrategy(RestartStrategies.fixedDelayRestart(1, 0));
      var topics = topics(broker);
      env.fromSource(
              new DataGeneratorSource<>(
                  number -> ScoredMails.of(number.intValue(), MAILS),
                  MAILS,
                  RateLimiterStrategy.perSecond(100),
                  TypeInformation.of(ScoredMail.class)),
              WatermarkStrategy.noWatermarks(),
              "mails")
          .map(new Passing())
          .returns(TypeInformation.of(ScoredMail.class))
          .sinkTo(
              new ElasticsearchSink<>(
                  SearchEndpoint.open(search.uri()),
                  new EmailDocument(IndexLayout.PER_TENANT),
                  LIMITS,
                  topics.rejectedWrites(),
                  topics.searchOverflow()));

      env.execute();

      assertThat(Passing.CRASHES).hasValue(1);
      assertThat(search.documents()).hasSize(MAILS);
      assertThat(spilled(broker)).isGreaterThan(100);
    }
  }

  private static long spilled(KafkaBroker broker) {
    try (var consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      var partitions =
          consumer.partitionsFor(Topics.SEARCH_OVERFLOW.name()).stream()
              .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
              .toList();
      return consumer.endOffsets(partitions).values().stream().mapToLong(end -> end).sum();
    }
  }

  private static KafkaTopics topics(KafkaBroker broker) {
    return new KafkaTopics(
        PipelineConfig.of(
                Map.of(
                    "kafka.bootstrap-servers", broker.bootstrapServers(),
                    "tenants.default.pseudonym-key", "literal:a-key-for-one-test-only",
                    "checkpoints.path", "file:///unused",
                    "warehouse.path", "file:///unused"))
            .kafka());
  }

  /** Counts checkpoints, and crashes once after the third. */
  private static final class Passing
      implements MapFunction<ScoredMail, ScoredMail>, CheckpointListener {
    private static final long serialVersionUID = 1L;
    private static final AtomicInteger CHECKPOINTS = new AtomicInteger();
    private static final AtomicInteger CRASHES = new AtomicInteger();
    private static final AtomicInteger PASSED = new AtomicInteger();

    /** Whatever the machine's pace: more mails than writers hold came meanwhile. */
    static boolean isOver() {
      return CHECKPOINTS.get() > 25 && PASSED.get() > MAILS * 3 / 4;
    }

    @Override
    public ScoredMail map(ScoredMail mail) {
      if (CHECKPOINTS.get() >= 3 && CRASHES.compareAndSet(0, 1)) {
        throw new IllegalStateException("injected");
      }
      PASSED.incrementAndGet();
      return mail;
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
      CHECKPOINTS.incrementAndGet();
    }
  }
}
