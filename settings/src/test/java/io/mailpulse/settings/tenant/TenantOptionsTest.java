package io.mailpulse.settings.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.settings.ConfigException.Mistake;
import io.mailpulse.settings.ConfigValues;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TenantOptionsTest {

  @Test
  void aSectionIsATenant() {
    ConfigValues values =
        ConfigValues.of(
            Map.of(
                "tenants.acme.domains", "Acme.example, acme-sales.example",
                "tenants.acme.teams", "billing=Invoices@acme.example, sales=hello@acme.example",
                "tenants.acme.retention", "90 d",
                "tenants.acme.alerts.min-confidence", "0.8",
                "tenants.acme.alerts.neg-rate", "0.7"));

    Tenants tenants = TenantOptions.read(values);

    assertThat(values.mistakes()).isEmpty();
    assertThat(tenants.of("acme"))
        .isEqualTo(
            new TenantProfile(
                Set.of("acme.example", "acme-sales.example"),
                Map.of(
                    "billing",
                    Set.of("invoices@acme.example"),
                    "sales",
                    Set.of("hello@acme.example")),
                Optional.of(Duration.ofDays(90)),
                Optional.of(0.8),
                Optional.of(0.7),
                Set.of(AlertRule.THREAD_TURNED_NEGATIVE)));
    assertThat(tenants.of("anyone")).isEqualTo(TenantProfile.PLAIN);
  }

  @Test
  void theDefaultSectionHoldsForAllThatHaveNone() {
    Tenants tenants =
        TenantOptions.read(
            ConfigValues.of(
                Map.of("tenants.default.rules", "none", "tenants.acme.retention", "30 d")));

    assertThat(tenants.of("anyone").rules()).isEmpty();
    assertThat(tenants.of("acme").rules()).containsExactly(AlertRule.THREAD_TURNED_NEGATIVE);
  }

  @Test
  void allMistakesAreNotedTogetherEachWithItsKey() {
    ConfigValues values =
        ConfigValues.of(
            Map.of(
                "tenants.acme.domains", "acme.example",
                "tenants.acme.teams",
                    "billing=a@acme.example, sales=a@acme.example, hr=b@other.example",
                "tenants.acme.rules", "none",
                "tenants.acme.alerts.neg-rate", "0.5",
                "tenants.bolt.domains", "acme.example",
                "tenants.bolt.teams", "billing",
                "tenants.bolt.retention", "1 h",
                "tenants.bolt.rules", "thread-turned",
                "tenants.cog.domains", "localhost"));

    TenantOptions.read(values);

    assertThat(values.mistakes())
        .containsExactlyInAnyOrder(
            new Mistake("tenants.acme.teams", "teams billing and sales have one address"),
            new Mistake(
                "tenants.acme.teams",
                "team hr has an address in other.example, which is not among tenants.acme.domains"),
            new Mistake(
                "tenants.acme.alerts.neg-rate",
                "is only used with the rule thread-turned-negative"),
            new Mistake("tenants.bolt.domains", "acme.example is a domain of tenants.acme already"),
            new Mistake(
                "tenants.bolt.teams",
                "expected TEAM=ADDRESS, such as billing=invoices@acme.example, found 'billing'"),
            new Mistake(
                "tenants.bolt.retention", "expected a duration from 1 d to 36500 d, found '1 h'"),
            new Mistake(
                "tenants.bolt.rules",
                "expected thread-turned-negative or none, found 'thread-turned'"),
            new Mistake(
                "tenants.cog.domains", "expected domains such as acme.example, found 'localhost'"));
  }
}
