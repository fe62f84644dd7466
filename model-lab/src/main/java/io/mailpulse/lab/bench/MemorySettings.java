package io.mailpulse.lab.bench;

import java.util.Set;

/**
 * What memory is watched over.
 *
 * @param bundle location of a bundle
 * @param texts scored by each model, at least 1,000
 * @param only models to watch, {@value #FAST} or ids of encoders; empty for all of the bundle
 */
public record MemorySettings(String bundle, int texts, Set<String> only) {

  /** The fast tier's name among models. */
  public static final String FAST = "fast";

  private static final int LEAST_TEXTS = 1000;

  /** Checks the number of texts. */
  public MemorySettings {
    if (texts < LEAST_TEXTS) {
      throw new IllegalArgumentException(
          "texts: expected at least " + LEAST_TEXTS + ", found " + texts);
    }
    only = Set.copyOf(only);
  }
}
