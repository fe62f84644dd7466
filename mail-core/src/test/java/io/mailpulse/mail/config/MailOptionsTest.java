package io.mailpulse.mail.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailpulse.mail.MailSettings;
import io.mailpulse.mail.address.AddressPolicy;
import io.mailpulse.mail.mime.ParseLimits;
import io.mailpulse.mail.redact.Redactor;
import io.mailpulse.settings.ConfigValues;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailOptionsTest {

  @Test
  void tenantsAreReadAsConfigured() {
    MailSettings settings =
        reading(
                Map.of(
                    "read.limits", "strict",
                    "tenants.sales.pseudonym-key", "literal:another key of a demo",
                    "tenants.sales.addresses", "keep",
                    "tenants.sales.languages", "en,de"))
            .resolve();

    assertThat(settings.limits()).isEqualTo(ParseLimits.strict());
    assertThat(settings.addresses("anyone")).isEqualTo(AddressPolicy.PSEUDONYM);
    assertThat(settings.addresses("sales")).isEqualTo(AddressPolicy.KEEP);
    assertThat(settings.languages("sales")).isEqualTo(Set.of("en", "de"));
    assertThat(settings.languages("anyone")).isEmpty();
  }

  @Test
  void aTenantWithASectionNeedsAKeyOfItsOwn() {
    ConfigValues values =
        ConfigValues.of(
            Map.of(
                "tenants.default.pseudonym-key", "literal:sixteen-bytes-or-more",
                "tenants.sales.domains", "sales.example"));

    MailOptions.read(values);

    assertThat(values.mistakes())
        .singleElement()
        .satisfies(m -> assertThat(m.key()).isEqualTo("tenants.sales.pseudonym-key"));
  }

  @Test
  void aMissingSecretStopsTheTaskAndNamesItsPlace() {
    ReadingSettings reading = reading(Map.of("tenants.default.pseudonym-key", "env:NO_SUCH_KEY"));

    assertThatThrownBy(reading::resolve)
        .hasMessageContainingAll("tenants.default.pseudonym-key", "env:NO_SUCH_KEY");
  }

  @Test
  void aNamedEntityBundleIsOpenedByWhoRedacts() {
    MailSettings settings = reading(Map.of("read.entities", "no-such-bundle")).resolve();

    assertThatThrownBy(() -> Redactor.create(settings.redactor("anyone")))
        .hasMessageContaining("no-such-bundle");
    assertThat(reading(Map.of()).entities()).isEqualTo(ReadingSettings.NO_ENTITIES);
  }

  @Test
  void aShortKeyFromAFileStopsTheTaskAndNamesItsPlace(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("key"), "swordfish\n");
    ReadingSettings reading = reading(Map.of("tenants.default.pseudonym-key", "file:" + file));

    assertThatThrownBy(reading::resolve)
        .hasMessageContainingAll("tenants.default.pseudonym-key", file.toString(), "16 bytes")
        .hasMessageNotContaining("swordfish");
  }

  @Test
  void travelsWithAJobWithoutItsSecrets(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("key"), "planted-in-a-file-of-the-test\n");
    ReadingSettings reading = reading(Map.of("tenants.default.pseudonym-key", "file:" + file));
    var bytes = new ByteArrayOutputStream();
    try (var out = new ObjectOutputStream(bytes)) {
      out.writeObject(reading);
    }

    assertThat(bytes.toString(StandardCharsets.ISO_8859_1)).doesNotContain("planted");
    try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      var arrived = (ReadingSettings) in.readObject();
      assertThat(arrived).isEqualTo(reading);
      assertThat(arrived.resolve().limits()).isEqualTo(ParseLimits.defaults());
    }
  }

  private static ReadingSettings reading(Map<String, String> settings) {
    var values =
        new HashMap<>(Map.of("tenants.default.pseudonym-key", "literal:the key of a demo"));
    values.putAll(settings);
    var read = ConfigValues.of(values);
    ReadingSettings reading = MailOptions.read(read);
    read.requireNoMistakes();
    return reading;
  }
}
