package io.mailpulse.flink.thread;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.flink.alert.TurnRules;
import io.mailpulse.flink.config.PipelineConfig.Alerts;
import io.mailpulse.flink.record.MergeNotice;
import io.mailpulse.flink.record.ScoredMail;
import io.mailpulse.mail.thread.ThreadRank;
import io.mailpulse.mail.thread.ThreadRank.Anchor;
import io.mailpulse.schema.EmailAlert;
import io.mailpulse.schema.EmailSentiment;
import io.mailpulse.schema.ThreadSnapshot;
import io.mailpulse.settings.tenant.TenantProfile;
import io.mailpulse.settings.tenant.Tenants;
import io.mailpulse.testkit.SampleMails;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ThreadMoodTest {

  private static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");
  private static final Duration RETENTION = Duration.ofDays(30);
  private static final Duration ALERT_WAIT = Duration.ofHours(24);

  private KeyedTwoInputStreamOperatorTestHarness<String, ScoredMail, MergeNotice, ScoredMail>
      operator;

  @BeforeEach
  void open() throws Exception {
    operator =
        ProcessFunctionTestHarnesses.forKeyedCoProcessFunction(
            new ThreadMood(new Alerts(0.9, 0.5, Duration.ofMinutes(2)), RETENTION, ALERT_WAIT),
            ThreadMood::key,
            MergeNotice::key,
            Types.STRING);
  }

  @AfterEach
  void close() throws Exception {
    operator.close();
  }

  @Test
  void resultsDoNotWaitForEventTimeButAlertsDo() throws Exception {
    mail("complaint", NINE, "negative");

    assertThat(rates()).containsExactly(1.0);
    assertThat(alerts()).isEmpty();

    watermark(NINE);

    assertThat(alerts()).containsExactly("complaint 1.0 of 1");
  }

  @Test
  void aTenantThatWantsNoAlertsGetsNone() throws Exception {
    operator.close();
    var quiet =
        new TenantProfile(
            Set.of(), Map.of(), Optional.empty(), Optional.empty(), Optional.empty(), Set.of());
    var alerts = new Alerts(0.9, 0.5, Duration.ofMinutes(2));
    operator =
        ProcessFunctionTestHarnesses.forKeyedCoProcessFunction(
            new ThreadMood(
                new TurnRules(alerts, new Tenants(Map.of("acme", quiet))),
                alerts.maxDelay(),
                RETENTION,
                ALERT_WAIT),
            ThreadMood::key,
            MergeNotice::key,
            Types.STRING);

    mail("complaint", NINE, "negative");
    watermark(NINE);

    assertThat(rates()).containsExactly(1.0);
    assertThat(alerts()).isEmpty();
  }

  @Test
  void aMailOutOfAnArchiveCountsButRaisesNoAlert() throws Exception {
    var raw = SampleMails.raw("archived").setTimestamp(NINE).setHistory(true).build();
    EmailSentiment sentiment =
        SampleMails.sentiment("archived").setCreatedAt(NINE).setLabel("negative").build();
    operator.processElement1(new ScoredMail(raw, sentiment), NINE.toEpochMilli());
    watermark(NINE.plusSeconds(60));

    assertThat(rates()).containsExactly(1.0);
    assertThat(alerts()).isEmpty();
  }

  @Test
  void aParentThatArrivesAfterItsReplyPreventsAFalseAlert() throws Exception {
    mail("reply", NINE.plusSeconds(60), "negative");
    mail("parent", NINE, "positive");
    watermark(NINE.plusSeconds(60));

    assertThat(alerts()).isEmpty();
    assertThat(lastSnapshot().getNegRate24h()).isEqualTo(0.5);
    assertThat(lastSnapshot().getFirstSeen()).isEqualTo(NINE);
    assertThat(lastSnapshot().getLastLabel()).isEqualTo("negative");
  }

  @Test
  void alertsOnceWhenAThreadTurnsAndAgainAfterItFellBack() throws Exception {
    mail("firstAnger", NINE, "negative");
    mail("moreAnger", NINE.plusSeconds(60), "negative");
    mail("thanks", NINE.plusSeconds(120), "positive");
    mail("greatThanks", NINE.plusSeconds(180), "positive");
    mail("angryAgain", NINE.plusSeconds(240), "negative");
    watermark(NINE.plusSeconds(240));

    assertThat(alerts()).containsExactly("firstAnger 1.0 of 1", "angryAgain 0.6 of 5");
    assertThat(lastSnapshot().getAlerting()).isTrue();
  }

  @Test
  void aLateMailIsJudgedWhenItComes() throws Exception {
    watermark(NINE.plusSeconds(3600));
    mail("late", NINE, "negative");

    assertThat(alerts()).containsExactly("late 1.0 of 1");
  }

  @Test
  void judgesByTheWallClockWhenEventTimeStandsStill() throws Exception {
    operator.setProcessingTime(1_000);
    mail("complaint", NINE, "negative");
    operator.setProcessingTime(1_000 + Duration.ofMinutes(2).toMillis());

    assertThat(alerts()).containsExactly("complaint 1.0 of 1");

    watermark(NINE.plusSeconds(60));
    assertThat(alerts()).hasSize(1);
  }

  @Test
  void mailsOfMachinesAndUnknownOnesAreOnlyInTheVolume() throws Exception {
    mail("complaint", NINE, "negative");
    emit("bounce", NINE.plusSeconds(60), "negative", "delivery_report");
    emit("empty", NINE.plusSeconds(120), "unknown", "person");

    assertThat(rates()).containsExactly(1.0, 1.0, 1.0);
    assertThat(lastSnapshot().getVolume()).isEqualTo(3);
    assertThat(lastSnapshot().getScored()).isEqualTo(1);
  }

  @Test
  void aThreadWithoutScoresHasNoRate() throws Exception {
    emit("empty", NINE, "unknown", "person");

    assertThat(rates()).containsExactly((Double) null);
    assertThat(lastSnapshot().getNegRate24h()).isNull();
  }

  @Test
  void nothingIsLeftWhenAllHasExpired() throws Exception {
    mail("complaint", NINE, "negative");
    mail("answer", NINE.plusSeconds(60), "positive");
    assertThat(operator.numKeyedStateEntries()).isGreaterThan(2);

    watermark(NINE.plus(Duration.ofHours(26)));
    assertThat(operator.numKeyedStateEntries()).as("totals alone").isEqualTo(1);

    watermark(NINE.plus(RETENTION).plus(Duration.ofHours(2)));
    operator.setProcessingTime(Duration.ofDays(1).toMillis());
    assertThat(operator.numKeyedStateEntries()).isZero();
    assertThat(operator.numEventTimeTimers()).isZero();
    assertThat(operator.numProcessingTimeTimers()).isZero();
  }

  @Test
  void lateMailsKeepTheirWindowUntilEventTimeMovesOn() throws Exception {
    watermark(NINE.plus(Duration.ofDays(365)));
    mail("oldAnger", NINE, "negative");
    watermark(NINE.plus(Duration.ofDays(365)).plusSeconds(60));
    mail("oldThanks", NINE.plusSeconds(60), "positive");

    assertThat(rates()).containsExactly(1.0, 0.5);
  }

  @Test
  void aMergedThreadSaysWhichOneHoldsItsMailsNow() throws Exception {
    mail("complaint", NINE, "negative");
    told(new ThreadRank(Anchor.START, 7, "winner"));

    assertThat(lastSnapshot().getMergedInto()).isEqualTo("winner");
    assertThat(lastSnapshot().getVolume()).isEqualTo(1);

    mail("straggler", NINE.plusSeconds(60), "neutral");
    assertThat(lastSnapshot().getMergedInto()).isEqualTo("winner");
    assertThat(lastSnapshot().getVolume()).isEqualTo(2);
  }

  @Test
  void aNoticeThatOvertakesTheFirstMailIsKept() throws Exception {
    told(new ThreadRank(Anchor.START, 7, "winner"));
    assertThat(side(ThreadMood.SNAPSHOTS)).isEmpty();

    mail("complaint", NINE, "negative");
    assertThat(lastSnapshot().getMergedInto()).isEqualTo("winner");
  }

  @Test
  void theBetterOfTwoNoticesHoldsInWhateverOrderTheyCome() throws Exception {
    mail("complaint", NINE, "negative");
    told(new ThreadRank(Anchor.HEADERS, 9, "best"));
    told(new ThreadRank(Anchor.START, 7, "older notice"));

    assertThat(lastSnapshot().getMergedInto()).isEqualTo("best");
    assertThat(side(ThreadMood.SNAPSHOTS)).as("nothing new to say").hasSize(2);
  }

  @Test
  void aThreadThatWonAfterAllIsNoLongerMerged() throws Exception {
    String own = SampleMails.raw("complaint").getThreadId();
    mail("complaint", NINE, "negative");
    told(new ThreadRank(Anchor.START, 7, "other"));
    told(new ThreadRank(Anchor.HEADERS, 9, own));

    assertThat(lastSnapshot().getMergedInto()).isNull();
  }

  @Test
  void aNoticeToAThreadThatStaysSilentIsForgotten() throws Exception {
    told(new ThreadRank(Anchor.START, 7, "winner"));
    watermark(NINE.plus(RETENTION).plus(Duration.ofHours(2)));

    assertThat(operator.numKeyedStateEntries()).isZero();
    assertThat(operator.numEventTimeTimers()).isZero();
  }

  @Test
  void theSubjectOfAThreadIsItsBaseSubject() throws Exception {
    var raw = SampleMails.raw("reply").setSubject("AW: Re: Late parcel").build();
    operator.processElement1(
        new ScoredMail(raw, SampleMails.sentiment("reply").build()), NINE.toEpochMilli());

    assertThat(lastSnapshot().getSubject()).isEqualTo("Late parcel");
  }

  @Test
  void stateSurvivesARestart() throws Exception {
    mail("complaint", NINE, "negative");
    var checkpoint = operator.snapshot(1, 1);
    operator.close();
    open();
    operator.close();
    operator =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new KeyedCoProcessOperator<>(
                new ThreadMood(new Alerts(0.9, 0.5, Duration.ofMinutes(2)), RETENTION, ALERT_WAIT)),
            ThreadMood::key,
            MergeNotice::key,
            Types.STRING);
    operator.initializeState(checkpoint);
    operator.open();

    mail("answer", NINE.plusSeconds(60), "positive");
    watermark(NINE);

    assertThat(rates()).containsExactly(0.5);
    assertThat(alerts()).containsExactly("complaint 1.0 of 1");
  }

  private void mail(String name, Instant at, String label) throws Exception {
    emit(name, at, label, "person");
  }

  private void emit(String name, Instant at, String label, String kind) throws Exception {
    var raw = SampleMails.raw(name).setTimestamp(at).setMailKind(kind).build();
    EmailSentiment sentiment =
        SampleMails.sentiment(name).setCreatedAt(at).setLabel(label).setMailKind(kind).build();
    operator.processElement1(new ScoredMail(raw, sentiment), at.toEpochMilli());
  }

  private void told(ThreadRank into) throws Exception {
    var sample = SampleMails.raw("complaint").build();
    operator.processElement2(
        new MergeNotice("acme", sample.getThreadId(), into), NINE.toEpochMilli());
  }

  private void watermark(Instant at) throws Exception {
    operator.processBothWatermarks(new Watermark(at.toEpochMilli()));
  }

  private List<Double> rates() {
    return operator.extractOutputValues().stream()
        .map(mail -> mail.sentiment().getThreadNegRate24h())
        .toList();
  }

  private List<String> alerts() {
    return side(ThreadMood.ALERTS).stream()
        .map(
            (EmailAlert alert) ->
                nameOf(alert.getEmailId())
                    + ' '
                    + alert.getThreadNegRate24h()
                    + " of "
                    + alert.getThreadVolume24h())
        .toList();
  }

  private String nameOf(String emailId) {
    return operator.extractOutputValues().stream()
        .map(ScoredMail::raw)
        .filter(raw -> raw.getEmailId().equals(emailId))
        .findFirst()
        .map(raw -> raw.getSource().replace(".eml", ""))
        .orElse("complaint");
  }

  private ThreadSnapshot lastSnapshot() {
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
