package io.mailpulse.model.bench;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a benchmark of this module runs on.
 *
 * @param bundle location of a bundle with a fast tier
 * @param texts runs of the fast tier's graph after which memory is looked at again; encoders make a
 *     hundredth of them; at least 1,000
 * @param node folder with {@code node_modules/onnxruntime-node}; without one that row is left out
 */
public record BenchSettings(String bundle, int texts, Optional<Path> node) {

  private static final int LEAST_TEXTS = 1000;

  /** Checks the number of texts. */
  public BenchSettings {
    if (texts < LEAST_TEXTS) {
      throw new IllegalArgumentException(
          "texts: expected at least " + LEAST_TEXTS + ", found " + texts);
    }
  }
}
