package io.mailpulse.flink.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.flink.config.PipelineConfig.Later;
import io.mailpulse.flink.config.PipelineConfig.Scoring;
import io.mailpulse.flink.config.PipelineConfig.WhenDown;
import io.mailpulse.model.Score;
import io.mailpulse.model.Scorer;
import io.mailpulse.model.Text;
import io.mailpulse.schema.AttachmentUse;
import io.mailpulse.schema.DeadLetter;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.EmailSentiment;
import io.mailpulse.schema.PendingMail;
import io.mailpulse.schema.Segment;
import io.mailpulse.schema.failure.FailureKind;
import io.mailpulse.schema.id.Ids;
import io.mailpulse.testkit.SampleMails;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.datastream.AsyncDataStream.OutputMode;
import org.apache.flink.streaming.api.operators.async.AsyncWaitOperatorFactory;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The operator within Flink's own queue of mails in flight, on a clock that the test moves. */
class ScoreMailTest {

  private static final Duration TIMEOUT = Duration.ofMinutes(1);
  private static final Later LATER =
      new Later(
          WhenDown.PENDING,
          Duration.ofSeconds(10),
          Duration.ofMinutes(10),
          32,
          Duration.ofHours(24));
  private static final Clock NOON =
      Clock.fixed(SampleMails.MORNING.plus(Duration.ofHours(4)), ZoneOffset.UTC);

  private OneInputStreamOperatorTestHarness<EmailRaw, ScoreOutcome> operator;

  @BeforeEach
  void open() throws Exception {
    operator = operator(FakeScorer::new);
    operator.open();
  }

  @AfterEach
  void close() throws Exception {
    operator.close();
  }

  @Test
  void scoresComeOutInTheOrderOfTheirMails() throws Exception {
    send("first", "bad service");
    send("second", "good news");
    send("third", "");
    operator.endInput();

    assertThat(scores())
        .extracting(EmailSentiment::getLabel)
        .containsExactly("negative", "positive", "unknown");
    assertThat(scores()).extracting(EmailSentiment::getProcessedAt).containsOnly(NOON.instant());
    assertThat(letters()).isEmpty();
    nothingIsLeft();
  }

