package io.mailpulse.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.flink.config.PipelineConfig.Alerts;
import io.mailpulse.flink.config.PipelineConfig.ReplyHeaders;
import io.mailpulse.flink.config.PipelineConfig.Threads;
import io.mailpulse.flink.config.PipelineConfig.Windows;
import io.mailpulse.flink.dedupe.DeduplicateAnswers;
import io.mailpulse.flink.dedupe.RecallSeen;
import io.mailpulse.flink.record.CountedMail;
import io.mailpulse.flink.record.MergeNotice;
import io.mailpulse.flink.record.Replaced;
import io.mailpulse.flink.record.ScoredMail;
import io.mailpulse.flink.score.HoldPending;
import io.mailpulse.flink.score.ScoreOutcome;
import io.mailpulse.flink.thread.AssignThread;
import io.mailpulse.flink.thread.ThreadMood;
import io.mailpulse.flink.window.MoodWindows;
import io.mailpulse.mail.thread.ThreadRank;
import io.mailpulse.mail.thread.ThreadRank.Anchor;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.PendingMail;
import io.mailpulse.schema.ThreadSnapshot;
import io.mailpulse.testkit.SampleMails;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OperatorSnapshotUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * State that earlier versions of the job wrote is still read. Each folder below {@code state} is
 * what one version wrote and is never written again; {@code v1} is from before threads merged. A
 * version that changes state adds a folder: {@code -Dmailpulse.state=VERSION} writes the newest.
 */
class CommittedStateTest {

  private static final Path STATE = Path.of("src/test/resources/state");
  private static final String NEWEST = "v2";

  /** Since when answers are what is remembered. */
  private static final String ANSWERS = "v3";

  /** Since when threads and windows are owed scores. */
  private static final String OWED = "v4";

  private static final Duration DAYS = Duration.ofDays(90);

