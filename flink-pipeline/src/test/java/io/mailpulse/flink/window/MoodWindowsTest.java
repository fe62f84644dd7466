package io.mailpulse.flink.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.flink.config.PipelineConfig.Windows;
import io.mailpulse.flink.record.CountedMail;
import io.mailpulse.flink.record.Replaced;
import io.mailpulse.schema.MoodAggregate;
import io.mailpulse.testkit.SampleMails;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MoodWindowsTest {

  private static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");
  private static final Windows WINDOWS =
      new Windows(Duration.ofMinutes(1), Duration.ofHours(24), Duration.ofSeconds(10));

  private KeyedOneInputStreamOperatorTestHarness<String, CountedMail, MoodAggregate> operator;

  @BeforeEach
  void open() throws Exception {
    operator = harness(1, 0);
    operator.open();
  }

  @AfterEach
  void close() throws Exception {
    operator.close();
  }

  @Test
  void publishesAWindowOnceEventTimePassesItsEnd() throws Exception {
    mail("a", NINE, "negative", -0.8);
    mail("b", NINE.plusSeconds(59), "positive", 0.4);
    mail("next", NINE.plusSeconds(60), "neutral", 0);
    watermark(NINE.plusSeconds(59));
    assertThat(published()).isEmpty();

    watermark(NINE.plusSeconds(60));

    MoodAggregate window = published().get(0);
    assertThat(published()).hasSize(1);
    assertThat(window.getWindowStart()).isEqualTo(NINE);
    assertThat(window.getWindowEnd()).isEqualTo(NINE.plusSeconds(60));
    assertThat(window.getVolume()).isEqualTo(2);
    assertThat(window.getNegRate()).isEqualTo(0.5);
    assertThat(window.getAvgPolarity()).isEqualTo(-0.2);
    assertThat(window.getEmotion()).isEqualTo(Map.of("anger", 0.8));
  }

  @Test
  void lateMailsRefreshTheirWindowTogetherUnderTheSameId() throws Exception {
    mail("a", NINE, "negative", -0.8);
    watermark(NINE.plusSeconds(600));
    mail("late", NINE.plusSeconds(1), "positive", 0.8);
    mail("later", NINE.plusSeconds(2), "positive", 0.8);
    assertThat(published()).hasSize(1);

    operator.setProcessingTime(10_000);

    assertThat(published()).extracting(MoodAggregate::getVolume).containsExactly(1L, 3L);
    assertThat(published())
        .extracting(MoodAggregate::getAggregateId)
        .containsOnly(published().get(0).getAggregateId());
  }

  @Test
  void anOpenWindowIsShownWhenEventTimeStandsStill() throws Exception {
    mail("a", NINE, "negative", -0.8);
    operator.setProcessingTime(10_000);

    assertThat(published()).extracting(MoodAggregate::getVolume).containsExactly(1L);
  }

  @Test
  void countsUnknownAndMachineMailApart() throws Exception {
    mail("a", NINE, "negative", -0.8);
    emit("b", NINE, "unknown", 0, "person");
    emit("c", NINE, "negative", -0.9, "bulk");
    watermark(NINE.plusSeconds(60));

    MoodAggregate window = published().get(0);
    assertThat(window.getVolume()).isEqualTo(3);
    assertThat(window.getScored()).isEqualTo(1);
    assertThat(window.getUnknown()).isEqualTo(1);
    assertThat(window.getMachine()).isEqualTo(1);
    assertThat(window.getNegRate()).isEqualTo(1);
  }

  @Test
  void theScoreOfAPendingMailTakesItsPlace() throws Exception {
    mail("a", NINE, "negative", -0.8);
    pending("b", NINE);
    watermark(NINE.plusSeconds(60));
    corrected("b", NINE, "positive", 0.4);
    corrected("b", NINE, "positive", 0.4);
    operator.setProcessingTime(10_000);

    assertThat(published()).extracting(MoodAggregate::getVolume).containsExactly(2L, 2L);
    assertThat(published()).extracting(MoodAggregate::getUnknown).containsExactly(1L, 0L);
    assertThat(published()).extracting(MoodAggregate::getScored).containsExactly(1L, 2L);
    assertThat(published()).extracting(MoodAggregate::getNegRate).containsExactly(1.0, 0.5);
  }

  @Test
  void aScoreThatOvertakesItsMailIsCountedWithIt() throws Exception {
    corrected("b", NINE, "positive", 0.4);
    pending("b", NINE);
    watermark(NINE.plusSeconds(60));

    assertThat(published()).extracting(MoodAggregate::getVolume).containsExactly(1L);
    assertThat(published()).extracting(MoodAggregate::getPositive).containsExactly(1L);
  }

  @Test
  void aScoreOfAMailThatWasCountedChangesNothing() throws Exception {
    mail("a", NINE, "negative", -0.8);
    corrected("a", NINE, "positive", 0.4);
    watermark(NINE.plusSeconds(60));

    assertThat(published()).extracting(MoodAggregate::getVolume).containsExactly(1L);
    assertThat(published()).extracting(MoodAggregate::getNegative).containsExactly(1L);
  }

  @Test
  void aWindowIsKeptForTheScoresThatItIsOwed() throws Exception {
    mail("a", NINE, "negative", -0.8);
    pending("b", NINE);
    watermark(NINE.plus(Duration.ofHours(100)));
    corrected("b", NINE, "positive", 0.4);
    watermark(NINE.plus(Duration.ofHours(101)));

    assertThat(published().get(published().size() - 1).getVolume()).isEqualTo(2);
    assertThat(published().get(published().size() - 1).getScored()).isEqualTo(2);
    watermark(NINE.plus(Duration.ofHours(200)));
    operator.setProcessingTime(10_000);
    assertThat(operator.numKeyedStateEntries()).isZero();
    assertThat(operator.numEventTimeTimers()).isZero();
  }

  @Test
  void aMailThatComesAfterTheRetentionIsAnAddendumAndTheWindowStands() throws Exception {
    mail("a", NINE, "negative", -0.8);
    mail("b", NINE, "positive", 0.4);
    watermark(NINE.plus(Duration.ofHours(25)));
    mail("very late", NINE.plusSeconds(1), "positive", 0.8);
    mail("very late", NINE.plusSeconds(1), "positive", 0.8);

    assertThat(published()).extracting(MoodAggregate::getVolume).containsExactly(2L, 1L, 1L);
    MoodAggregate addendum = published().get(1);
    assertThat(addendum.getWindowStart()).isEqualTo(NINE);
    assertThat(addendum.getAddendum()).isEqualTo(SampleMails.sentiment("very late").getEmailId());
    assertThat(addendum.getPositive()).isEqualTo(1);
    assertThat(published().get(0).getAddendum()).isNull();
    assertThat(published().get(0).getAggregateId()).isNotEqualTo(addendum.getAggregateId());
    assertThat(published().get(2)).as("the same again").isEqualTo(addendum);
    assertThat(operator.numKeyedStateEntries()).isZero();
  }

  @Test
  void aMailThatComesAsItsWindowIsClearedIsAnAddendum() throws Exception {
    mail("a", NINE, "negative", -0.8);
    watermark(NINE.plusSeconds(60).minusMillis(1).plus(Duration.ofHours(24)));
    assertThat(operator.numKeyedStateEntries()).isZero();
    mail("very late", NINE.plusSeconds(1), "positive", 0.8);

    assertThat(published()).extracting(MoodAggregate::getVolume).containsExactly(1L, 1L);
    assertThat(published()).extracting(MoodAggregate::getAggregateId).doesNotHaveDuplicates();
  }

  @Test
  void whatCameAfterTheRetentionIsStillAnAddendumAfterARestart() throws Exception {
    mail("a", NINE, "negative", -0.8);
    mail("b", NINE, "positive", 0.4);
    watermark(NINE.plus(Duration.ofHours(25)));
    MoodAggregate window = published().get(0);
    restart(operator.snapshot(1, 1));
    mail("very late", NINE.plusSeconds(1), "positive", 0.8);
    watermark(NINE.plus(Duration.ofHours(25)));

    assertThat(published())
        .singleElement()
        .satisfies(late -> assertThat(late.getAddendum()).isNotNull())
        .satisfies(late -> assertThat(late.getAggregateId()).isNotEqualTo(window.getAggregateId()));
    assertThat(operator.numKeyedStateEntries()).isZero();
  }

  @Test
  void aTaskThatHadNothingToDoDoesNotMakeTheOthersForgetWhatIsLate() throws Exception {
    var quiet = harness(2, 1);
    quiet.open();
    var busy = harness(2, 0);
    busy.open();
    busy.processElement(scored("a", NINE, "negative", -0.8, "person"), NINE.toEpochMilli());
    busy.processWatermark(new Watermark(NINE.plus(Duration.ofHours(25)).toEpochMilli()));
    var both =
        AbstractStreamOperatorTestHarness.repackageState(busy.snapshot(1, 1), quiet.snapshot(1, 1));
    busy.close();
    quiet.close();
    restart(AbstractStreamOperatorTestHarness.repartitionOperatorState(both, 128, 2, 1, 0));
    mail("very late", NINE.plusSeconds(1), "positive", 0.8);

    assertThat(published()).extracting(MoodAggregate::getAddendum).singleElement().isNotNull();
  }

  @Test
  void aJobThatGoesOnAfterItsInputHadEndedOpensNewWindows() throws Exception {
    mail("a", NINE, "negative", -0.8);
    operator.processWatermark(Watermark.MAX_WATERMARK);
    restart(operator.snapshot(1, 1));
    Instant next = NINE.plus(Duration.ofHours(1));
    mail("next", next, "positive", 0.4);
    watermark(next.plusSeconds(60));

    assertThat(published())
        .singleElement()
        .satisfies(window -> assertThat(window.getAddendum()).isNull());
  }

  @Test
  void theScoreOfAPendingAddendumTakesItsPlace() throws Exception {
    watermark(NINE.plus(Duration.ofHours(25)));
    pending("very late", NINE);
    corrected("very late", NINE, "positive", 0.4);

    assertThat(published()).extracting(MoodAggregate::getUnknown).containsExactly(1L, 0L);
    assertThat(published())
        .extracting(MoodAggregate::getAggregateId)
        .containsOnly(published().get(0).getAggregateId());
  }

  @Test
  void aScoreThatOvertakesItsAddendumIsSaidWithIt() throws Exception {
    watermark(NINE.plus(Duration.ofHours(25)));
    corrected("very late", NINE, "positive", 0.4);
    assertThat(published()).isEmpty();

    pending("very late", NINE);

    assertThat(published())
        .singleElement()
        .satisfies(addendum -> assertThat(addendum.getPositive()).isEqualTo(1))
        .satisfies(addendum -> assertThat(addendum.getUnknown()).isZero());
    watermark(NINE.plus(Duration.ofHours(50)));
    assertThat(operator.numKeyedStateEntries()).isZero();
    assertThat(operator.numEventTimeTimers()).isZero();
  }

  @Test
  void aPendingAddendumIsKeptForItsScoreAndNoLonger() throws Exception {
    watermark(NINE.plus(Duration.ofHours(25)));
    pending("very late", NINE);
    watermark(NINE.plus(Duration.ofHours(50)));
    corrected("very late", NINE, "positive", 0.4);

    assertThat(published()).extracting(MoodAggregate::getUnknown).containsExactly(1L, 0L);
    watermark(NINE.plus(Duration.ofHours(75)));
    assertThat(operator.numKeyedStateEntries()).isZero();
    assertThat(operator.numEventTimeTimers()).isZero();
  }

  @Test
  void aMailThatIsWrittenAgainLongAfterwardsAddsNothing() throws Exception {
    mail("a", NINE, "negative", -0.8);
    watermark(NINE.plus(Duration.ofHours(25)));
    corrected("a", NINE, "negative", -0.8);
    watermark(NINE.plus(Duration.ofHours(50)));

    assertThat(published()).hasSize(1);
    assertThat(operator.numKeyedStateEntries()).isZero();
  }

  @Test
  void aWindowNamesEveryVersionThatScoredItsMails() throws Exception {
    mail("a", NINE, "negative", -0.8);
    CountedMail newer = scored("b", NINE, "positive", 0.4, "person");
    newer.sentiment().setModelVersion("fake@2");
    operator.processElement(newer, NINE.toEpochMilli());
    watermark(NINE.plusSeconds(60));

    assertThat(published())
        .singleElement()
        .satisfies(window -> assertThat(window.getVolume()).isEqualTo(2))
        .satisfies(window -> assertThat(window.getModelVersion()).isEqualTo("fake@1"))
        .satisfies(
            window -> assertThat(window.getModelVersions()).containsExactly("fake@1", "fake@2"));
  }

  @Test
  void nothingIsLeftAfterTheRetention() throws Exception {
    mail("a", NINE, "negative", -0.8);
    watermark(NINE.plusSeconds(600));
    mail("late", NINE.plusSeconds(1), "positive", 0.8);
    watermark(NINE.plus(Duration.ofHours(25)));
    operator.setProcessingTime(10_000);

    assertThat(operator.numKeyedStateEntries()).isZero();
    assertThat(operator.numEventTimeTimers()).isZero();
    assertThat(operator.numProcessingTimeTimers()).isZero();
    assertThat(published()).hasSize(2);
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, CountedMail, MoodAggregate> harness(
      int tasks, int task) throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new MoodWindows(WINDOWS)),
        MoodWindows.key(WINDOWS),
        Types.STRING,
        128,
        tasks,
        task);
  }

  private void restart(OperatorSubtaskState state) throws Exception {
    operator.close();
    operator = harness(1, 0);
    operator.initializeState(state);
    operator.open();
  }

  private void pending(String name, Instant at) throws Exception {
    CountedMail waits = scored(name, at, "unknown", 0, "person");
    waits.sentiment().setUnknownReason("pending");
    operator.processElement(waits, at.toEpochMilli());
  }

  private void corrected(String name, Instant at, String label, double polarity) throws Exception {
    CountedMail score = scored(name, at, label, polarity, "person");
    operator.processElement(
        new CountedMail(score.sentiment(), new Replaced("fake@1", at), score.version()),
        at.toEpochMilli());
  }

  private void mail(String name, Instant at, String label, double polarity) throws Exception {
    emit(name, at, label, polarity, "person");
  }

  private void emit(String name, Instant at, String label, double polarity, String kind)
      throws Exception {
    operator.processElement(scored(name, at, label, polarity, kind), at.toEpochMilli());
  }

  private static CountedMail scored(
      String name, Instant at, String label, double polarity, String kind) {
    return new CountedMail(
        SampleMails.sentiment(name)
            .setCreatedAt(at)
            .setLabel(label)
            .setPolarity(polarity)
            .setMailKind(kind)
            .build(),
        null,
        "fake@1");
  }

  private void watermark(Instant at) throws Exception {
    operator.processWatermark(new Watermark(at.toEpochMilli()));
  }

  private List<MoodAggregate> published() {
    return operator.extractOutputValues();
  }
}
