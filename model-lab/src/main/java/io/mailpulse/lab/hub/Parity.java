package io.mailpulse.lab.hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mailpulse.model.bundle.BundleException;
import io.mailpulse.model.bundle.ModelManifest.Metric;
import io.mailpulse.model.runtime.ModelSession;
import io.mailpulse.model.tokenizer.Tokenizer;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;

/**
 * Runs the texts of a parity file and compares token ids exactly and logits within a tolerance.
 * Lines are numbered in messages; the texts stay out of them.
 */
final class Parity {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Tokenizer tokenizer;
  private final ModelSession session;
  private final String output;
  private final double tolerance;

  Parity(Tokenizer tokenizer, ModelSession session, String output, double tolerance) {
    this.tokenizer = tokenizer;
    this.session = session;
    this.output = output;
    this.tolerance = tolerance;
  }

  /**
   * Proves every line.
   *
   * @return the largest difference of a logit
   */
  Metric prove(Path file) throws IOException {
    double largest = 0;
    int line = 0;
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      for (String json = lines.readLine(); json != null; json = lines.readLine()) {
        if (!json.isBlank()) {
          line++;
          largest = Math.max(largest, prove(JSON.readTree(json), line));
        }
      }
    }
    if (line == 0) {
      throw new BundleException("Parity file " + file + ": expected at least one line, found none");
    }
    String name = file.getFileName().toString();
    return new Metric("sentiment", "parity_largest_difference", "all", name, line, largest);
  }

  private double prove(JsonNode expected, int line) {
    int[] ids = numbers(expected.path("input_ids"));
    int[] found = tokenizer.encode(expected.path("text").asText(), Integer.MAX_VALUE);
    if (!Arrays.equals(ids, found)) {
      throw new BundleException(
          "Parity line "
              + line
              + ": input_ids: expected "
              + Arrays.toString(ids)
              + ", found "
              + Arrays.toString(found));
    }
    float[] logits =
        session.run(new int[][] {found}, new int[] {0}, Set.of(output)).get(output).row(0);
    JsonNode wanted = expected.path("logits");
    double largest = wanted.size() == logits.length ? 0 : Double.NaN;
    for (int k = 0; k < Math.min(logits.length, wanted.size()); k++) {
      largest = Math.max(largest, Math.abs(wanted.get(k).asDouble() - logits[k]));
    }
    if (!(largest <= tolerance)) {
      throw new BundleException(
          "Parity line "
              + line
              + ": logits: expected "
              + wanted
              + " within "
              + tolerance
              + ", found "
              + Arrays.toString(logits));
    }
    return largest;
  }

  private static int[] numbers(JsonNode array) {
    int[] numbers = new int[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = array.get(i).asInt();
    }
    return numbers;
  }
}
