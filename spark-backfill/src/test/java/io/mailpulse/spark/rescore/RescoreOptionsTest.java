package io.mailpulse.spark.rescore;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.mail.address.AddressPolicy;
import io.mailpulse.model.ScorerSettings;
import io.mailpulse.model.ScorerSettings.TierChoice;
import io.mailpulse.model.config.ModelOptions;
import io.mailpulse.model.runtime.RuntimeSettings.Device;
import io.mailpulse.settings.ConfigException.Mistake;
import io.mailpulse.settings.ConfigValues;
import io.mailpulse.spark.rescore.RescoreSettings.Promotion;
import io.mailpulse.spark.warehouse.DayRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RescoreOptionsTest {

  private static final String KEY =
      "tenants.default.pseudonym-key = literal:sixteen-bytes-or-more\n";

  @Test
  void theLeastConfigurationIsTheWarehouseAndTheKey() {
    RescoreSettings config = read(KEY + "warehouse.path = /data/warehouse/\n", Map.of());

    assertThat(config.warehouse()).isEqualTo("/data/warehouse");
    assertThat(config.landing()).isEqualTo("/data/warehouse");
    assertThat(config.tenants()).isEmpty();
    assertThat(config.days()).isEqualTo(DayRange.ALL);
    assertThat(config.promotion()).isEqualTo(Promotion.NONE);
    assertThat(config.scorer()).isEqualTo(ScorerSettings.defaults().withTier(TierChoice.AUTO));
    assertThat(config.mail().languages("acme")).isEmpty();
  }

  @Test
  void everyOptionArrives() {
    RescoreSettings config =
        read(
            KEY
                + String.join(
                    "\n",
                    "warehouse.path = s3a://lake/warehouse",
                    "landing.path = s3a://landing",
                    "rescore.tenants = acme, other",
                    "rescore.from = 2026-03-01",
                    "rescore.to = 2026-03-31",
                    "model.bundle = /models/next",
                    "model.tier = encoder",
                    "read.limits = strict",
                    "tenants.default.languages = en",
                    "tenants.acme.languages = en, de",
                    "tenants.acme.addresses = keep",
                    "tenants.acme.pseudonym-key = literal:another-key-of-length"),
            Map.of("rescore.promote", "true"));

    assertThat(config.landing()).isEqualTo("s3a://landing");
    assertThat(config.tenants()).containsExactlyInAnyOrder("acme", "other");
    assertThat(config.days())
        .isEqualTo(new DayRange(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 31)));
    assertThat(config.promotion()).isEqualTo(Promotion.PROMOTE);
    assertThat(config.scorer().bundle()).isEqualTo("/models/next");
    assertThat(config.scorer().tier()).isEqualTo(TierChoice.ENCODER);
    assertThat(config.mail().languages("acme")).containsExactlyInAnyOrder("de", "en");
    assertThat(config.mail().languages("other")).containsExactly("en");
    assertThat(config.mail().addresses("acme")).isEqualTo(AddressPolicy.KEEP);
    assertThat(config.mail().addresses("other")).isEqualTo(AddressPolicy.PSEUDONYM);
    assertThat(config.mail().usesDevelopmentKey()).isFalse();
  }

  @Test
  void modelSettingsAreReadAsTheStreamReadsThem() {
    Map<String, String> lines =
        Map.of(
            "model.bundle", "/models/next",
            "model.tier", "remote",
            "model.remote.url", "http://models:8000/v2/models/next/infer",
            "model.remote.format", "triton",
            "model.remote.model", "next@3",
            "model.remote.timeout", "5 s",
            "model.remote.attempts", "2",
            "model.device", "cuda",
            "model.cache-entries", "100",
            "model.aspects.acme", "classpath:io/mailpulse/model/aspect/support-mail.json");
    var values = new HashMap<>(lines);
    values.put("warehouse.path", "/data/warehouse");

    ScorerSettings settings = read(KEY, values).scorer();

    assertThat(settings).isEqualTo(ModelOptions.read(ConfigValues.of(lines)));
    assertThat(settings.runtime().device()).isEqualTo(Device.CUDA);
    assertThat(settings.remote().model()).isEqualTo("next@3");
    assertThat(settings.aspects()).containsOnlyKeys("acme");
    assertThat(lines.keySet())
        .allSatisfy(key -> assertThat(ModelOptions.ALL).anyMatch(option -> option.matches(key)))
        .hasSameSizeAs(ModelOptions.ALL);
  }

  @Test
  void allMistakesAreReportedAtOnceEachWithItsKey() {
    String text =
        String.join(
            "\n",
            "rescore.form = 2026-03-01",
            "rescore.to = March",
            "rescore.tenants = a/b",
            "rescore.promote = yes",
            "model.tier = remote",
            "model.remote.url = models:8080/predict",
            "model.remote.fromat = tei",
            "read.limits = none",
            "tenants.acme.langages = en",
            "tenants.acme.retention = long",
            "tenants.acme.pseudonym-key = literal:short",
            "tenants.other.pseudonym-key = env:MAILPULSE_NO_SUCH_VARIABLE");

    ConfigValues values = ConfigValues.parse("", text, Map.of());
    RescoreOptions.read(values);
    values.refuseUnknownKeys(RescoreOptions.ALL);

    assertThat(values.mistakes())
        .containsExactlyInAnyOrder(
            new Mistake("warehouse.path", "must be set (path or URI)"),
            new Mistake("rescore.form", "no such option; is it rescore.from?"),
            new Mistake("rescore.to", "expected a day such as 2026-03-01, found 'March'"),
            new Mistake(
                "rescore.tenants",
                "expected ids of tenants, each 1 to 64 characters of [A-Za-z0-9._-], found"
                    + " 'a/b'"),
            new Mistake("rescore.promote", "expected true or false, found 'yes'"),
            new Mistake(
                "model.remote.url",
                "expected http:// or https://, then a host of letters, digits, '-' and '.',"
                    + " found 'models:8080/predict'"),
            new Mistake("model.remote.fromat", "no such option; is it model.remote.format?"),
            new Mistake("read.limits", "expected strict | default | lenient, found 'none'"),
            new Mistake("tenants.acme.langages", "no such option; is it tenants.acme.languages?"),
            new Mistake(
                "tenants.acme.retention",
                "expected a duration such as 250 ms, 60 s, 5 min, 24 h, 30 d, found 'long'"),
            new Mistake("tenants.default.pseudonym-key", "must be set (secret reference)"),
            new Mistake("tenants.acme.pseudonym-key", "expected at least 16 bytes"),
            new Mistake(
                "tenants.other.pseudonym-key",
                "env:MAILPULSE_NO_SUCH_VARIABLE is empty or missing; set it where the job runs"));
  }

  @Test
  void theStreamsFileServesTheJobToo() throws IOException {
    var values =
        ConfigValues.parse(
            "reference.yaml",
            Files.readString(Path.of("../flink-pipeline/src/main/resources/config/reference.yaml")),
            Map.of(
                "tenants.default.pseudonym-key", "literal:sixteen-bytes-or-more",
                "tenants.acme-sales.pseudonym-key", "literal:another-key-of-length",
                "model.aspects.default", "classpath:io/mailpulse/model/aspect/support-mail.json"));
    RescoreSettings settings = RescoreOptions.read(values);
    values.refuseUnknownKeys(RescoreOptions.ALL);

    values.requireNoMistakes();
    assertThat(settings.warehouse()).isEqualTo("s3://acme-mailpulse/warehouse");
    assertThat(settings.landing()).isEqualTo("s3://acme-mailpulse-raw");
    assertThat(settings.mail().addresses("acme-sales")).isEqualTo(AddressPolicy.KEEP);
  }

  private static RescoreSettings read(String text, Map<String, String> overrides) {
    ConfigValues values = ConfigValues.parse("", text, overrides);
    RescoreSettings settings = RescoreOptions.read(values);
    values.refuseUnknownKeys(RescoreOptions.ALL);
    values.requireNoMistakes();
    return settings;
  }
}
