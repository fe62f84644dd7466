package io.mailpulse.flink.thread;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.flink.config.PipelineConfig.Alerts;
import io.mailpulse.flink.record.MergeNotice;
import io.mailpulse.flink.record.Replaced;
import io.mailpulse.flink.record.ScoredMail;
import io.mailpulse.schema.EmailAlert;
import io.mailpulse.schema.EmailSentiment;
import io.mailpulse.schema.ThreadSnapshot;
import io.mailpulse.testkit.SampleMails;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Mails of a thread that wait for the model, and come back with their score. */
class PendingInThreadTest {

  private static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");
  private static final Duration RETENTION = Duration.ofDays(30);
  private static final int MANY = 100;
  private static final Duration ALERT_WAIT = Duration.ofHours(24);

  private KeyedTwoInputStreamOperatorTestHarness<String, ScoredMail, MergeNotice, ScoredMail>
      operator;

  @BeforeEach
  void open() throws Exception {
    operator = operator();
    operator.open();
  }

  @AfterEach
  void close() throws Exception {
    operator.close();
  }

  @Test
  void aPendingMailIsInTheVolumeAlone() throws Exception {
    mail("complaint", 0, "negative");
    pending("waits", 60);

    assertThat(last("waits").getThreadNegRate24h()).isEqualTo(1.0);
    assertThat(snapshot().getVolume()).isEqualTo(2);
    assertThat(snapshot().getScored()).isEqualTo(1);
    assertThat(snapshot().getLastLabel()).isEqualTo("unknown");
  }

  @Test
  void withItsScoreItStandsWhereItWouldHaveStood() throws Exception {
    mail("complaint", 0, "negative");
    pending("waits", 60);
    mail("later", 120, "negative");
    assertThat(last("later").getThreadNegRate24h()).isEqualTo(1.0);

    corrected("waits", 60, "positive");

    assertThat(last("waits").getThreadNegRate24h()).isEqualTo(0.5);
    assertThat(last("later").getThreadNegRate24h()).as("said again").isEqualTo(2 / 3.0);
    assertThat(operator.extractOutputValues()).filteredOn(ScoredMail::isCorrection).hasSize(2);
    assertThat(snapshot().getScored()).isEqualTo(3);
    assertThat(snapshot().getNegRate24h()).isEqualTo(2 / 3.0);
  }

  @Test
  void aMailThatAwaitsSeveralIsSaidAgainOnce() throws Exception {
    pending("first", 0);
    pending("second", 60);
    mail("later", 120, "negative");
    corrected("second", 60, "negative");
    assertThat(said("later")).hasSize(1);

    corrected("first", 0, "positive");

    assertThat(said("later")).hasSize(2);
    assertThat(last("later").getThreadNegRate24h()).isEqualTo(2 / 3.0);
    assertThat(last("second").getThreadNegRate24h()).as("awaited the first").isEqualTo(0.5);
  }

  @Test
  void aMailThatCameBeforeAPendingOneDoesNotCountIt() throws Exception {
    mail("early bird", 120, "negative");
    pending("waits", 60);
    corrected("waits", 60, "positive");

    assertThat(said("early bird")).hasSize(1);
    assertThat(last("waits").getThreadNegRate24h()).isZero();
  }

  @Test
  void alertsBehindAPendingMailWaitForItsScore() throws Exception {
    pending("waits", 0);
    mail("complaint", 60, "negative");
    watermark(3600);
    assertThat(alerts()).isEmpty();

    corrected("waits", 0, "positive");

    assertThat(alerts()).as("half of two is no majority").isEmpty();
    mail("another", 7200, "negative");
    watermark(7200);
    assertThat(alerts()).containsExactly(id("another"));
  }

  @Test
  void aPendingMailThatTurnsTheThreadRaisesItsOwnAlertOnce() throws Exception {
    pending("waits", 0);
    mail("complaint", 60, "negative");
    watermark(3600);
    corrected("waits", 0, "negative");
    corrected("waits", 0, "negative");

    assertThat(alerts()).containsExactly(id("waits"));
    assertThat(snapshot().getAlerting()).isTrue();
  }

  @Test
  void alertsBeforeAPendingMailDoNotWait() throws Exception {
    mail("complaint", 0, "negative");
    pending("waits", 60);
    watermark(3600);

    assertThat(alerts()).containsExactly(id("complaint"));
  }

