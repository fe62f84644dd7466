package io.mailpulse.flink.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.flink.config.PipelineConfig.Later;
import io.mailpulse.flink.config.PipelineConfig.Scoring;
import io.mailpulse.flink.config.PipelineConfig.WhenDown;
import io.mailpulse.flink.record.Replaced;
import io.mailpulse.schema.AttachmentUse;
import io.mailpulse.schema.PendingMail;
import io.mailpulse.schema.Segment;
import io.mailpulse.schema.failure.FailureKind;
import io.mailpulse.testkit.SampleMails;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.datastream.AsyncDataStream.OutputMode;
import org.apache.flink.streaming.api.operators.async.AsyncWaitOperatorFactory;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScoreLaterTest {

  private static final Instant NOON = SampleMails.MORNING.plus(Duration.ofHours(4));
  private static final Later LATER =
      new Later(
          WhenDown.PENDING,
          Duration.ofSeconds(10),
          Duration.ofMinutes(1),
          32,
          Duration.ofHours(24));

  private OneInputStreamOperatorTestHarness<PendingMail, ScoreOutcome> operator;

  @BeforeEach
  void open() throws Exception {
    var settings = new Scoring(4, Duration.ZERO, 1, 16, Duration.ofMinutes(1), 1, Duration.ZERO);
    var use = new ModelUse(FakeScorer::new, settings, tenant -> AttachmentUse.CLOSED);
    operator =
        new OneInputStreamOperatorTestHarness<>(
            new AsyncWaitOperatorFactory<>(
                new ScoreLater(use, LATER, Clock.fixed(NOON, ZoneOffset.UTC)),
                0,
                16,
                OutputMode.UNORDERED),
            new AvroTypeInfo<>(PendingMail.class).createSerializer(new SerializerConfigImpl()));
    operator.setup(
        TypeInformation.of(ScoreOutcome.class).createSerializer(new SerializerConfigImpl()));
    operator.open();
  }

  @AfterEach
  void close() throws Exception {
    operator.close();
  }

  @Test
  void aModelThatAnswersGivesTheCorrection() throws Exception {
    ScoreOutcome outcome = outcomeOf(mail("waited", "bad service", 1));

    assertThat(outcome.scored().sentiment().getLabel()).isEqualTo("negative");
    assertThat(outcome.scored().sentiment().getProcessedAt()).isEqualTo(NOON);
    assertThat(outcome.scored().replaces()).isEqualTo(new Replaced("older@1", SampleMails.MORNING));
    assertThat(outcome.pending()).isNull();
    assertThat(outcome.letter()).isNull();
  }

  @Test
  void aCorrectionFollowsItsPendingRecordEvenIfTheClockWasSetBack() throws Exception {
    PendingMail mail = mail("waited", "bad service", 1);
    mail.setFirstFailedAt(NOON.plusSeconds(60));

    assertThat(outcomeOf(mail).scored().sentiment().getProcessedAt())
        .isEqualTo(NOON.plusSeconds(60).plusMillis(1));
  }

  @Test
  void aModelThatIsStillDownLetsTheMailWaitTwiceAsLong() throws Exception {
    ScoreOutcome outcome = outcomeOf(mail("waits", "down", 1));

    assertThat(outcome.scored()).isNull();
    assertThat(outcome.pending().getRound()).isEqualTo(2);
    assertThat(outcome.pending().getAttempts()).isEqualTo(2);
    assertThat(outcome.pending().getFirstFailedAt()).isEqualTo(SampleMails.MORNING);
    assertThat(outcome.pending().getNotBefore())
        .isBetween(NOON.plusSeconds(20), NOON.plusSeconds(25));
  }

  @Test
  void theWaitHasABound() throws Exception {
    PendingMail mail = mail("waits", "down", 1);
    mail.setRound(40);

    assertThat(outcomeOf(mail).pending().getNotBefore())
        .isBetween(NOON.plusSeconds(60), NOON.plusSeconds(75));
  }

  @Test
  void aTextThatFailsAgainAndAgainWhileOthersAreAnsweredIsGivenUp() throws Exception {
    outcomeOf(mail("fine", "good news", 1));
    operator.getOutput().clear();
    ScoreOutcome outcome = outcomeOf(mail("poison", "down", ScoreLater.SUSPECT_ATTEMPTS - 1));

    assertThat(outcome.letter().getKind()).isEqualTo(FailureKind.SCORING_FAILED.wireName());
    assertThat(outcome.letter().getAttempts()).isEqualTo(ScoreLater.SUSPECT_ATTEMPTS);
    assertThat(outcome.scored().sentiment().getUnknownReason()).isEqualTo("failed");
    assertThat(outcome.scored().isCorrection()).isTrue();
    assertThat(outcome.pending()).isNull();
  }

  @Test
  void aTextThatTripsTheModelIsGivenUpAtOnce() throws Exception {
    ScoreOutcome outcome = outcomeOf(mail("broken", "breaks", 1));

    assertThat(outcome.letter().getKind()).isEqualTo(FailureKind.SCORING_FAILED.wireName());
    assertThat(outcome.scored().sentiment().getUnknownReason()).isEqualTo("failed");
  }

  @Test
  void aScoreThatNoRecordCanBeMadeOfEndsTheTask() throws Exception {
    operator.getEnvironment().setExpectedExternalFailureCause(Throwable.class);
    operator.processElement(mail("odd", "nonsense", 1), 0);
    operator.endInput();

    assertThat(operator.getEnvironment().getActualExternalFailureCause())
        .hasValueSatisfying(
            failure -> assertThat(failure).hasRootCauseInstanceOf(NullPointerException.class));
  }

  private ScoreOutcome outcomeOf(PendingMail mail) throws Exception {
    operator.processElement(mail, 0);
    while (operator.getOutput().isEmpty()) {
      operator.getTaskMailbox().take(0).run();
    }
    List<ScoreOutcome> outcomes = operator.extractOutputValues();
    return outcomes.get(outcomes.size() - 1);
  }

  private static PendingMail mail(String name, String body, int attempts) {
    return PendingMail.newBuilder()
        .setMail(
            SampleMails.raw(name)
                .setBodyText(body)
                .setSegments(List.of(new Segment("authored", 0, body.length(), null)))
                .build())
        .setModelVersion("older@1")
        .setCause("scoring-failed")
        .setAttempts(attempts)
        .setRound(1)
        .setFirstFailedAt(SampleMails.MORNING)
        .setNotBefore(SampleMails.MORNING)
        .build();
  }
}
