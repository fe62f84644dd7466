package io.mailpulse.flink.score;

import io.mailpulse.schema.failure.FailureKind;
import java.io.Serial;

/** A text that got no score, and why. */
final class ScoreFailure extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  private final FailureKind kind;
  private final Blame blame;
  private final int attempts;

  /** What is to be mended before the text can be scored. */
  enum Blame {
    /** The text: it fails alone, and asking again would not help. */
    TEXT,
    /** The model: it is down, slow or overloaded, and will answer later. */
    MODEL
  }

  /**
   * A failure.
   *
   * @param message problem, cause and remedy, without the text
   * @param attempts how often the model was asked for this text; 0 if it was known to be down
   */
  ScoreFailure(FailureKind kind, Blame blame, String message, int attempts) {
    super(message);
    this.kind = kind;
    this.blame = blame;
    this.attempts = attempts;
  }

  FailureKind kind() {
    return kind;
  }

  Blame blame() {
    return blame;
  }

  int attempts() {
    return attempts;
  }
}
