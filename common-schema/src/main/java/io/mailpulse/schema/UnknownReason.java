package io.mailpulse.schema;

import java.util.Locale;

/** Why a language or a label is unknown. */
public enum UnknownReason {
  /** Nothing that the sender wrote is left to score. */
  EMPTY,
  TOO_SHORT,
  UNDETERMINED,
  UNSUPPORTED,
  /** The calibrated confidence is below the floor of the language. */
  LOW_CONFIDENCE,
  /** The model was down, slow or overloaded: a score of the same mail follows and replaces this. */
  PENDING,
  /** The model answers other texts and fails on this one; a dead letter says more. */
  FAILED;

  private final String wireName = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** The name in records, topics and tables. */
  public String wireName() {
    return wireName;
  }

  /**
   * Reads a name from a record.
   *
   * @throws IllegalArgumentException if no constant has this name
   */
  public static UnknownReason fromWireName(String name) {
    for (var value : values()) {
      if (value.wireName.equals(name)) {
        return value;
      }
    }
    throw new IllegalArgumentException("UnknownReason: no constant is named '" + name + "'");
  }
}
