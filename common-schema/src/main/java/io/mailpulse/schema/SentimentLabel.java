package io.mailpulse.schema;

import java.util.Locale;

/**
 * How a mail feels. {@link #UNKNOWN} is an answer, not an error: it is counted apart and never as
 * negative.
 */
public enum SentimentLabel {
  NEGATIVE,
  NEUTRAL,
  POSITIVE,
  UNKNOWN;

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
  public static SentimentLabel fromWireName(String name) {
    for (var value : values()) {
      if (value.wireName.equals(name)) {
        return value;
      }
    }
    throw new IllegalArgumentException("SentimentLabel: no constant is named '" + name + "'");
  }
}
