package io.mailpulse.lab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.lab.evaluation.GoldenSet.Half;
import io.mailpulse.model.Scorer;
import io.mailpulse.model.ScorerSettings;
import io.mailpulse.model.ScorerSettings.TierChoice;
import io.mailpulse.model.Scorers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@link GoldenGateTest} for what the engines run: the encoders where the fast tier is unsure. */
class AutoTierGateTest {

  private static Scorer scorer;
  private static Evaluation evaluation;

  @BeforeAll
  static void evaluate() {
    scorer = Scorers.open(ScorerSettings.defaults().withTier(TierChoice.AUTO));
    evaluation = Evaluation.of(Labeller.of(scorer), "frozen", GoldenSet.half(Half.FROZEN));
  }

  @AfterAll
  static void close() {
    scorer.close();
  }

  @Test
  void labelsTheFrozenHalfAsWellAsBefore() {
    assertThat(evaluation.macroF1()).isGreaterThan(0.92);
  }

  @Test
  void readsEnglishBetterThanTheFastTierDoes() {
    assertThat(evaluation.languages().get("en").accuracy()).isGreaterThan(0.90);
  }

  @Test
  void findsComplaints() {
    assertThat(evaluation.kinds().get("complaint").accuracy()).isGreaterThan(0.96);
  }

  @Test
  void raisesFewAlarmsOverMailThatIsNotNegative() {
    assertThat(evaluation.alerts().falseAlarms()).isLessThanOrEqualTo(1);
  }

  @Test
  void claimsNoMoreConfidenceThanItEarns() {
    assertThat(evaluation.calibrationError()).isLessThan(0.08);
  }
}