  @ParameterizedTest
  @ValueSource(strings = {"v1", NEWEST})
  void deduplicateStillKnowsTheMailsThatWereSeen(String version) throws Exception {
    try (var operator =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new RecallSeen(DAYS)), RecallSeen::key, Types.STRING)) {
      operator.setStateTtlProcessingTime(0);
      // Written while mails were remembered before they were answered.
      operator.initializeState(read(version, "deduplicate"));
      operator.open();
      send(SampleMails.raw("seen").build(), operator);
      send(SampleMails.raw("new").build(), operator);
      send(SampleMails.raw("seen").setReplayOf("letter").build(), operator);
      send(SampleMails.raw("seen").setReplayOf("letter").setHash("other").build(), operator);

      assertThat(operator.extractOutputValues())
          .extracting(EmailRaw::getSource)
          .containsExactly("new.eml", "seen.eml");
      assertThat(operator.getSideOutput(RecallSeen.DEAD_LETTERS))
          .extracting(letter -> letter.getValue().getKind())
          .containsExactly("same-id-other-body");
    }
  }

  @Test
  void answersAndReplaysOfMailsAreRemembered() throws Exception {
    try (var operator =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new DeduplicateAnswers(DAYS)),
            DeduplicateAnswers::key,
            Types.STRING)) {
      operator.setStateTtlProcessingTime(0);
      if (isToBeWritten(ANSWERS)) {
        operator.open();
        operator.processElement(answer("answered", null), 0);
        operator.processElement(answer("answered", "letter"), 0);
        write(operator.snapshot(1, 1), ANSWERS, "deduplicate-answers");
        return;
      }
      operator.initializeState(read(ANSWERS, "deduplicate-answers"));
      operator.open();
      operator.processElement(answer("answered", null), 0);
      operator.processElement(answer("answered", "letter"), 0);
      operator.processElement(answer("answered", "another letter"), 0);
      operator.processElement(answer("new", null), 0);

      assertThat(operator.extractOutputValues())
          .extracting(outcome -> outcome.scored().raw().getReplayOf())
          .containsExactly("another letter", null);
    }
  }

  private static ScoreOutcome answer(String name, String replayOf) {
    var raw = SampleMails.raw(name).setRawRef("raw/x").setRawSha256("a").setReplayOf(replayOf);
    return new ScoreOutcome(
        new ScoredMail(raw.build(), SampleMails.sentiment(name).build()), null, null);
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1", NEWEST})
  void threadMoodGoesOnWhereItStood(String version) throws Exception {
    try (var operator = threadMood()) {
      if (isToBeWritten(version)) {
        operator.open();
        operator.processElement1(scored("complaint", "negative"), at(0));
        write(operator.snapshot(1, 1), version, "thread-mood");
        return;
      }
      operator.initializeState(read(version, "thread-mood"));
      operator.open();
      operator.processElement1(scored("thanks", "positive"), at(60));
      operator.processBothWatermarks(new Watermark(at(0)));
      String thread = SampleMails.raw("complaint").getThreadId();
      var winner = new ThreadRank(Anchor.HEADERS, 1, "winner");
      operator.processElement2(new MergeNotice("acme", thread, winner), at(90));

      assertThat(operator.extractOutputValues().get(0).sentiment().getThreadNegRate24h())
          .isEqualTo(0.5);
      assertThat(operator.getSideOutput(ThreadMood.ALERTS))
          .extracting(alert -> alert.getValue().getEmailId())
          .containsExactly(SampleMails.raw("complaint").getEmailId());
      List<StreamRecord<ThreadSnapshot>> snapshots =
          new ArrayList<>(operator.getSideOutput(ThreadMood.SNAPSHOTS));
      assertThat(snapshots.get(0).getValue().getMergedInto()).isNull();
      assertThat(snapshots.get(0).getValue().getVolume()).isEqualTo(2);
      assertThat(snapshots.get(snapshots.size() - 1).getValue().getMergedInto())
          .isEqualTo("winner");
    }
  }

  @Test
  void assignThreadStillKnowsTheMailsOfASubject() throws Exception {
    try (var operator =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new AssignThread(new Threads(DAYS, ReplyHeaders.MIXED))),
            AssignThread::key,
            Types.STRING)) {
      operator.setStateTtlProcessingTime(0);
      EmailRaw question = letter("question", "Late parcel 4711", "<a@b.example>", "<c@d.example>");
      if (isToBeWritten(NEWEST)) {
        operator.open();
        send(question, operator);
        write(operator.snapshot(1, 1), NEWEST, "assign-thread");
        return;
      }
      operator.initializeState(read(NEWEST, "assign-thread"));
      operator.open();
      send(letter("answer", "Re: Late parcel 4711", "<c@d.example>", "<a@b.example>"), operator);

      EmailRaw answer = operator.extractOutputValues().get(0);
      assertThat(answer.getThreadId()).isEqualTo(question.getThreadId());
      assertThat(answer.getThreadEvidence()).isEqualTo("subject");
    }
  }

  @Test
  void aThreadIsStillOwedTheScoreOfItsPendingMail() throws Exception {
    try (var operator = threadMood()) {
      if (isToBeWritten(OWED)) {
        operator.open();
        operator.processElement1(pending("waits"), at(0));
        ScoredMail complaint = scored("complaint", "negative");
        complaint.sentiment().setCreatedAt(SampleMails.MORNING.plusSeconds(30));
        operator.processElement1(complaint, at(30));
        write(operator.snapshot(1, 1), OWED, "thread-mood");
        return;
      }
      operator.initializeState(read(OWED, "thread-mood"));
      operator.open();
      operator.processBothWatermarks(new Watermark(at(60)));
      assertThat(operator.getSideOutput(ThreadMood.ALERTS)).as("they wait").isNull();
      operator.processElement1(corrected("waits", "positive"), at(0));

      assertThat(operator.extractOutputValues())
          .extracting(mail -> mail.sentiment().getEmailId())
          .contains(SampleMails.raw("waits").getEmailId());
      ThreadSnapshot last =
          new ArrayList<>(operator.getSideOutput(ThreadMood.SNAPSHOTS)).get(0).getValue();
      assertThat(last.getScored()).isEqualTo(2);
      assertThat(last.getNegRate24h()).isEqualTo(0.5);
    }
  }

  @Test
  void aWindowIsStillOwedTheScoreOfItsPendingMail() throws Exception {
    var windows = new Windows(Duration.ofMinutes(1), DAYS, Duration.ofSeconds(10));
    try (var operator =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new MoodWindows(windows)),
            MoodWindows.key(windows),
            Types.STRING)) {
      if (isToBeWritten(OWED)) {
        operator.open();
        operator.processElement(CountedMail.of(pending("waits")), at(0));
        write(operator.snapshot(1, 1), OWED, "mood-windows");
        return;
      }
      operator.initializeState(read(OWED, "mood-windows"));
      operator.open();
      operator.processElement(CountedMail.of(corrected("waits", "positive")), at(0));
      operator.processWatermark(new Watermark(at(60)));

      assertThat(operator.extractOutputValues())
          .singleElement()
          .satisfies(window -> assertThat(window.getVolume()).isEqualTo(1))
          .satisfies(window -> assertThat(window.getPositive()).isEqualTo(1));
    }
  }

  @Test
  void aMailThatWaitsForTheModelStillDoes() throws Exception {
    try (var operator =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new HoldPending()), HoldPending::key, Types.STRING)) {
      if (isToBeWritten(OWED)) {
        operator.open();
        operator.processElement(waiting("waits"), 0);
        write(operator.snapshot(1, 1), OWED, "hold-pending");
        return;
      }
      operator.initializeState(read(OWED, "hold-pending"));
      operator.open();
      operator.processElement(waiting("waits"), 0);
      operator.setProcessingTime(at(10));

      assertThat(operator.extractOutputValues())
          .extracting(mail -> mail.getMail().getSource())
          .containsExactly("waits.eml");
    }
  }

  private static ScoredMail pending(String name) {
    ScoredMail mail = scored(name, "unknown");
    mail.sentiment().setUnknownReason("pending");
    mail.sentiment().setProcessedAt(SampleMails.MORNING);
    return mail;
  }

  private static ScoredMail corrected(String name, String label) {
    ScoredMail mail = scored(name, label);
    return new ScoredMail(
        mail.raw(), mail.sentiment(), new Replaced("fake@1", SampleMails.MORNING));
  }

  private static PendingMail waiting(String name) {
    return PendingMail.newBuilder()
        .setMail(SampleMails.raw(name).build())
        .setModelVersion("fake@1")
        .setCause("scoring-failed")
        .setAttempts(1)
        .setRound(1)
        .setFirstFailedAt(SampleMails.MORNING)
        .setNotBefore(SampleMails.MORNING.plusSeconds(10))
        .build();
  }

  private static KeyedTwoInputStreamOperatorTestHarness<String, ScoredMail, MergeNotice, ScoredMail>
      threadMood() throws Exception {
    return new KeyedTwoInputStreamOperatorTestHarness<>(
        new KeyedCoProcessOperator<>(
            new ThreadMood(
                new Alerts(0.9, 0.4, Duration.ofMinutes(2)), DAYS, Duration.ofHours(24))),
        ThreadMood::key,
        MergeNotice::key,
        Types.STRING);
  }

  private static EmailRaw letter(String name, String subject, String from, String to) {
    return SampleMails.raw(name)
        .setTimestamp(SampleMails.MORNING.plusSeconds(subject.startsWith("Re:") ? 60 : 0))
        .setThreadId("thread of " + name)
        .setSubject(subject)
        .setFrom(from)
        .setTo(List.of(to))
        .build();
  }

  private static ScoredMail scored(String name, String label) {
    var sentiment = SampleMails.sentiment(name).setLabel(label).build();
    return new ScoredMail(SampleMails.raw(name).build(), sentiment);
  }

  private static long at(long seconds) {
    return SampleMails.MORNING.plusSeconds(seconds).toEpochMilli();
  }

  private static void send(
      EmailRaw mail, KeyedOneInputStreamOperatorTestHarness<?, EmailRaw, EmailRaw> operator)
      throws Exception {
    operator.processElement(mail, at(0));
  }

  private static boolean isToBeWritten(String version) {
    return version.equals(System.getProperty("mailpulse.state"));
  }

  private static void write(OperatorSubtaskState state, String version, String operator)
      throws Exception {
    Files.createDirectories(STATE.resolve(version));
    OperatorSnapshotUtil.writeStateHandle(state, file(version, operator));
  }

  private static OperatorSubtaskState read(String version, String operator) throws Exception {
    return OperatorSnapshotUtil.readStateHandle(file(version, operator));
  }

  private static String file(String version, String operator) {
    return STATE.resolve(version).resolve(operator + ".snapshot").toString();
  }
}
