package io.mailpulse.connectors.delta;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.schema.RedactedMail;
import io.mailpulse.schema.id.Ids;
import io.mailpulse.schema.warehouse.WarehouseRows;
import io.mailpulse.schema.warehouse.WarehouseTables;
import io.mailpulse.testkit.DeltaTableReader;
import io.mailpulse.testkit.MiniClusters;
import io.mailpulse.testkit.SampleMails;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class DeltaSinkTest {

  @RegisterExtension static final MiniClusterExtension CLUSTER = MiniClusters.ofSlots(2);

  private static final int MAILS = 400;

  /** Mails go on once a checkpoint is complete: a crash late in the stream is after commits. */
  private static final int MAILS_PER_CHECKPOINT = 50;

  /** Longer than any build: nothing is committed before the end of the input. */
  private static final Duration NO_CHECKPOINT = Duration.ofDays(1);

  private static final AtomicBoolean OPERATOR_FAILS = new AtomicBoolean();
  private static final AtomicBoolean COMMITTER_FAILS = new AtomicBoolean();
  private static final AtomicInteger COMMITS = new AtomicInteger();

  @TempDir Path folder;

  @BeforeEach
  void forgetEarlierRuns() {
    OPERATOR_FAILS.set(false);
    COMMITTER_FAILS.set(false);
    COMMITS.set(0);
  }

  @Test
  void everyMailIsInTheTableOnceThoughOperatorAndCommitterCrash() throws Exception {
    OPERATOR_FAILS.set(true);
    COMMITTER_FAILS.set(true);

    run(Duration.ofMillis(10), RateLimiterStrategy.perCheckpoint(MAILS_PER_CHECKPOINT));

    assertThat(OPERATOR_FAILS).isFalse();
    assertThat(COMMITTER_FAILS).isFalse();
    assertThat(emailIds()).containsExactlyInAnyOrderElementsOf(expectedIds());
    assertThat(DeltaTableReader.version(target().location())).isEqualTo(COMMITS.get());
  }

  @Test
  void whatIsWrittenAfterTheLastCheckpointIsCommittedAtTheEnd() throws Exception {
    run(NO_CHECKPOINT, RateLimiterStrategy.noOp());

    assertThat(emailIds()).containsExactlyInAnyOrderElementsOf(expectedIds());
    assertThat(COMMITS).hasValue(1);
  }

  private void run(Duration checkpointInterval, RateLimiterStrategy pace) throws Exception {
    var settings = new Configuration();
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(1));
    settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 3);
    settings.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.resolve("state").toUri().toString());
    settings.set(PipelineOptions.GENERIC_TYPES, false);
    settings.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    var env = StreamExecutionEnvironment.getExecutionEnvironment(settings);
    env.setParallelism(2);
    env.enableCheckpointing(checkpointInterval.toMillis());
    var numbers = new DataGeneratorSource<>(i -> i, MAILS, pace, Types.LONG);
    env.fromSource(numbers, WatermarkStrategy.noWatermarks(), "Numbers")
        .uid("numbers")
        .map(new FailOnce())
        .uid("fail-once")
        .sinkTo(
            new DeltaSink<>(
                target(),
                DeltaSinkTest::row,
                BufferLimits.DEFAULT,
                "number-commits",
                DeltaSinkTest::committed))
        .uid("delta");
    env.execute();
  }

  private static Object[] row(Long number) {
    return WarehouseRows.dimEmail(
        RedactedMail.of(
            SampleMails.raw("m" + number)
                .setTimestamp(SampleMails.MORNING.plus(Duration.ofDays(number % 3)))
                .build()));
  }

  private static void committed(long version) {
    COMMITS.incrementAndGet();
    if (COMMITTER_FAILS.compareAndSet(true, false)) {
      throw new IllegalStateException("crash between the log and Flink");
    }
  }

  private static List<String> expectedIds() {
    return LongStream.range(0, MAILS).mapToObj(i -> Ids.email("acme", "mid:m" + i)).toList();
  }

  private List<Object> emailIds() throws Exception {
    return DeltaTableReader.rows(target().location()).stream()
        .map(row -> row.get("email_id"))
        .toList();
  }

  private DeltaTarget target() {
    return DeltaTarget.under(
        folder.resolve("warehouse").toUri().toString(), WarehouseTables.DIM_EMAIL, Map.of());
  }

  /** Fails on one number late in the stream, once. */
  private static final class FailOnce implements MapFunction<Long, Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public Long map(Long number) {
      if (number == MAILS * 3 / 4 && OPERATOR_FAILS.compareAndSet(true, false)) {
        throw new IllegalStateException("crash between two checkpoints");
      }
      return number;
    }
  }
}
