package io.mailpulse.flink.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.flink.alert.TurnRule.Candidacy;
import io.mailpulse.flink.alert.TurnRule.Course;
import io.mailpulse.flink.config.PipelineConfig.Alerts;
import java.time.Duration;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class TurnRuleTest {

  private static final OptionalDouble NOTHING_SCORED = OptionalDouble.empty();

  private final TurnRule rule = new TurnRule(new Alerts(0.9, 0.5, Duration.ofMinutes(2)));

  @Test
  void onlyAConfidentNegativeMailIsACandidate() {
    assertThat(rule.candidacy("negative", 0.9)).isEqualTo(Candidacy.CANDIDATE);
    assertThat(rule.candidacy("negative", 0.899)).isEqualTo(Candidacy.BYSTANDER);
    assertThat(rule.candidacy("positive", 0.99)).isEqualTo(Candidacy.BYSTANDER);
    assertThat(rule.candidacy("unknown", 0)).isEqualTo(Candidacy.BYSTANDER);
  }

  @Test
  void aCandidateTurnsAThreadOnlyAboveTheThreshold() {
    assertThat(judge(Course.CALM, rate(0.4), rate(0.5), Candidacy.CANDIDATE))
        .isEqualTo(Course.CALM);
    assertThat(judge(Course.CALM, rate(0.4), rate(0.51), Candidacy.CANDIDATE))
        .isEqualTo(Course.TURNS);
    assertThat(judge(Course.CALM, NOTHING_SCORED, rate(1), Candidacy.CANDIDATE))
        .isEqualTo(Course.TURNS);
    assertThat(judge(Course.CALM, rate(0.8), rate(0.9), Candidacy.BYSTANDER))
        .isEqualTo(Course.CALM);
  }

  @Test
  void aTurnedThreadRaisesNoFurtherAlert() {
    assertThat(judge(Course.TURNS, rate(1), rate(1), Candidacy.CANDIDATE)).isEqualTo(Course.TURNED);
    assertThat(judge(Course.TURNED, rate(0.6), rate(0.7), Candidacy.CANDIDATE))
        .isEqualTo(Course.TURNED);
  }

  @Test
  void aThreadMayTurnAgainOnceItsRateHasFallenBack() {
    assertThat(judge(Course.TURNED, rate(0.6), rate(0.5), Candidacy.BYSTANDER))
        .isEqualTo(Course.CALM);
    assertThat(judge(Course.TURNED, rate(0.5), rate(0.6), Candidacy.CANDIDATE))
        .isEqualTo(Course.TURNS);
  }

  @Test
  void aDayOfSilenceCalmsAThread() {
    assertThat(judge(Course.TURNED, NOTHING_SCORED, rate(1), Candidacy.CANDIDATE))
        .isEqualTo(Course.TURNS);
  }

  private Course judge(
      Course before, OptionalDouble without, OptionalDouble with, Candidacy candidacy) {
    return rule.judge(before, without, with, candidacy);
  }

  private static OptionalDouble rate(double value) {
    return OptionalDouble.of(value);
  }
}
