package io.mailpulse.flink.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.flink.config.PipelineConfig.Windows;
import io.mailpulse.flink.record.CountedMail;
import io.mailpulse.flink.record.ThreadDay;
import io.mailpulse.testkit.SampleMails;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ThreadDaysTest {

  private static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");
  private static final Instant MIDNIGHT = Instant.parse("2026-03-03T00:00:00Z");
  private static final Duration RETENTION = Duration.ofHours(24);
  private static final Duration MAX_DELAY = Duration.ofSeconds(10);

  private KeyedOneInputStreamOperatorTestHarness<String, CountedMail, ThreadDay> operator;

  @BeforeEach
  void open() throws Exception {
    operator =
        ProcessFunctionTestHarnesses.forKeyedProcessFunction(
            new ThreadDays(new Windows(Duration.ofMinutes(1), RETENTION, MAX_DELAY)),
            ThreadDays::key,
            Types.STRING);
  }

  @AfterEach
  void close() throws Exception {
    operator.close();
  }

  @Test
  void aDayIsPublishedOnceItIsOver() throws Exception {
    mail("morning", NINE, "negative", -0.8);
    mail("noon", NINE.plus(Duration.ofHours(3)), "unknown", 0);
    watermark(MIDNIGHT.minusMillis(2));
    assertThat(days()).isEmpty();

    watermark(MIDNIGHT.minusMillis(1));

    assertThat(days())
        .singleElement()
        .satisfies(
            day -> {
              assertThat(day.dt()).isEqualTo("2026-03-02");
              assertThat(day.volume()).isEqualTo(2);
              assertThat(day.scored()).isEqualTo(1);
              assertThat(day.negRate()).isEqualTo(1);
              assertThat(day.avgPolarity()).isEqualTo(-0.8);
              assertThat(day.firstSeen()).isEqualTo(NINE);
              assertThat(day.lastSeen()).isEqualTo(NINE.plus(Duration.ofHours(3)));
            });
  }

  @Test
  void midnightPartsTheDaysOfAThread() throws Exception {
    mail("last", MIDNIGHT.minusMillis(1), "negative", -0.8);
    mail("first", MIDNIGHT, "positive", 0.8);
    watermark(MIDNIGHT.plus(Duration.ofDays(1)));

    assertThat(days()).extracting(ThreadDay::dt).containsExactly("2026-03-02", "2026-03-03");
    assertThat(days()).extracting(ThreadDay::volume).containsOnly(1L);
  }

  @Test
  void anotherThreadIsAnotherDay() throws Exception {
    mail("a", NINE, "negative", -0.8);
    operator.processElement(
        new CountedMail(
            SampleMails.sentiment("b").setThreadId("another").setCreatedAt(NINE).build(),
            null,
            "fake@1"),
        NINE.toEpochMilli());
    watermark(MIDNIGHT);

    assertThat(days()).extracting(ThreadDay::volume).containsExactly(1L, 1L);
    assertThat(days()).extracting(ThreadDay::threadId).doesNotHaveDuplicates();
  }

  @Test
  void aDayIsShownAfterTheDelayWhenEventTimeStandsStill() throws Exception {
    mail("morning", NINE, "negative", -0.8);
    assertThat(operator.numProcessingTimeTimers()).isEqualTo(1);

    operator.setProcessingTime(MAX_DELAY.toMillis());

    assertThat(days()).extracting(ThreadDay::volume).containsExactly(1L);
    assertThat(operator.numProcessingTimeTimers()).isZero();
  }

  @Test
  void aLateMailRestatesItsDayWhole() throws Exception {
    mail("morning", NINE, "negative", -0.8);
    watermark(MIDNIGHT);
    mail("late", NINE.plusSeconds(1), "positive", 0.8);
    operator.setProcessingTime(MAX_DELAY.toMillis());

    assertThat(days()).extracting(ThreadDay::volume).containsExactly(1L, 2L);
    assertThat(days()).extracting(ThreadDay::negRate).containsExactly(1.0, 0.5);
  }

  @Test
  void nothingIsLeftAfterTheRetention() throws Exception {
    mail("morning", NINE, "negative", -0.8);
    mail("next day", NINE.plus(Duration.ofDays(1)), "negative", -0.8);
    watermark(MIDNIGHT.plus(Duration.ofDays(1)).plus(RETENTION));
    operator.setProcessingTime(MAX_DELAY.toMillis());

    assertThat(operator.numKeyedStateEntries()).isZero();
    assertThat(operator.numEventTimeTimers()).isZero();
    assertThat(operator.numProcessingTimeTimers()).isZero();
  }

  private void mail(String name, Instant at, String label, double polarity) throws Exception {
    operator.processElement(
        new CountedMail(
            SampleMails.sentiment(name)
                .setCreatedAt(at)
                .setLabel(label)
                .setPolarity(polarity)
                .build(),
            null,
            "fake@1"),
        at.toEpochMilli());
  }

  private void watermark(Instant at) throws Exception {
    operator.processWatermark(new Watermark(at.toEpochMilli()));
  }

  private List<ThreadDay> days() {
    return operator.extractOutputValues();
  }
}
