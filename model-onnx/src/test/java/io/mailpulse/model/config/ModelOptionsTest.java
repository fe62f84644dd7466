package io.mailpulse.model.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.model.ScorerSettings;
import io.mailpulse.model.ScorerSettings.TierChoice;
import io.mailpulse.model.aspect.AspectList;
import io.mailpulse.model.runtime.RuntimeSettings.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        .containsEntry("model.tier", "expected fast | encoder | auto, found 'huge'")
        .containsEntry("model.device", "expected cpu | cuda, found 'tpu'")
        .containsEntry("model.cache-entries", "expected integer, 0 to 10000000, found '-1'")
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
  void knowsItsOwnKeysOnly() {
    assertThat(ModelOptions.knows("model.device")).isTrue();
    assertThat(ModelOptions.knows("model.aspects.acme.eu")).isTrue();
    assertThat(ModelOptions.knows("model.aspects.")).isFalse();
    assertThat(ModelOptions.knows("model.aspects")).isFalse();
    assertThat(ModelOptions.knows("model.devices")).isFalse();
  }

  private ScorerSettings read(Map<String, String> values) {
    return ModelOptions.read(values, mistakes::put);
  }
}
