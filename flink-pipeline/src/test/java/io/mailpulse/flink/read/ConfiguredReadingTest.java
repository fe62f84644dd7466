package io.mailpulse.flink.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailpulse.flink.config.PipelineConfig;
import io.mailpulse.mail.MailSettings;
import io.mailpulse.mail.address.AddressPolicy;
import io.mailpulse.mail.parse.ParseLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfiguredReadingTest {

  @Test
  void tenantsAreReadAsConfigured() {
    MailSettings settings =
        reading(
                Map.of(
                    "read.limits", "strict",
                    "tenants.sales.pseudonym-key", "literal:another key of a demo",
                    "tenants.sales.addresses", "keep",
                    "tenants.sales.languages", "en,de"))
            .settings();

    assertThat(settings.limits()).isEqualTo(ParseLimits.strict());
    assertThat(settings.addresses("anyone")).isEqualTo(AddressPolicy.PSEUDONYM);
    assertThat(settings.addresses("sales")).isEqualTo(AddressPolicy.KEEP);
    assertThat(settings.languages("sales")).isEqualTo(Set.of("en", "de"));
    assertThat(settings.languages("anyone")).isEmpty();
  }

  @Test
  void aMissingSecretStopsTheTaskAndNamesItsPlace() {
    ConfiguredReading reading = reading(Map.of("tenants.default.pseudonym-key", "env:NO_SUCH_KEY"));

    assertThatThrownBy(reading::settings)
        .hasMessageContainingAll("tenants.default.pseudonym-key", "env:NO_SUCH_KEY");
  }

  @Test
  void aShortKeyFromAFileStopsTheTaskAndNamesItsPlace(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("key"), "swordfish\n");
    ConfiguredReading reading = reading(Map.of("tenants.default.pseudonym-key", "file:" + file));

    assertThatThrownBy(reading::settings)
        .hasMessageContainingAll("tenants.default.pseudonym-key", file.toString(), "16 bytes")
        .hasMessageNotContaining("swordfish");
  }

  @Test
  void travelsWithTheJob() throws Exception {
    byte[] bytes = InstantiationUtil.serializeObject(reading(Map.of()));

    ConfiguredReading arrived =
        InstantiationUtil.deserializeObject(bytes, getClass().getClassLoader());

    assertThat(arrived.settings().limits()).isEqualTo(ParseLimits.defaults());
  }

  private static ConfiguredReading reading(Map<String, String> settings) {
    var values =
        new HashMap<>(
            Map.of(
                "kafka.bootstrap-servers", "broker:9092",
                "tenants.default.pseudonym-key", "literal:the key of a demo",
                "checkpoints.path", "file:///checkpoints",
                "warehouse.path", "file:///warehouse"));
    values.putAll(settings);
    return new ConfiguredReading(PipelineConfig.of(values));
  }
}