  @Test
  void afterAWhileAlertsWaitNoLonger() throws Exception {
    pending("waits", 0);
    mail("complaint", 60, "negative");
    watermark(3600);
    operator.setProcessingTime(ALERT_WAIT.toMillis());

    assertThat(alerts()).containsExactly(id("complaint"));
    corrected("waits", 0, "positive");
    assertThat(alerts()).as("what was raised stands").containsExactly(id("complaint"));
  }

  @Test
  void alertsWaitForNoScoreOnceTheInputHasEnded() throws Exception {
    pending("waits", 0);
    mail("complaint", 60, "negative");
    watermark(3600);
    assertThat(alerts()).isEmpty();
    operator.processBothWatermarks(Watermark.MAX_WATERMARK);

    assertThat(alerts()).containsExactly(id("complaint"));
  }

  @Test
  void alertsThatWaitedADayAreRaisedOnceTheInputHasEnded() throws Exception {
    pending("waits", 0);
    mail("complaint", 60, "negative");
    watermark(Duration.ofHours(40).toSeconds());
    assertThat(alerts()).isEmpty();
    operator.processBothWatermarks(Watermark.MAX_WATERMARK);

    assertThat(alerts()).containsExactly(id("complaint"));
  }

  @Test
  void theWindowThatAJudgementNeedsIsKeptBeyondItsDay() throws Exception {
    mail("thanks", 0, "positive");
    pending("waits", 60);
    mail("complaint", 120, "negative");
    watermark(Duration.ofHours(40).toSeconds());
    corrected("waits", 60, "positive");

    assertThat(alerts()).isEmpty();
    assertThat(last("complaint").getThreadNegRate24h()).isEqualTo(1 / 3.0);
  }

  @Test
  void aScoreThatOvertakesItsMailIsToldWithIt() throws Exception {
    mail("complaint", 0, "negative");
    corrected("waits", 60, "positive");
    assertThat(snapshot().getVolume()).isEqualTo(1);

    pending("waits", 60);

    assertThat(last("waits").getLabel()).isEqualTo("positive");
    assertThat(last("waits").getThreadNegRate24h()).isEqualTo(0.5);
    assertThat(snapshot().getVolume()).isEqualTo(2);
    assertThat(snapshot().getScored()).isEqualTo(2);
  }

  @Test
  void aScoreOfAMailThatIsNotPendingReplacesNothing() throws Exception {
    mail("complaint", 0, "negative");
    corrected("complaint", 0, "positive");

    EmailSentiment stale = last("complaint");
    assertThat(stale.getProcessedAt())
        .as("before the score that a restart made, for stores that keep the latest")
        .isEqualTo(SampleMails.MORNING.plusMillis(1));
    assertThat(snapshot().getNegRate24h()).isEqualTo(1.0);
  }

  @Test
  void nothingIsLeftOnceAllIsScoredAndExpired() throws Exception {
    pending("waits", 0);
    mail("complaint", 60, "negative");
    watermark(RETENTION.plusHours(2).toSeconds());
    assertThat(operator.numKeyedStateEntries()).as("it is owed a score").isPositive();

    corrected("waits", 0, "positive");
    watermark(RETENTION.multipliedBy(2).plusHours(4).toSeconds());
    operator.setProcessingTime(RETENTION.multipliedBy(3).toMillis());

    assertThat(operator.numKeyedStateEntries()).isZero();
    assertThat(operator.numEventTimeTimers()).isZero();
    assertThat(operator.numProcessingTimeTimers()).isZero();
  }

  @Test
  void whatAThreadIsOwedSurvivesARestart() throws Exception {
    pending("waits", 0);
    mail("complaint", 60, "negative");
    var checkpoint = operator.snapshot(1, 1);
    operator.close();
    operator = operator();
    operator.initializeState(checkpoint);
    operator.open();
    watermark(3600);
    corrected("waits", 0, "positive");

    assertThat(alerts()).isEmpty();
    assertThat(last("complaint").getThreadNegRate24h()).isEqualTo(0.5);
  }

