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

/**
 * Holds the committed fast tier to what it reached on the frozen half. Bounds stand a little under
 * the measured figures (docs/models.md), so that a new bundle may vary and may not fall.
 */
class GoldenGateTest {

  private static Scorer scorer;
  private static Evaluation evaluation;

  @BeforeAll
  static void evaluate() {
    scorer = Scorers.open(ScorerSettings.defaults().withTier(TierChoice.FAST));
    evaluation = Evaluation.of(Labeller.of(scorer), "frozen", GoldenSet.half(Half.FROZEN));
  }

  @AfterAll
  static void close() {
    scorer.close();
  }

  @Test
  void labelsTheFrozenHalfAsWellAsBefore() {
    assertThat(evaluation.macroF1()).isGreaterThan(0.79);
  }

  @Test
  void findsComplaints() {
    assertThat(evaluation.kinds().get("complaint").accuracy()).isGreaterThan(0.93);
  }

  @Test
  void raisesFewAlarmsOverMailThatIsNotNegative() {
    assertThat(evaluation.alerts().falseAlarms()).isLessThanOrEqualTo(3);
  }

  @Test
  void claimsNoMoreConfidenceThanItEarns() {
    assertThat(evaluation.calibrationError()).isLessThan(0.08);
  }
}
