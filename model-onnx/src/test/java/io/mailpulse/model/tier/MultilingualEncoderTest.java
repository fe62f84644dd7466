package io.mailpulse.model.tier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mailpulse.model.bundle.BundleSource;
import io.mailpulse.model.runtime.FloatTensor;
import io.mailpulse.model.runtime.ModelSession;
import io.mailpulse.model.runtime.RuntimeSettings;
import io.mailpulse.model.tokenizer.Tokenizer;
import io.mailpulse.model.tokenizer.Tokenizers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The converted multilingual encoder against vectors of the package that it was converted from, on
 * sentences of our own in twelve languages.
 */
class MultilingualEncoderTest {

  private static final String FOLDER = "io/mailpulse/model/encoder/use-multilingual-v3";
  private static final String OUTPUT = "sentence";

  private static ModelSession session;
  private static Tokenizer tokenizer;
  private static List<JsonNode> cases;

  @BeforeAll
  static void open() throws IOException {
    session = ModelSession.open(resource(FOLDER + ".onnx"), RuntimeSettings.DEFAULT);
    tokenizer = Tokenizers.open(resource(FOLDER + "-tokenizer.json"));
    cases = new ArrayList<>();
    var in =
        Objects.requireNonNull(
            MultilingualEncoderTest.class.getResourceAsStream("use-multilingual-v3.parity.jsonl"));
    try (var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        cases.add(new ObjectMapper().readTree(line));
      }
    }
  }

  @AfterAll
  static void close() {
    session.close();
    tokenizer.close();
  }

  @Test
  void givesTheVectorsOfTheOriginal() {
    assertThat(cases).hasSize(12);
    for (JsonNode one : cases) {
      int[][] row = {tokenizer.encode(one.get("text").asText(), 128)};
      float[] found = vectors(row)[0];
      for (int i = 0; i < one.get("vector").size(); i++) {
        assertThat(found[i])
            .as("%s, value %d", one.get("text"), i)
            .isCloseTo((float) one.get("vector").get(i).asDouble(), within(2e-3f));
      }
    }
  }

  @Test
  void paddingReachesIntoNoText() {
    int[][] rows =
        cases.stream()
            .map(one -> tokenizer.encode(one.get("text").asText(), 128))
            .toArray(int[][]::new);
    float[][] together = vectors(rows);
    for (int i = 0; i < rows.length; i++) {
      assertThat(together[i]).containsExactly(vectors(new int[][] {rows[i]})[0], within(1e-4f));
    }
  }

  private static float[][] vectors(int[][] rows) {
    int[] all = new int[rows.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = i;
    }
    FloatTensor tensor = session.run(rows, all, Set.of(OUTPUT)).get(OUTPUT);
    float[][] vectors = new float[rows.length][tensor.width()];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(tensor.data(), i * tensor.width(), vectors[i], 0, tensor.width());
    }
    return vectors;
  }

  private static byte[] resource(String name) throws IOException {
    int slash = name.lastIndexOf('/');
    return BundleSource.of("classpath:" + name.substring(0, slash)).read(name.substring(slash + 1));
  }
}
