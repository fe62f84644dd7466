package io.mailpulse.spark.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailpulse.mail.address.AddressPolicy;
import io.mailpulse.model.ScorerSettings;
import io.mailpulse.model.ScorerSettings.TierChoice;
import io.mailpulse.model.config.ModelOptions;
import io.mailpulse.model.runtime.RuntimeSettings.Device;
import io.mailpulse.settings.ConfigValues;
import io.mailpulse.spark.config.RescoreConfig.Promotion;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RescoreConfigTest {

  private static final String KEY =
      "tenants.default.pseudonym-key = literal:sixteen-bytes-or-more\n";

  @Test
  void theLeastConfigurationIsTheWarehouseAndTheKey() throws ConfigException {
    RescoreConfig config =
        RescoreConfigReader.read(KEY + "warehouse.path = /data/warehouse/\n", Map.of());

    assertThat(config.warehouse()).isEqualTo("/data/warehouse");
    assertThat(config.landing()).isEqualTo("/data/warehouse");
    assertThat(config.tenants()).isEmpty();
    assertThat(config.days()).isEqualTo(DayRange.ALL);
    assertThat(config.promotion()).isEqualTo(Promotion.NONE);
    assertThat(config.scorer()).isEqualTo(ScorerSettings.defaults().withTier(TierChoice.AUTO));
    assertThat(config.mail().languages("acme")).isEmpty();
    assertThat(config.spark()).isEmpty();
  }

  @Test
  void everyOptionArrives() throws ConfigException {
    RescoreConfig config =
        RescoreConfigReader.read(
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
                    "tenants.acme.pseudonym-key = literal:another-key-of-length",
                    "spark.sql.shuffle.partitions = 4"),
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
    assertThat(config.spark()).containsExactly(Map.entry("spark.sql.shuffle.partitions", "4"));
  }

  @Test
  void modelSettingsAreReadAsTheStreamReadsThem() throws ConfigException {
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

    ScorerSettings settings = RescoreConfigReader.read(KEY, values).scorer();

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
            "tenants.acme.pseudonym-key = literal:short",
            "tenants.other.pseudonym-key = env:MAILPULSE_NO_SUCH_VARIABLE");

    assertThatThrownBy(() -> RescoreConfigReader.read(text, Map.of()))
        .isInstanceOf(ConfigException.class)
        .message()
        .satisfies(
            message ->
                assertThat(message.lines())
                    .hasSize(12)
                    .anyMatch(line -> line.startsWith("warehouse.path: must be set"))
                    .anyMatch(line -> line.startsWith("rescore.form: no such option"))
                    .anyMatch(line -> line.startsWith("rescore.to: expected a day"))
                    .anyMatch(line -> line.startsWith("rescore.tenants: tenant id must be"))
                    .anyMatch(line -> line.startsWith("rescore.promote: expected true or false"))
                    .anyMatch(line -> line.startsWith("model.remote.url: expected http:// or"))
                    .anyMatch(line -> line.startsWith("model.remote.fromat: no such option"))
                    .anyMatch(line -> line.startsWith("read.limits: expected strict"))
                    .anyMatch(line -> line.startsWith("tenants.default.pseudonym-key: must be set"))
                    .anyMatch(line -> line.startsWith("tenants.other.pseudonym-key: there is no"))
                    .anyMatch(line -> line.startsWith("tenants.acme.pseudonym-key: "))
                    .noneMatch(line -> line.contains("literal:short"))
                    .anyMatch(line -> line.startsWith("tenants.acme.langages: no such option")));
  }
}