  @Test
  void aThreadOfManyPendingMailsCostsTheSameForEach() throws Exception {
    for (int i = 0; i < 2 * MANY; i++) {
      pending("waits-" + i, i);
    }
    long first = stateBytes();
    for (int i = 2 * MANY; i < 4 * MANY; i++) {
      pending("waits-" + i, i);
    }

    assertThat(stateBytes() - first)
        .as("bytes of the later mails, beside those of the earlier")
        .isLessThan(2 * first);
  }

  @Test
  void aMailThatAwaitsTooManyKeepsItsNegativityAndGetsItsScore() throws Exception {
    for (int i = 0; i <= MANY; i++) {
      pending("waits-" + i, i);
    }
    mail("complaint", MANY + 1, "negative");
    for (int i = 0; i <= MANY; i++) {
      corrected("waits-" + i, i, "positive");
    }

    assertThat(said("complaint")).hasSize(1);
    assertThat(last("waits-" + MANY).getLabel()).isEqualTo("positive");
    assertThat(last("waits-" + (MANY - 1)).getThreadNegRate24h()).as("awaited enough").isZero();
    assertThat(snapshot().getVolume()).isEqualTo(MANY + 2);
    assertThat(snapshot().getScored()).isEqualTo(MANY + 2);
    assertThat(snapshot().getNegRate24h()).isEqualTo(1 / (MANY + 2.0));
  }

  private long stateBytes() throws Exception {
    return operator.snapshot(1, 1).getManagedKeyedState().stream()
        .mapToLong(KeyedStateHandle::getStateSize)
        .sum();
  }

  private static KeyedTwoInputStreamOperatorTestHarness<String, ScoredMail, MergeNotice, ScoredMail>
      operator() throws Exception {
    return new KeyedTwoInputStreamOperatorTestHarness<>(
        new KeyedCoProcessOperator<>(
            new ThreadMood(new Alerts(0.9, 0.5, Duration.ofMinutes(2)), RETENTION, ALERT_WAIT)),
        ThreadMood::key,
        MergeNotice::key,
        Types.STRING);
  }

  private void mail(String name, long second, String label) throws Exception {
    send(new ScoredMail(raw(name, second), sentiment(name, second, label)), second);
  }

  private void pending(String name, long second) throws Exception {
    EmailSentiment waits = sentiment(name, second, "unknown");
    waits.setUnknownReason("pending");
    waits.setProcessedAt(SampleMails.MORNING);
    send(new ScoredMail(raw(name, second), waits), second);
  }

  private void corrected(String name, long second, String label) throws Exception {
    send(
        new ScoredMail(
            raw(name, second),
            sentiment(name, second, label),
            new Replaced("fake@1", SampleMails.MORNING)),
        second);
  }

  private void send(ScoredMail mail, long second) throws Exception {
    operator.processElement1(mail, NINE.plusSeconds(second).toEpochMilli());
  }

  private static io.mailpulse.schema.EmailRaw raw(String name, long second) {
    return SampleMails.raw(name).setTimestamp(NINE.plusSeconds(second)).build();
  }

  private static EmailSentiment sentiment(String name, long second, String label) {
    return SampleMails.sentiment(name)
        .setCreatedAt(NINE.plusSeconds(second))
        .setLabel(label)
        .build();
  }

  private static String id(String name) {
    return SampleMails.raw(name).getEmailId();
  }

  private void watermark(long second) throws Exception {
    operator.processBothWatermarks(new Watermark(NINE.plusSeconds(second).toEpochMilli()));
  }

  private List<EmailSentiment> said(String name) {
    return operator.extractOutputValues().stream()
        .map(ScoredMail::sentiment)
        .filter(score -> score.getEmailId().equals(id(name)))
        .toList();
  }

  private EmailSentiment last(String name) {
    List<EmailSentiment> said = said(name);
    return said.get(said.size() - 1);
  }

  private List<String> alerts() {
    return side(ThreadMood.ALERTS).stream().map(EmailAlert::getEmailId).toList();
  }

  private ThreadSnapshot snapshot() {
    List<ThreadSnapshot> snapshots = side(ThreadMood.SNAPSHOTS);
    return snapshots.get(snapshots.size() - 1);
  }

  private <T> List<T> side(OutputTag<T> tag) {
    Queue<StreamRecord<T>> records = operator.getSideOutput(tag);
    return records == null
        ? List.of()
        : new ArrayList<>(records).stream().map(StreamRecord::getValue).toList();
  }
}
