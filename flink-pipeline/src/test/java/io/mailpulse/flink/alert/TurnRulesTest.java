package io.mailpulse.flink.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.flink.alert.TurnRule.Candidacy;
import io.mailpulse.flink.alert.TurnRule.Course;
import io.mailpulse.flink.config.PipelineConfig.Alerts;
import io.mailpulse.settings.ConfigValues;
import io.mailpulse.settings.tenant.TenantOptions;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class TurnRulesTest {

  private final TurnRules rules =
      new TurnRules(
          new Alerts(0.9, 0.5, Duration.ofMinutes(2)),
          TenantOptions.read(
              ConfigValues.of(
                  Map.of(
                      "tenants.early.alerts.min-confidence", "0.6",
                      "tenants.late.alerts.neg-rate", "0.8",
                      "tenants.quiet.rules", "none",
                      "tenants.loud.rules", TurnRule.NAME))));

  @Test
  void aTenantsOwnConfidenceDecidesOnItsMails() {
    assertThat(rules.of("early").candidacy("negative", 0.7)).isEqualTo(Candidacy.CANDIDATE);
    assertThat(rules.of("anyone").candidacy("negative", 0.7)).isEqualTo(Candidacy.BYSTANDER);
    assertThat(rules.of("loud").candidacy("negative", 0.95)).isEqualTo(Candidacy.CANDIDATE);
  }

  @Test
  void aTenantsOwnRateDecidesOnItsThreads() {
    assertThat(turn("late", 0.7)).isEqualTo(Course.CALM);
    assertThat(turn("late", 0.9)).isEqualTo(Course.TURNS);
    assertThat(turn("anyone", 0.7)).isEqualTo(Course.TURNS);
  }

  @Test
  void noMailOfATenantWithoutTheRuleTurnsAThread() {
    assertThat(rules.of("quiet").candidacy("negative", 1)).isEqualTo(Candidacy.BYSTANDER);
  }

  private Course turn(String tenant, double rate) {
    return rules
        .of(tenant)
        .judge(Course.CALM, OptionalDouble.empty(), OptionalDouble.of(rate), Candidacy.CANDIDATE);
  }
}
