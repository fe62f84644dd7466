package io.mailpulse.local.lines;

import java.io.Serial;

/** A line that asks no question that can be answered. The message holds no value of the line. */
public final class InvalidLineException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  private final String kind;

  /**
   * A refusal.
   *
   * @param kind short fixed code: not-json, not-an-object, missing-field, wrong-type, too-long
   * @param message problem and remedy in one sentence
   */
  public InvalidLineException(String kind, String message) {
    super(message);
    this.kind = kind;
  }

  /** The short fixed code. */
  public String kind() {
    return kind;
  }
}
