package io.mailpulse.lab.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.mailpulse.lab.training.TrainingRecipe.Head;
import io.mailpulse.lab.training.TrainingRecipe.Source;
import io.mailpulse.model.bundle.ModelBundle;
import io.mailpulse.model.ngram.NgramFeaturiser;
import io.mailpulse.model.ngram.NgramSpec;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FastTierTrainingTest {

  private static final List<String> TEXTS =
      List.of(
          "this is a disgrace, nobody answers and i want my money back",
          "the worst service ever, broken and late",
          "i am very angry, the parcel is lost again",
          "the meeting is on tuesday at ten",
          "please find the invoice attached",
          "our new address is valid from june",
          "thank you so much, everything works",
          "great service, i am very happy",
          "wonderful, the parcel came early");
  private static final Map<String, String> LABELS =
      Map.of("neg", "negative", "neu", "neutral", "pos", "positive");

  @TempDir Path folder;

  @Test
  void writesTheSameBytesForTheSameSeed() throws IOException {
    writeSet();
    new FastTierTraining(recipe(), folder, 1).write(folder.resolve("first"));
    new FastTierTraining(recipe(), folder, 1).write(folder.resolve("second"));
    new FastTierTraining(recipe(), folder, 2).write(folder.resolve("other"));
    for (String file : List.of("manifest.json", FastTierTraining.MODEL_FILE)) {
      assertThat(folder.resolve("first").resolve(file))
          .hasSameBinaryContentAs(folder.resolve("second").resolve(file));
    }
    assertThat(Files.readAllBytes(folder.resolve("first").resolve(FastTierTraining.MODEL_FILE)))
        .isNotEqualTo(
            Files.readAllBytes(folder.resolve("other").resolve(FastTierTraining.MODEL_FILE)));
  }

  @Test
  void tellsHowOftenInt8WeightsAnswerAsBefore() throws IOException {
    writeSet();
    ModelBundle bundle =
        new FastTierTraining(recipe(), folder, 1).write(folder.resolve("measured"));
    assertThat(bundle.manifest().metrics())
        .filteredOn(metric -> metric.measure().equals("int8_agreement"))
        .singleElement()
        .satisfies(
            metric -> {
              assertThat(metric.n()).isEqualTo(TEXTS.size());
              assertThat(metric.value()).isBetween(0.8, 1.0);
            });
  }

  @Test
  void learnsWhatItIsShown() throws IOException {
    LinearHead head = trained();
    var featuriser = new NgramFeaturiser(NgramSpec.ofBits(12));
    assertThat(Softmax.argMax(Softmax.of(head.logits(featuriser.featurise(TEXTS.get(1))), 1)))
        .isZero();
    assertThat(Softmax.argMax(Softmax.of(head.logits(featuriser.featurise(TEXTS.get(7))), 1)))
        .isEqualTo(2);
  }

  @Test
  void exportsAGraphThatAgreesWithTheArithmeticInJava() throws IOException, OrtException {
    var featuriser = new NgramFeaturiser(NgramSpec.ofBits(12));
    float[] idf = idf(featuriser);
    LinearHead head = trained();
    QuantisedHeads heads = QuantisedHeads.of(List.of(head), idf);
    byte[] graph = NgramGraph.write(heads, List.of(new NgramGraph.Output("logits", 3)));
    try (OrtSession session =
        OrtEnvironment.getEnvironment().createSession(graph, new OrtSession.SessionOptions())) {
      float[][] answers = run(session, featuriser);
      for (int i = 0; i < TEXTS.size(); i++) {
        int[] ids = featuriser.featurise(TEXTS.get(i));
        assertThat(answers[i]).containsExactly(heads.logits(ids), Offset.offset(1e-5f));
        assertThat(heads.logits(ids)).containsExactly(head.logits(ids), Offset.offset(0.2f));
      }
    }
  }

  @Test
  void givesAPaddedTextTheScoreOfTheTextAlone() throws OrtException, IOException {
    var featuriser = new NgramFeaturiser(NgramSpec.ofBits(12));
    QuantisedHeads heads = QuantisedHeads.of(List.of(trained()), idf(featuriser));
    byte[] graph = NgramGraph.write(heads, List.of(new NgramGraph.Output("logits", 3)));
    try (OrtSession session =
        OrtEnvironment.getEnvironment().createSession(graph, new OrtSession.SessionOptions())) {
      int[] ids = featuriser.featurise(TEXTS.get(3));
      float[] alone = run(session, new int[][] {ids})[0];
      float[] padded = run(session, new int[][] {ids, featuriser.featurise(TEXTS.get(0))})[0];
      assertThat(padded).containsExactly(alone);
    }
  }

  private float[][] run(OrtSession session, NgramFeaturiser featuriser) throws OrtException {
    return run(session, TEXTS.stream().map(featuriser::featurise).toArray(int[][]::new));
  }

  private static float[][] run(OrtSession session, int[][] texts) throws OrtException {
    int longest = 0;
    for (int[] ids : texts) {
      longest = Math.max(longest, ids.length);
    }
    long[][] input = new long[texts.length][longest];
    long[][] mask = new long[texts.length][longest];
    for (int i = 0; i < texts.length; i++) {
      for (int j = 0; j < texts[i].length; j++) {
        input[i][j] = texts[i][j];
        mask[i][j] = 1;
      }
    }
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OnnxTensor ids = OnnxTensor.createTensor(environment, input);
        OnnxTensor attention = OnnxTensor.createTensor(environment, mask);
        OrtSession.Result result =
            session.run(Map.of("input_ids", ids, "attention_mask", attention))) {
      return (float[][]) result.get("logits").orElseThrow().getValue();
    }
  }

  private static float[] idf(NgramFeaturiser featuriser) {
    return InverseDocumentFrequency.fit(List.of(rows(featuriser)), 1 << 12, 1);
  }

  private static LinearHead trained() {
    var featuriser = new NgramFeaturiser(NgramSpec.ofBits(12));
    return new AdaGradTrainer(5, 0.1, 1).train(rows(featuriser), 3, idf(featuriser));
  }

  private static FeatureRows rows(NgramFeaturiser featuriser) {
    var rows = new FeatureRows();
    for (int i = 0; i < TEXTS.size(); i++) {
      rows.add(featuriser.featurise(TEXTS.get(i)), new int[] {i / 3}, 1);
    }
    return rows;
  }

  private void writeSet() throws IOException {
    try (Writer out =
        new OutputStreamWriter(
            new GZIPOutputStream(Files.newOutputStream(folder.resolve("en.train.tsv.gz"))),
            StandardCharsets.UTF_8)) {
      List<String> names = List.of("neg", "neu", "pos");
      for (int i = 0; i < TEXTS.size(); i++) {
        out.write(names.get(i / 3) + "\t" + TEXTS.get(i) + "\n");
      }
    }
  }

  private static TrainingRecipe recipe() {
    var source =
        new Source(
            "own",
            "sentiment",
            "en.train.tsv.gz",
            null,
            null,
            LABELS,
            null,
            false,
            false,
            1,
            1,
            "ours",
            "here",
            "us");
    return new TrainingRecipe(
        "tiny",
        "1",
        "A fixture",
        12,
        1,
        List.of(
            new Head("sentiment", List.of("negative", "neutral", "positive"), 5, 0.1, Map.of())),
        List.of("en"),
        Map.of(),
        0.36,
        Map.of("negative", 1.0),
        250,
        List.of(),
        List.of(),
        List.of(),
        List.of(source),
        List.of(source));
  }
}
