package io.mailpulse.lab.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailpulse.lab.hub.SmallExports.Family;
import io.mailpulse.model.Score;
import io.mailpulse.model.Scorer;
import io.mailpulse.model.ScorerSettings;
import io.mailpulse.model.Scorers;
import io.mailpulse.model.Text;
import io.mailpulse.model.bundle.BundleException;
import io.mailpulse.model.bundle.ModelBundle;
import io.mailpulse.model.runtime.ModelSession;
import io.mailpulse.model.runtime.RuntimeSettings;
import io.mailpulse.schema.RedactedText;
import io.mailpulse.schema.ScorerTier;
import io.mailpulse.schema.SentimentLabel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HuggingFaceImportTest {

  private static final Map<Integer, String> LABELS =
      Map.of(0, "Negative", 1, "Neutral", 2, "Positive");

  /** Ids of "good bad" with special tokens, worked out by hand from each vocabulary. */
  private static final Map<Family, int[]> GOOD_BAD =
      Map.of(
          Family.BERT, new int[] {2, 5, 6, 3},
          Family.DISTILBERT, new int[] {2, 5, 6, 3},
          Family.ROBERTA, new int[] {0, 18, 21, 2},
          Family.XLM_ROBERTA, new int[] {0, 4, 5, 2});

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Family.class)
  void importsEveryTokenizerFamilyAndScoresWithIt(Family family) throws IOException {
    Path export = SmallExports.write(folder.resolve("export"), family, LABELS);
    int[] ids = GOOD_BAD.get(family);
    Path parity = parity("good bad", ids, SmallExports.logits(family, ids));

    ModelBundle bundle = HuggingFaceImport.run(request(export, Optional.of(parity)));

    assertThat(bundle.manifest().metrics())
        .singleElement()
        .satisfies(m -> assertThat(m.value()).isLessThan(1e-5));
    try (Scorer scorer =
        Scorers.open(ScorerSettings.defaults().withBundle(folder.resolve("bundle").toString()))) {
      List<Score> scores =
          scorer.score(List.of(text("good good"), text("bad"), text("good\n\nbad bad bad")));
      assertThat(scores)
          .extracting(Score::label)
          .containsExactly(
              SentimentLabel.POSITIVE, SentimentLabel.NEGATIVE, SentimentLabel.NEGATIVE);
      assertThat(scores)
          .allSatisfy(score -> assertThat(score.tier()).isEqualTo(ScorerTier.ENCODER));
      assertThat(scores.get(0).modelVersion()).isEqualTo("small@7");
    }
  }

  @Test
  void fusesAnExportThatQuantisesAsItRunsAndProvesWhatItWrites() throws IOException {
    Path export = QuantisedExports.writeClassifier(folder.resolve("export"));
    int[] ids = {101, 7592, 2088, 102};
    byte[] given = Files.readAllBytes(export.resolve("model.onnx"));
    Path parity = parity("hello world", ids, logits(given, ids));

    ModelBundle bundle = HuggingFaceImport.run(request(export, Optional.of(parity)));

    byte[] written = bundle.resolve(bundle.manifest().encoders().get(0).model());
    assertThat(written).isEqualTo(FusedExport.of(given)).isNotEqualTo(given);
    assertThat(bundle.manifest().metrics()).hasSize(1);
  }

  @Test
  void refusesAnExportWhoseTokenIdsDiffer() throws IOException {
    Path export = SmallExports.write(folder.resolve("export"), Family.BERT, LABELS);
    Path parity = parity("good bad", new int[] {2, 5, 5, 3}, new float[3]);

    assertThatThrownBy(() -> HuggingFaceImport.run(request(export, Optional.of(parity))))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("line 1: input_ids: expected [2, 5, 5, 3], found [2, 5, 6, 3]")
        .hasMessageNotContaining("good bad");
    assertThat(folder.resolve("bundle")).doesNotExist();
  }

  @Test
  void refusesAnExportWhoseLogitsDiffer() throws IOException {
    Path export = SmallExports.write(folder.resolve("export"), Family.BERT, LABELS);
    Path parity = parity("good bad", new int[] {2, 5, 6, 3}, new float[] {9, 9, 9});

    assertThatThrownBy(() -> HuggingFaceImport.run(request(export, Optional.of(parity))))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("logits: expected [9.0,9.0,9.0] within 0.001");
  }

  @Test
  void refusesLabelsThatAreNoSentimentsUnlessTheyAreNamed() throws IOException {
    Path export =
        SmallExports.write(
            folder.resolve("export"),
            Family.BERT,
            Map.of(0, "LABEL_0", 1, "LABEL_1", 2, "LABEL_2"));

    assertThatThrownBy(() -> HuggingFaceImport.run(request(export, Optional.empty())))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("--labels negative,neutral,positive");

    ModelBundle named =
        HuggingFaceImport.run(
            new ImportRequest(
                export,
                folder.resolve("bundle"),
                "small",
                "7",
                List.of("en"),
                List.of("negative", "neutral", "positive"),
                "not stated",
                Optional.empty(),
                1e-3));
    assertThat(named.manifest().heads().get(0).labels())
        .containsExactly("negative", "neutral", "positive");
  }

  @Test
  void namesAMissingFile() {
    assertThatThrownBy(() -> HuggingFaceImport.run(request(folder, Optional.empty())))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("model.onnx");
  }

  private ImportRequest request(Path export, Optional<Path> parity) {
    return new ImportRequest(
        export,
        folder.resolve("bundle"),
        "small",
        "7",
        List.of("en"),
        List.of(),
        "Apache-2.0",
        parity,
        ImportRequest.DEFAULT_TOLERANCE);
  }

  private Path parity(String text, int[] ids, float[] logits) throws IOException {
    return Files.writeString(
        folder.resolve("parity.jsonl"),
        "{\"text\":\""
            + text
            + "\",\"input_ids\":"
            + Arrays.toString(ids)
            + ",\"logits\":"
            + Arrays.toString(logits)
            + "}\n");
  }

  private static float[] logits(byte[] model, int[] ids) {
    try (var session = ModelSession.open(model, RuntimeSettings.DEFAULT)) {
      return session.run(new int[][] {ids}, new int[] {0}, Set.of("logits")).get("logits").row(0);
    }
  }

  private static Text text(String text) {
    return new Text(RedactedText.ofRedacted(text), "en", "");
  }
}
