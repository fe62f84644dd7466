package io.mailpulse.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class GeneratorSettingsTest {

  @Test
  void tellsAllMistakesTogether() {
    var builder =
        GeneratorSettings.builder()
            .mails(0)
            .gap(Duration.ZERO)
            .tenants(List.of("acme", "no spaces"))
            .languages(List.of("de", "xx"))
            .duplicates(1.5)
            .disorder(-0.1)
            .lateParents(Double.NaN)
            .bursts(0.95)
            .sourTenant("globex")
            .sourFrom(2)
            .weight("initech", 3)
            .replyHeaders(2)
            .planted(2)
            .personalIds(2)
            .damaged(2)
            .large(2);

    assertThat(builder.mistakes())
        .extracting(mistake -> mistake.substring(0, mistake.indexOf(':')))
        .containsExactly(
            "--mails",
            "--rate, --compress",
            "--tenants",
            "--languages",
            "--sour-tenant",
            "--weights",
            "--duplicates",
            "--disorder",
            "--late-parents",
            "--bursts",
            "--sour-from",
            "--reply-headers",
            "--planted",
            "--personal-ids",
            "--damaged",
            "--large");
    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--mails")
        .hasMessageContaining("--large");
  }

  @Test
  void theDefaultsAreFine() {
    assertThat(GeneratorSettings.builder().mistakes()).isEmpty();
  }
}
