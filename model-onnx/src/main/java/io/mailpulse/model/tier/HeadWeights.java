package io.mailpulse.model.tier;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mailpulse.model.bundle.BundleException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Linear heads over an encoder's text vector, as a bundle keeps them in a file of a few kilobytes.
 *
 * @param width length of the text vector
 * @param heads by name
 * @param languages heads by language and name, taken in place of the common one for texts in that
 *     language; empty where an encoder has none
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record HeadWeights(
    int width, Map<String, Head> heads, Map<String, Map<String, Head>> languages) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Makes absent languages empty. */
  public HeadWeights {
    languages = languages == null ? Map.of() : languages;
  }

  /** Heads for texts of every language. */
  public HeadWeights(int width, Map<String, Head> heads) {
    this(width, heads, Map.of());
  }

  /** The head of a name for texts in a language; empty if there is no such head. */
  public Optional<Head> head(String name, String language) {
    Head common = heads.get(name);
    return Optional.ofNullable(
        languages.getOrDefault(language, Map.of()).getOrDefault(name, common));
  }

  /**
   * One head.
   *
   * @param labels in the order of the rows
   * @param weights one row of {@code width} per label
   * @param bias one per label
   */
  public record Head(List<String> labels, float[][] weights, float[] bias) {

    /** Logits of a text vector. */
    public float[] logits(float[] vector) {
      float[] logits = new float[bias.length];
      for (int k = 0; k < logits.length; k++) {
        float sum = bias[k];
        float[] row = weights[k];
        for (int i = 0; i < vector.length; i++) {
          sum += row[i] * vector[i];
        }
        logits[k] = sum;
      }
      return logits;
    }
  }

  /**
   * Reads a heads file.
   *
   * @throws BundleException if it is none, or its numbers do not fit each other
   */
  public static HeadWeights parse(byte[] json) {
    HeadWeights read;
    try {
      read = JSON.readValue(json, HeadWeights.class);
    } catch (IOException e) {
      throw new BundleException("Heads file: expected linear heads in JSON: " + e.getMessage(), e);
    }
    read.heads().forEach(read::check);
    read.languages()
        .forEach(
            (language, own) ->
                own.forEach(
                    (name, head) -> {
                      read.check(name + " of " + language, head);
                      Head common = read.heads().get(name);
                      if (common == null || !common.labels().equals(head.labels())) {
                        throw new BundleException(
                            "Heads file: head "
                                + name
                                + " of "
                                + language
                                + ": expected the labels of the common head, found "
                                + head.labels());
                      }
                    }));
    return read;
  }

  private void check(String name, Head head) {
    boolean fits =
        head.weights().length == head.labels().size() && head.bias().length == head.labels().size();
    for (float[] row : head.weights()) {
      fits &= row.length == width;
    }
    if (!fits) {
      throw new BundleException(
          "Heads file: head "
              + name
              + ": expected "
              + head.labels().size()
              + " rows of "
              + width
              + " and as many biases");
    }
  }

  /** As a bundle keeps it. */
  public byte[] toJson() {
    try {
      return JSON.writeValueAsBytes(this);
    } catch (IOException e) {
      throw new IllegalStateException("Numbers and names are always JSON", e);
    }
  }
}
