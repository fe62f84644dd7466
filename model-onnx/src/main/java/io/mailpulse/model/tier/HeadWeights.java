package io.mailpulse.model.tier;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mailpulse.model.bundle.BundleException;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Linear heads over an encoder's text vector, as a bundle keeps them in a file of a few kilobytes.
 *
 * @param width length of the text vector
 * @param heads by name
 */
public record HeadWeights(int width, Map<String, Head> heads) {

  private static final ObjectMapper JSON = new ObjectMapper();

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
    read.heads()
        .forEach(
            (name, head) -> {
              boolean fits =
                  head.weights().length == head.labels().size()
                      && head.bias().length == head.labels().size();
              for (float[] row : head.weights()) {
                fits &= row.length == read.width();
              }
              if (!fits) {
                throw new BundleException(
                    "Heads file: head "
                        + name
                        + ": expected "
                        + head.labels().size()
                        + " rows of "
                        + read.width()
                        + " and as many biases");
              }
            });
    return read;
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