  @Test
  void aTextThatBreaksTheModelIsALetterAndItsNeighboursAreScored() throws Exception {
    send("before", "good news");
    send("broken", "breaks");
    send("after", "bad service");
    operator.endInput();

    assertThat(scores())
        .extracting(EmailSentiment::getLabel)
        .containsExactly("positive", "negative");
    assertThat(letters())
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.getKind()).isEqualTo(FailureKind.SCORING_FAILED.wireName());
              assertThat(letter.getEmailId()).isEqualTo(mail("broken", "").getEmailId());
            });
    nothingIsLeft();
  }

  @Test
  void aMailThatIsNotAnsweredInTimeWaitsAndGoesOnAsPending() throws Exception {
    operator.close();
    operator = operator(FakeScorer::new, Duration.ofMillis(50));
    operator.open();
    send("hangs", "hangs");
    operator.endInput();

    assertThat(scores())
        .singleElement()
        .satisfies(score -> assertThat(score.getLabel()).isEqualTo("unknown"))
        .satisfies(score -> assertThat(score.getUnknownReason()).isEqualTo("pending"))
        .satisfies(score -> assertThat(score.getModelVersion()).isEqualTo(FakeScorer.VERSION));
    PendingMail pending = operator.extractOutputValues().get(0).pending();
    assertThat(pending.getMail()).isEqualTo(mail("hangs", "hangs"));
    assertThat(pending.getCause()).isEqualTo(FailureKind.SCORING_TIMEOUT.wireName());
    assertThat(pending.getFirstFailedAt()).isEqualTo(NOON.instant());
    assertThat(pending.getNotBefore())
        .isBetween(NOON.instant().plusSeconds(10), NOON.instant().plusMillis(12_500));
    assertThat(letters()).isEmpty();
    nothingIsLeft();
  }

  @Test
  void aPendingRecordIsUnderTheLanguageOfTheScoreThatWillReplaceIt() throws Exception {
    operator.close();
    operator = operator(FakeScorer::new, TIMEOUT, AttachmentUse.SCORED);
    operator.open();
    for (String file : List.of("good", "down")) {
      EmailRaw mail =
          EmailRaw.newBuilder(mail(file, file))
              .setLanguage("unknown")
              .setSegments(List.of(new Segment("attachment", 0, file.length(), "de")))
              .build();
      operator.processElement(mail, 0);
    }
    operator.endInput();

    assertThat(scores())
        .extracting(EmailSentiment::getUnknownReason)
        .containsExactly(null, "pending");
    assertThat(scores()).extracting(EmailSentiment::getLanguage).containsOnly("de");
  }

  @Test
  void overloadIsBackpressureAndNoFailure() throws Exception {
    operator.close();
    // Each text takes the model a third of the time that it may take, and twenty are in flight.
    operator = operator(() -> new SlowScorer(Duration.ofMillis(100)), Duration.ofMillis(300));
    operator.open();
    for (int i = 0; i < 20; i++) {
      send("mail " + i, "good " + i);
    }
    operator.endInput();

    assertThat(scores()).hasSize(20);
    assertThat(letters()).isEmpty();
    nothingIsLeft();
  }

  @Test
  void aMailInFlightIsScoredAfterARestart() throws Exception {
    send("hangs", "hangs");
    OperatorSubtaskState state = operator.snapshot(1, 1);
    operator.close();

    operator = operator(FakeScorer::mended);
    operator.initializeState(state);
    operator.open();
    operator.endInput();

    assertThat(scores()).extracting(EmailSentiment::getLabel).containsExactly("neutral");
    nothingIsLeft();
  }

  @Test
  void aCopyThatComesAfterItsMailIsNotScoredAgain() throws Exception {
    operator.close();
    var texts = new CopyOnWriteArrayList<String>();
    operator = operator(() -> new CountingScorer(texts));
    operator.open();
    send("mail", "bad service");
    operator.endInput();
    send("mail", "bad service");
    send("mail", "another body");
    operator.processElement(
        EmailRaw.newBuilder(mail("mail", "bad service")).setReplayOf("letter").build(), 0);
    operator.endInput();

    assertThat(texts)
        .as("the mail, another body under its id, and a replay")
        .containsExactlyInAnyOrder("bad service", "another body", "bad service");
    assertThat(scores())
        .extracting(EmailSentiment::getLabel)
        .containsExactly("negative", "negative", "neutral", "negative");
  }

  @Test
  void aCopyOfAMailThatFailedIsScored() throws Exception {
    FakeScorer.BREAK_IS_ARMED.set(true);
    send("mail", "breaks once");
    operator.endInput();
    send("mail", "breaks once");
    operator.endInput();

    assertThat(letters()).hasSize(1);
    assertThat(scores()).hasSize(1);
  }

  @Test
  void aScoreThatNoRecordCanBeMadeOfEndsTheTask() throws Exception {
    operator.getEnvironment().setExpectedExternalFailureCause(Throwable.class);
    send("odd", "nonsense");
    operator.endInput();

    assertThat(operator.getEnvironment().getActualExternalFailureCause())
        .hasValueSatisfying(
            failure -> assertThat(failure).hasRootCauseInstanceOf(NullPointerException.class));
  }

  /** No timer of a mail that was answered, and none that a restart would score again. */
  private void nothingIsLeft() throws Exception {
    assertThat(operator.getProcessingTimeService().getNumActiveTimers()).isZero();
    OperatorSubtaskState state = operator.snapshot(2, 2);
    try (var restored = operator(FakeScorer::new)) {
      restored.initializeState(state);
      restored.open();
      restored.endInput();
      assertThat(restored.extractOutputValues()).isEmpty();
    }
  }

  private void send(String name, String body) throws Exception {
    operator.processElement(mail(name, body), SampleMails.MORNING.toEpochMilli());
  }

  private static EmailRaw mail(String name, String body) {
    return SampleMails.raw(name)
        .setBodyText(body)
        .setHash(Ids.sha256(body))
        .setSegments(List.of(new Segment("authored", 0, body.length(), null)))
        .build();
  }

  private List<EmailSentiment> scores() {
    return operator.extractOutputValues().stream()
        .filter(outcome -> outcome.letter() == null)
        .map(outcome -> outcome.scored().sentiment())
        .toList();
  }

  private List<DeadLetter> letters() {
    return operator.extractOutputValues().stream()
        .filter(outcome -> outcome.letter() != null)
        .map(ScoreOutcome::letter)
        .toList();
  }

  private static OneInputStreamOperatorTestHarness<EmailRaw, ScoreOutcome> operator(
      ScoringModel model) throws Exception {
    return operator(model, TIMEOUT);
  }

  private static OneInputStreamOperatorTestHarness<EmailRaw, ScoreOutcome> operator(
      ScoringModel model, Duration timeout) throws Exception {
    return operator(model, timeout, AttachmentUse.CLOSED);
  }

  private static OneInputStreamOperatorTestHarness<EmailRaw, ScoreOutcome> operator(
      ScoringModel model, Duration timeout, AttachmentUse attachments) throws Exception {
    var settings = new Scoring(1, Duration.ZERO, 2, 16, timeout, 1, Duration.ZERO);
    var types = new AvroTypeInfo<>(EmailRaw.class);
    var harness =
        new OneInputStreamOperatorTestHarness<EmailRaw, ScoreOutcome>(
            new AsyncWaitOperatorFactory<>(
                new ScoreMail(new ModelUse(model, settings, tenant -> attachments), LATER, NOON),
                0,
                16,
                OutputMode.ORDERED),
            types.createSerializer(new SerializerConfigImpl()));
    harness.setup(
        TypeInformation.of(ScoreOutcome.class).createSerializer(new SerializerConfigImpl()));
    return harness;
  }

  /** Remembers what it was asked. */
  private record CountingScorer(List<String> asked, FakeScorer scorer) implements Scorer {

    private CountingScorer(List<String> asked) {
      this(asked, new FakeScorer());
    }

    @Override
    public List<Score> score(List<Text> texts) {
      texts.forEach(text -> asked.add(text.text().toString()));
      return scorer.score(texts);
    }

    @Override
    public String modelVersion() {
      return scorer.modelVersion();
    }

    @Override
    public void close() {
      scorer.close();
    }
  }

  /** Takes a while for each text. */
  private record SlowScorer(Duration each, FakeScorer scorer) implements Scorer {

    private SlowScorer(Duration each) {
      this(each, new FakeScorer());
    }

    @Override
    public List<Score> score(List<Text> texts) {
      LockSupport.parkNanos(each.toNanos() * texts.size());
      return scorer.score(texts);
    }

    @Override
    public String modelVersion() {
      return scorer.modelVersion();
    }

    @Override
    public void close() {
      scorer.close();
    }
  }
}
