package io.mailpulse.flink.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailpulse.flink.config.PipelineConfig.Events;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.MimeMail;
import io.mailpulse.testkit.SampleMails;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.clock.ManualClock;
import org.apache.flink.util.clock.RelativeClock;
import org.junit.jupiter.api.Test;

class MailWatermarksTest {

  private static final Events EVENTS =
      new Events(
          Duration.ofMinutes(1),
          Duration.ofSeconds(30),
          Duration.ofMinutes(5),
          Duration.ofDays(1),
          Duration.ZERO);
  private static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");
  private static final long UNKNOWN = Long.MIN_VALUE;

  private final ManualClock clock = new ManualClock(1);

  @Test
  void aMailHasTheTimeThatItsHeaderNames() {
    Partition<MimeMail> partition = partition(MailWatermarks.ofMime(EVENTS));

    assertThat(partition.read(mime("Date: Mon, 2 Mar 2026 08:30:00 +0000"), millis(NINE)))
        .isEqualTo(millis(NINE.minusSeconds(1800)));
    assertThat(partition.watermark).isEqualTo(millis(NINE.minusSeconds(1860)) - 1);
  }

  @Test
  void aDateOfTomorrowDoesNotRunAheadOfTheBroker() {
    Partition<MimeMail> partition = partition(MailWatermarks.ofMime(EVENTS));

    long at = partition.read(mime("Date: Tue, 3 Mar 2026 08:30:00 +0000"), millis(NINE));

    assertThat(at).isEqualTo(millis(NINE.plusSeconds(300)));
  }

  @Test
  void aDateOf2038IsTheTimeOfArrival() {
    Partition<MimeMail> partition = partition(MailWatermarks.ofMime(EVENTS));

    assertThat(partition.read(mime("Date: Tue, 19 Jan 2038 03:14:07 +0000"), millis(NINE)))
        .isEqualTo(millis(NINE));
  }

  @Test
  void aPartitionWithOldMailsAloneIsIdle() {
    Partition<MimeMail> partition = partition(MailWatermarks.ofMime(EVENTS));

    partition.read(mime("Date: Mon, 2 Mar 2015 08:30:00 +0000"), millis(NINE));
    partition.passes(Duration.ofSeconds(20));
    partition.read(mime("Date: Mon, 2 Mar 2015 08:31:00 +0000"), millis(NINE));
    partition.passes(Duration.ofSeconds(20));

    assertThat(partition.isIdle).isTrue();
    assertThat(partition.watermark).isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void aBacklogIsLiveHoweverLongItWaitedAtTheBroker() {
    Partition<EmailRaw> partition = partition(MailWatermarks.ofRaw(EVENTS));
    Instant lastYear = Instant.parse("2025-03-02T09:00:00Z");

    partition.read(SampleMails.raw("a").setTimestamp(lastYear).build(), millis(lastYear));

    assertThat(partition.watermark).isEqualTo(millis(lastYear.minusSeconds(60)) - 1);
  }

  @Test
  void whatIsFlaggedAsHistoryMovesNothing() {
    Partition<EmailRaw> read = partition(MailWatermarks.ofRaw(EVENTS));
    Partition<MimeMail> raw = partition(MailWatermarks.ofMime(EVENTS));
    MimeMail archived = mime("Date: Mon, 2 Mar 2026 08:59:00 +0000");
    archived.setHistory(true);

    read.read(SampleMails.raw("a").setTimestamp(NINE).setHistory(true).build(), millis(NINE));
    raw.read(archived, millis(NINE));
    read.passes(Duration.ofSeconds(31));
    raw.passes(Duration.ofSeconds(31));

    assertThat(read.isIdle).isTrue();
    assertThat(raw.isIdle).isTrue();
  }

  @Test
  void recordsWithoutATimeOfArrivalAreLive() {
    Partition<EmailRaw> partition = partition(MailWatermarks.ofRaw(EVENTS));

    assertThat(partition.read(SampleMails.raw("a").setTimestamp(NINE).build(), UNKNOWN))
        .isEqualTo(millis(NINE));
    assertThat(partition.watermark).isEqualTo(millis(NINE.minusSeconds(60)) - 1);
  }

  @Test
  void aMailIsNeverTakenForAnother() {
    Partition<EmailRaw> partition = partition(MailWatermarks.ofRaw(EVENTS));
    partition.read(SampleMails.raw("a").build(), UNKNOWN);

    assertThatThrownBy(
            () -> partition.generator.onEvent(SampleMails.raw("a").build(), 0, partition))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aSourceBesideThoseOfMailsIsIdleFromTheStart() {
    Partition<String> partition = partition(MailWatermarks.still());

    partition.read("a record", millis(NINE));

    assertThat(partition.isIdle).isTrue();
    assertThat(partition.watermark).isEqualTo(Long.MIN_VALUE);
  }

  private <T> Partition<T> partition(WatermarkStrategy<T> strategy) {
    return new Partition<>(strategy);
  }

  private static MimeMail mime(String header) {
    return MimeMail.newBuilder()
        .setTenantId("acme")
        .setSource("a.eml")
        .setMime(ByteBuffer.wrap((header + "\n\nhello").getBytes(StandardCharsets.US_ASCII)))
        .setSizeBytes(1)
        .build();
  }

  private static long millis(Instant instant) {
    return instant.toEpochMilli();
  }

  /** A partition as a source drives it. */
  private final class Partition<T> implements WatermarkOutput {

    private final TimestampAssigner<T> assigner;
    private final WatermarkGenerator<T> generator;
    private long watermark = Long.MIN_VALUE;
    private boolean isIdle;

    private Partition(WatermarkStrategy<T> strategy) {
      assigner = strategy.createTimestampAssigner(UnregisteredMetricsGroup::new);
      generator =
          strategy.createWatermarkGenerator(
              new org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier.Context() {
                @Override
                public MetricGroup getMetricGroup() {
                  return new UnregisteredMetricsGroup();
                }

                @Override
                public RelativeClock getInputActivityClock() {
                  return clock;
                }
              });
    }

    private long read(T mail, long arrivedMillis) {
      long at = assigner.extractTimestamp(mail, arrivedMillis);
      generator.onEvent(mail, at, this);
      generator.onPeriodicEmit(this);
      return at;
    }

    private void passes(Duration time) {
      generator.onPeriodicEmit(this);
      clock.advanceTime(time);
      generator.onPeriodicEmit(this);
    }

    @Override
    public void emitWatermark(Watermark next) {
      // The first one of bounded disorder says that nothing is known yet.
      watermark = next.getTimestamp() < 0 ? Long.MIN_VALUE : next.getTimestamp();
    }

    @Override
    public void markIdle() {
      isIdle = true;
    }

    @Override
    public void markActive() {
      isIdle = false;
    }
  }
}
