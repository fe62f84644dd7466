package io.mailpulse.model.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.model.ScorerSettings;
import io.mailpulse.model.ScorerSettings.TierChoice;
import io.mailpulse.model.aspect.AspectList;
import io.mailpulse.model.remote.RemoteSettings;
import io.mailpulse.model.remote.RemoteSettings.Protocol;
import io.mailpulse.model.runtime.RuntimeSettings.Device;
import io.mailpulse.settings.ConfigValues;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelOptionsTest {

  private static final String LIST = "{\"loyalty\": {\"en\": [\"loyalty\"]}}";

  @TempDir private Path folder;

  private final Map<String, String> mistakes = new LinkedHashMap<>();

  @Test
  void nothingSetIsTheBundleThatShipsWithItsEncodersOnTheProcessor() {
    assertThat(read(Map.of()))
        .isEqualTo(ScorerSettings.defaults().withTier(TierChoice.AUTO))
        .isEqualTo(read(Map.of("model.bundle", "default", "model.tier", " ")));
    assertThat(mistakes).isEmpty();
  }

  @Test
  void everyKeyArrives() throws IOException {
    Path list = Files.writeString(folder.resolve("list.json"), LIST);

    ScorerSettings settings =
        read(
            Map.of(
                "model.bundle", "s3://models/support@2",
                "model.tier", "encoder",
                "model.device", "cuda",
                "model.cache-entries", "500",
                "model.aspects.acme", list.toString(),
                "model.aspects.default", list.toUri().toString(),
                "kafka.group-id", "of no interest"));

    assertThat(mistakes).isEmpty();
    assertThat(settings.bundle()).isEqualTo("s3://models/support@2");
    assertThat(settings.tier()).isEqualTo(TierChoice.ENCODER);
    assertThat(settings.runtime().device()).isEqualTo(Device.CUDA);
    assertThat(settings.cacheEntries()).isEqualTo(500);
    assertThat(settings.aspects())
        .containsOnly(
            Map.entry("acme", AspectList.parse(LIST)),
            Map.entry(ScorerSettings.EVERY_TENANT, AspectList.parse(LIST)));
  }

  @Test
  void readsAspectListsOfTheClassPath() {
    ScorerSettings settings =
        read(Map.of("model.aspects.acme", "classpath:io/mailpulse/model/aspect/support-mail.json"));

    assertThat(mistakes).isEmpty();
    assertThat(settings.aspects()).containsEntry("acme", AspectList.ofSupportMail());
  }

  @Test
  void reportsEveryMistakeUnderItsKey() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.json"), "{\"price\": [\"cheap\"]}");
    Path misnamed = Files.writeString(folder.resolve("b.json"), "{\"price\": {\"english\": []}}");
    String missing = folder.resolve("missing.json").toString();

    ScorerSettings settings =
        read(
            Map.of(
                "model.tier",
                "huge",
                "model.device",
                "tpu",
                "model.cache-entries",
                "-1",
                "model.aspects.a/b",
                broken.toString(),
                "model.aspects.broken",
                broken.toString(),
                "model.aspects.folder",
                folder.toString(),
                "model.aspects.misnamed",
                misnamed.toString(),
                "model.aspects.missing",
                missing,
                "model.aspects.no-bucket",
                "s3://"));

    assertThat(settings).isEqualTo(read(Map.of()));
    assertThat(mistakes)
        .containsEntry("model.tier", "expected fast | encoder | auto | remote, found 'huge'")
        .containsEntry("model.device", "expected cpu | cuda, found 'tpu'")
        .containsEntry(
            "model.cache-entries", "expected a whole number from 0 to 10000000, found '-1'")
        .containsEntry(
            "model.aspects.broken",
            "Aspect list: expected {name: {language: [synonyms]}}, found something else at line 1,"
                + " column 11.")
        .containsEntry(
            "model.aspects.misnamed",
            "Aspect list: expected an ISO 639-1 code or any, found 'english'.")
        .containsEntry(
            "model.aspects.missing", "expected an aspect list, found no file at '" + missing + "'")
        .containsEntry("model.aspects.folder", "the aspect list at '" + folder + "' cannot be read")
        .containsEntry(
            "model.aspects.no-bucket",
            "Model bundle s3:/: expected s3://BUCKET/PREFIX, found something else.")
        .hasEntrySatisfying("model.aspects.a/b", p -> assertThat(p).startsWith("tenant id must be"))
        .hasSize(9);
  }

  @Test
  void aModelServerIsATierOfItsOwn() {
    var url = "https://models.acme.example/v2/models/mood/infer";

    ScorerSettings settings =
        read(
            Map.of(
                "model.tier", "remote",
                "model.bundle", "/models/mood",
                "model.remote.url", url,
                "model.remote.format", "triton",
                "model.remote.model", "mood@2026.1",
                "model.remote.timeout", "750 ms",
                "model.remote.attempts", "1"));

    assertThat(mistakes).isEmpty();
    assertThat(settings.tier()).isEqualTo(TierChoice.REMOTE);
    assertThat(settings.remote())
        .isEqualTo(
            RemoteSettings.of(URI.create(url), Protocol.TRITON)
                .withModel("mood@2026.1")
                .withTimeout(Duration.ofMillis(750))
                .withAttempts(1));
  }

  @Test
  void aModelServerNeedsItsAddressOnly() {
    ScorerSettings settings =
        read(Map.of("model.tier", "remote", "model.remote.url", "http://models:8080/predict"));

    assertThat(mistakes).isEmpty();
    assertThat(settings.remote())
        .isEqualTo(RemoteSettings.of(URI.create("http://models:8080/predict"), Protocol.TEI));
  }

  @Test
  void reportsEveryMistakeAboutAModelServer() {
    ScorerSettings settings =
        read(
            Map.of(
                "model.tier", "remote",
                "model.remote.format", "grpc",
                "model.remote.model", "Mood",
                "model.remote.timeout", "soon",
                "model.remote.attempts", "0"));

    assertThat(settings).isEqualTo(read(Map.of()));
    assertThat(mistakes)
        .containsExactly(
            Map.entry(
                "model.remote.url", "must be set with model.tier: remote (URI (http, https))"),
            Map.entry("model.remote.format", "expected tei | triton, found 'grpc'"),
            Map.entry(
                "model.remote.model",
                "expected NAME@VERSION such as xlm-t@2 (small letters in the name), found 'Mood'"),
            Map.entry(
                "model.remote.timeout",
                "expected a duration such as 250 ms, 60 s, 5 min, 24 h, 30 d, found 'soon'"),
            Map.entry("model.remote.attempts", "expected a whole number from 1 to 20, found '0'"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "models:8080/predict",
        "ftp://models/predict",
        "http:///predict",
        "http://model_server:8080/predict",
        "http://models/a b",
        "http://mail:hunter2@models/predict",
        "/predict"
      })
  void refusesAnAddressThatCannotBeAsked(String url) {
    read(Map.of("model.tier", "remote", "model.remote.url", url));

    assertThat(mistakes).containsOnlyKeys("model.remote.url");
    assertThat(mistakes.get("model.remote.url")).startsWith("expected ").doesNotContain("hunter2");
  }

  @Test
  void aServerThatNothingAsksIsAMistake() {
    read(Map.of("model.remote.url", "http://models:8080/predict", "model.remote.attempts", "5"));

    assertThat(mistakes)
        .containsOnly(
            Map.entry("model.remote.url", "is only used with model.tier: remote"),
            Map.entry("model.remote.attempts", "is only used with model.tier: remote"));
  }

  @Test
  void aMisspeltTierIsOneMistake() {
    read(Map.of("model.tier", "Remote", "model.remote.url", "http://models:8080/predict"));

    assertThat(mistakes).containsOnlyKeys("model.tier");
  }

  @Test
  void tritonNeedsTheImportedModel() {
    read(
        Map.of(
            "model.tier", "remote",
            "model.remote.url", "http://models:8000/v2/models/mood/infer",
            "model.remote.format", "triton"));

    assertThat(mistakes).containsOnlyKeys("model.remote.format");
  }

  @Test
  void knowsItsOwnKeysOnly() {
    assertThat(knows("model.remote.url")).isTrue();
    assertThat(knows("model.device")).isTrue();
    assertThat(knows("model.aspects.acme.eu")).isTrue();
    assertThat(knows("model.aspects.")).isFalse();
    assertThat(knows("model.aspects")).isFalse();
    assertThat(knows("model.devices")).isFalse();
  }

  private static boolean knows(String key) {
    return ModelOptions.ALL.stream().anyMatch(option -> option.matches(key));
  }

  private ScorerSettings read(Map<String, String> values) {
    var read = ConfigValues.of(values);
    ScorerSettings settings = ModelOptions.read(read);
    read.mistakes().forEach(mistake -> mistakes.put(mistake.key(), mistake.problem()));
    return settings;
  }
}
