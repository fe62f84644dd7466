package io.mailpulse.model.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailpulse.model.bundle.ModelManifest.Activation;
import io.mailpulse.model.bundle.ModelManifest.HeadSpec;
import io.mailpulse.model.bundle.ModelManifest.Kind;
import io.mailpulse.model.bundle.ModelManifest.NgramPart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelBundleTest {

  private static final byte[] GRAPH = "a graph".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  @Test
  void readsBackFromAFolderWhatWasWritten() {
    ModelManifest written =
        ModelBundle.write(folder, manifest(), Map.of("model.onnx", GRAPH)).manifest();

    ModelBundle read = ModelBundle.open(folder.toString());

    assertThat(read.manifest()).isEqualTo(written);
    assertThat(read.modelVersion()).isEqualTo("small@1.0");
    assertThat(read.file("model.onnx")).isEqualTo(GRAPH);
  }

  @Test
  void readsAnArchiveWithOrWithoutAnOuterFolder() throws IOException {
    ModelBundle.write(folder.resolve("b"), manifest(), Map.of("model.onnx", GRAPH));
    for (String outer : List.of("", "small-1.0/")) {
      Path archive = folder.resolve("bundle.zip");
      try (var zip = new ZipOutputStream(Files.newOutputStream(archive))) {
        for (String name : List.of("manifest.json", "model.onnx")) {
          zip.putNextEntry(new ZipEntry(outer + name));
          zip.write(Files.readAllBytes(folder.resolve("b").resolve(name)));
        }
      }

      assertThat(ModelBundle.open(archive.toString()).file("model.onnx")).isEqualTo(GRAPH);
    }
  }

  @Test
  void refusesAnAlteredFileAndNamesBothDigests() throws IOException {
    ModelBundle.write(folder, manifest(), Map.of("model.onnx", GRAPH));
    Files.writeString(folder.resolve("model.onnx"), "another graph");

    assertThatThrownBy(() -> ModelBundle.open(folder.toString()))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("model.onnx")
        .hasMessageContaining("expected sha256 " + Sha256.hex(GRAPH))
        .hasMessageContaining("found " + Sha256.hex("another graph"));
  }

  @Test
  void refusesAMissingFileAndAMissingBundle() throws IOException {
    ModelBundle.write(folder, manifest(), Map.of("model.onnx", GRAPH));
    Files.delete(folder.resolve("model.onnx"));

    assertThatThrownBy(() -> ModelBundle.open(folder.toString()))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("expected file model.onnx, found none");
    assertThatThrownBy(() -> ModelBundle.open(folder.resolve("nowhere").toString()))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("found nothing there");
    assertThatThrownBy(() -> ModelBundle.open("gs://models/small"))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("BundleSource");
  }

  @Test
  void keepsHowSureTheFastTierMustBeOfALabel() {
    ModelBundle.write(folder, manifest(Map.of("negative", 0.95)), Map.of("model.onnx", GRAPH));

    NgramPart fast = ModelBundle.open(folder.toString()).manifest().ngram();

    assertThat(fast.surely("negative", 0.8)).isEqualTo(0.95);
    assertThat(fast.surely("neutral", 0.8)).isEqualTo(0.8);
  }

  @Test
  void refusesACertaintyThatIsNone() {
    ModelManifest wrong = manifest(Map.of("angry", 0.9, "negative", 1.5));

    assertThatThrownBy(() -> ModelBundle.write(folder, wrong, Map.of("model.onnx", GRAPH)))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("ngram.surely: expected")
        .hasMessageContaining("found angry")
        .hasMessageContaining("ngram.surely.negative: expected 0 to 1, found 1.5");
  }

  @Test
  void reportsEveryViolationOfAManifestAtOnce() {
    var wrong =
        new ModelManifest(
            1,
            "Upper Case",
            "1.0",
            Kind.MIX,
            "",
            "1",
            List.of(),
            List.of(),
            null,
            null,
            null,
            null,
            null,
            null);

    assertThatThrownBy(() -> ModelBundle.write(folder, wrong, Map.of()))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("name: expected")
        .hasMessageContaining("languages: expected at least one")
        .hasMessageContaining("heads: expected one named sentiment")
        .hasMessageContaining("ngram: expected present in this kind, found absent")
        .hasMessageContaining("encoders: expected at least one");
  }

  @Test
  void refusesSentimentLabelsThatNoPolarityFollowsFrom() throws IOException {
    ModelBundle.write(folder, manifest(), Map.of("model.onnx", GRAPH));
    Path file = folder.resolve(ModelBundle.MANIFEST);
    String manifest = Files.readString(file);

    for (String instead : List.of("neutral", "negative", "good")) {
      Files.writeString(file, manifest.replace("\"positive\"", "\"" + instead + "\""));

      assertThatThrownBy(() -> ModelBundle.open(folder.toString()))
          .isInstanceOf(BundleException.class)
          .hasMessageContaining(
              "heads.sentiment.labels: expected negative, positive and perhaps neutral");
    }
  }

  @Test
  void saysWhichValueOfAManifestIsOfAnotherKind() throws IOException {
    ModelBundle.write(folder, manifest(), Map.of("model.onnx", GRAPH));
    Path file = folder.resolve(ModelBundle.MANIFEST);
    Files.writeString(file, Files.readString(file).replace("\"softmax\"", "\"sotfmax\""));

    assertThatThrownBy(() -> ModelBundle.open(folder.toString()))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("the value of heads.0.activation is not of the kind expected")
        .hasMessageNotContaining("class");
  }

  @Test
  void refusesAMisspeltKey() throws IOException {
    ModelBundle.write(folder, manifest(), Map.of("model.onnx", GRAPH));
    Path file = folder.resolve(ModelBundle.MANIFEST);
    Files.writeString(file, Files.readString(file).replace("\"languages\"", "\"langauges\""));

    assertThatThrownBy(() -> ModelBundle.open(folder.toString()))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("langauges");
  }

  @Test
  void checksTheDigestOfAFileThatADependencyCarries() {
    ModelBundle bundle = ModelBundle.write(folder, manifest(), Map.of("model.onnx", GRAPH));
    var tokenizer =
        new ModelManifest.FileRef("classpath:e5-small-v2-q-tokenizer.json", "00".repeat(32));

    assertThatThrownBy(() -> bundle.resolve(tokenizer))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("e5-small-v2-q-tokenizer.json: expected sha256 0000");
  }

  static ModelManifest manifest() {
    return manifest(Map.of());
  }

  static ModelManifest manifest(Map<String, Double> surely) {
    var sentiment =
        new HeadSpec(
            "sentiment",
            List.of("negative", "neutral", "positive"),
            "logits",
            Activation.SOFTMAX,
            Map.of());
    return new ModelManifest(
        ModelManifest.FORMAT,
        "small",
        "1.0",
        Kind.NGRAM,
        "A small bundle.",
        "1",
        List.of("en"),
        List.of(sentiment),
        new Calibration(new Calibration.Entry(1.5, 0.4), Map.of()),
        new NgramPart("model.onnx", 4096, Map.of("buckets", 1024), surely),
        List.of(),
        List.of(),
        List.of(),
        Map.of());
  }
}
