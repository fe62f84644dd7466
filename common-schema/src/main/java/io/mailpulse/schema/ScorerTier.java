package io.mailpulse.schema;

import java.util.Locale;

/** Which tier of the scorer gave a score. */
public enum ScorerTier {
  /** Hashed n-grams and linear heads: every language. */
  FAST,
  /** Transformer encoder. */
  ENCODER,
  /** Both, mixed. */
  MIXED,
  /** A model server. */
  REMOTE,
  /** A score of the same text and model kept from before. */
  CACHE,
  /** No tier: the text was not scored. */
  NONE;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /** The name in records, topics and tables. */
  public String wireName() {
    return wireName;
  }

  /**
   * Reads a name from a record.
   *
   * @throws IllegalArgumentException if no constant has this name
   */
  public static ScorerTier fromWireName(String name) {
    for (var value : values()) {
      if (value.wireName.equals(name)) {
        return value;
      }
    }
    throw new IllegalArgumentException("ScorerTier: no constant is named '" + name + "'");
  }
}
