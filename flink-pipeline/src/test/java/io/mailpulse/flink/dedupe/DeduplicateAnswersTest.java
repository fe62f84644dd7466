package io.mailpulse.flink.dedupe;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.flink.record.JobLetters;
import io.mailpulse.flink.record.ScoredMail;
import io.mailpulse.flink.score.ScoreOutcome;
import io.mailpulse.schema.DeadLetter;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.PendingMail;
import io.mailpulse.schema.UnknownReason;
import io.mailpulse.schema.failure.FailureKind;
import io.mailpulse.schema.failure.Stage;
import io.mailpulse.schema.id.Ids;
import io.mailpulse.schema.landing.LandingPath;
import io.mailpulse.testkit.SampleMails;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeduplicateAnswersTest {

  private static final Duration TTL = Duration.ofDays(30);
  private static final String LETTER = Ids.deadLetter("acme", "score", "x", "", "", "");
  private static final String OTHER_LETTER = Ids.deadLetter("acme", "score", "y", "", "", "");

  private KeyedOneInputStreamOperatorTestHarness<String, ScoreOutcome, ScoreOutcome> operator;

  @BeforeEach
  void open() throws Exception {
    operator = operator();
    operator.setStateTtlProcessingTime(0);
  }

  @AfterEach
  void close() throws Exception {
    operator.close();
  }

  @Test
  void letsAnAnswerThroughOnce() throws Exception {
    answer(mail("a").build());
    answer(mail("a").build());
    answer(mail("b").build());

    assertThat(passed()).containsExactly("a.eml", "b.eml");
    assertThat(otherBodies()).isEmpty();
  }

  @Test
  void aMailThatFailedIsAnsweredWhenItComesAgain() throws Exception {
    fail(mail("a").build());
    fail(mail("a").build());
    answer(mail("a").build());
    answer(mail("a").build());
    fail(mail("a").build());

    assertThat(operator.extractOutputValues())
        .extracting(outcome -> outcome.letter() != null)
        .containsExactly(true, true, false);
  }

  @Test
  void theSameIdOfTwoTenantsIsTwoMails() throws Exception {
    answer(mail("a").build());
    answer(mail("a").setTenantId("other").build());

    assertThat(passed()).hasSize(2);
  }

  @Test
  void theSameIdWithAnotherBodyIsADeadLetterThatOpensItsOwnBytes() throws Exception {
    answer(mail("a").build());
    answer(mail("a").setHash("other").setRawSha256(Ids.sha256("other")).build());
    answer(mail("a").build());
    fail(mail("a").setHash("third").setRawSha256(Ids.sha256("third")).build());

    assertThat(passed()).containsExactly("a.eml", "a.eml");
    assertThat(otherBodies())
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.getKind()).isEqualTo(FailureKind.SAME_ID_OTHER_BODY.wireName());
              assertThat(letter.getPayloadSha256()).isEqualTo(Ids.sha256("other"));
              assertThat(letter.getPayloadRef()).isEqualTo(beside("other"));
            });
    DeadLetter third = operator.extractOutputValues().get(1).letter();
    assertThat(third.getPayloadRef()).isEqualTo(beside("third"));
  }

  @Test
  void whereEachHasAPlaceOfItsOwnNoDigestIsInItsName() throws Exception {
    answer(mail("a").build());
    answer(
        mail("a")
            .setHash("other")
            .setRawSha256(Ids.sha256("other"))
            .setRawRef("raw/of/another/day.eml.gz")
            .build());

    assertThat(otherBodies())
        .extracting(DeadLetter::getPayloadRef)
        .containsExactly("raw/of/another/day.eml.gz");
  }

  @Test
  void aReplayOfAMailThatWasNotAnsweredIsItsFirstAnswer() throws Exception {
    fail(mail("a").build());
    answer(mail("a").setReplayOf(LETTER).build());
    answer(mail("a").setReplayOf(LETTER).build());

    assertThat(corrections()).containsExactly(false);
  }

  @Test
  void aReplayOfAnAnsweredMailIsACorrectionOncePerLetter() throws Exception {
    answer(mail("a").build());
    answer(mail("a").setReplayOf(LETTER).build());
    answer(mail("a").setReplayOf(LETTER).build());
    answer(mail("a").setReplayOf(OTHER_LETTER).build());

    assertThat(corrections()).containsExactly(false, true, true);
  }

  @Test
  void aLetterThatIsWrittenAgainMayBeReplayedAgain() throws Exception {
    Instant again = SampleMails.MORNING.plusSeconds(60);
    answer(mail("a").build());
    answer(mail("a").setReplayOf(LETTER).setLetterProcessedAt(SampleMails.MORNING).build());
    answer(mail("a").setReplayOf(LETTER).setLetterProcessedAt(SampleMails.MORNING).build());
    answer(mail("a").setReplayOf(LETTER).setLetterProcessedAt(again).build());
    assertThat(corrections()).containsExactly(false, true, true);
    restart();
    answer(mail("a").setReplayOf(LETTER).setLetterProcessedAt(again).build());

    assertThat(operator.extractOutputValues()).isEmpty();
    answer(mail("a").setReplayOf(LETTER).setLetterProcessedAt(again.plusMillis(1)).build());
    assertThat(corrections()).containsExactly(true);
  }

  @Test
  void aReplayThatFailsAgainIsALetterAgain() throws Exception {
    answer(mail("a").build());
    fail(mail("a").build());
    fail(mail("a").setReplayOf(LETTER).build());
    answer(mail("a").setReplayOf(LETTER).build());

    assertThat(operator.extractOutputValues())
        .extracting(outcome -> outcome.letter() != null)
        .containsExactly(false, true, false);
  }

  /** Whatever comes in which order, and wherever the job starts anew. */
  @Test
  void oneAnswerOfEachMailComesThroughHoweverItsCopiesComeAndFail() throws Exception {
    for (int seed = 0; seed < 50; seed++) {
      var random = new Random(seed);
      close();
      operator = operator();
      var first = new ArrayList<String>();
      boolean answered = false;
      for (int step = 0; step < 20; step++) {
        EmailRaw copy = mail("a").setReplayOf(random.nextInt(4) == 0 ? LETTER : null).build();
        switch (random.nextInt(4)) {
          case 0 -> fail(copy);
          case 1 -> pending(copy);
          case 2 -> restart();
          default -> answer(copy);
        }
        for (ScoreOutcome outcome : operator.extractOutputValues()) {
          if (isWait(outcome)) {
            assertThat(answered).isTrue();
            assertThat(outcome.pending().getMail().getReplayOf()).isEqualTo(LETTER);
          } else if (outcome.scored() == null) {
            assertThat(answered && outcome.letter().getReplayOf() == null).isFalse();
          } else if (!outcome.scored().isCorrection()) {
            first.add(outcome.scored().raw().getSource());
            answered = true;
          } else {
            assertThat(outcome.scored().raw().getReplayOf()).isEqualTo(LETTER);
            assertThat(outcome.scored().isPending()).isFalse();
          }
        }
        operator.getOutput().clear();
      }
      answer(mail("a").build());
      operator.extractOutputValues().forEach(outcome -> first.add("at last"));

      assertThat(first).as("seed %d", seed).hasSize(1);
    }
  }

  /** The score that stands is not replaced by word that the model is down. */
  @Test
  void aReplayOfAnAnsweredMailIsAskedForLaterWhileTheModelIsDown() throws Exception {
    answer(mail("a").build());
    pending(mail("a").setReplayOf(LETTER).build());
    pending(mail("a").setReplayOf(LETTER).build());
    answer(mail("a").setReplayOf(LETTER).build());

    assertThat(corrections()).containsExactly(false);
    assertThat(operator.extractOutputValues())
        .filteredOn(DeduplicateAnswersTest::isWait)
        .singleElement()
        .satisfies(
            outcome -> {
              assertThat(outcome.letter()).isNull();
              assertThat(outcome.pending().getMail().getReplayOf()).isEqualTo(LETTER);
            });
  }

  @Test
  void aPendingMailIsAnswered() throws Exception {
    pending(mail("a").build());
    pending(mail("a").build());
    answer(mail("a").build());

    assertThat(operator.extractOutputValues()).hasSize(1);
  }

  @Test
  void answersAndReplaysAreRememberedOverARestart() throws Exception {
    answer(mail("a").build());
    answer(mail("a").setReplayOf(LETTER).build());
    restart();
    answer(mail("a").build());
    answer(mail("a").setReplayOf(LETTER).build());
    answer(mail("a").setHash("other").setRawSha256(Ids.sha256("other")).build());

    assertThat(operator.extractOutputValues()).isEmpty();
    assertThat(otherBodies())
        .extracting(DeadLetter::getPayloadRef)
        .containsExactly(beside("other"));
  }

  @Test
  void forgetsAnIdAfterItWasNotSeenForTheTimeToLive() throws Exception {
    answer(mail("a").build());
    operator.setStateTtlProcessingTime(TTL.toMillis() - 1);
    answer(mail("a").build());
    operator.setStateTtlProcessingTime(2 * TTL.toMillis() - 2);
    answer(mail("a").build());
    assertThat(passed()).hasSize(1);

    operator.setStateTtlProcessingTime(3 * TTL.toMillis());
    answer(mail("a").build());
    assertThat(passed()).hasSize(2);
  }

  private void restart() throws Exception {
    OperatorSubtaskState state = operator.snapshot(1, 1);
    operator.close();
    operator =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new DeduplicateAnswers(TTL)),
            DeduplicateAnswers::key,
            Types.STRING);
    operator.initializeState(state);
    operator.open();
  }

  private static EmailRaw.Builder mail(String name) {
    return SampleMails.raw(name)
        .setRawRef("raw/" + name + ".eml.gz")
        .setRawSha256(Ids.sha256("bytes of " + name));
  }

  private static String beside(String bytes) {
    return LandingPath.beside("raw/a.eml.gz", Ids.sha256(bytes));
  }

  private void answer(EmailRaw mail) throws Exception {
    send(new ScoreOutcome(new ScoredMail(mail, SampleMails.sentiment("a").build()), null, null));
  }

  private void pending(EmailRaw mail) throws Exception {
    var waits =
        SampleMails.sentiment("a")
            .setLabel("unknown")
            .setUnknownReason(UnknownReason.PENDING.wireName())
            .build();
    var later =
        PendingMail.newBuilder()
            .setMail(mail)
            .setModelVersion(waits.getModelVersion())
            .setCause(FailureKind.SCORING_FAILED.wireName())
            .setAttempts(1)
            .setRound(1)
            .setFirstFailedAt(SampleMails.MORNING)
            .setNotBefore(SampleMails.MORNING)
            .build();
    send(new ScoreOutcome(new ScoredMail(mail, waits), null, later));
  }

  private static boolean isWait(ScoreOutcome outcome) {
    return outcome.scored() == null && outcome.pending() != null;
  }

  private void fail(EmailRaw mail) throws Exception {
    DeadLetter letter =
        JobLetters.of(Stage.SCORE, FailureKind.SCORING_FAILED, "down")
            .about(mail)
            .build(SampleMails.MORNING);
    send(new ScoreOutcome(null, letter, null));
  }

  private void send(ScoreOutcome outcome) throws Exception {
    operator.processElement(outcome, SampleMails.MORNING.toEpochMilli());
  }

  private List<String> passed() {
    return operator.extractOutputValues().stream()
        .map(
            outcome ->
                outcome.scored() == null
                    ? outcome.letter().getSource()
                    : outcome.scored().raw().getSource())
        .toList();
  }

  private List<Boolean> corrections() {
    return operator.extractOutputValues().stream()
        .filter(outcome -> outcome.scored() != null)
        .map(outcome -> outcome.scored().isCorrection())
        .toList();
  }

  private List<DeadLetter> otherBodies() {
    var letters = operator.getSideOutput(DeduplicateAnswers.DEAD_LETTERS);
    return letters == null ? List.of() : letters.stream().map(StreamRecord::getValue).toList();
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, ScoreOutcome, ScoreOutcome>
      operator() throws Exception {
    return ProcessFunctionTestHarnesses.forKeyedProcessFunction(
        new DeduplicateAnswers(TTL), DeduplicateAnswers::key, Types.STRING);
  }
}
