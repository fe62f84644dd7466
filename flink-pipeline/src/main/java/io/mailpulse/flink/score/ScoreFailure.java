package io.mailpulse.flink.score;

import io.mailpulse.schema.failure.FailureKind;
import java.io.Serial;

/** A mail that got no score, and why; ends as a dead letter. */
final class ScoreFailure extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  private final FailureKind kind;
  private final int attempts;

  ScoreFailure(FailureKind kind, String message, int attempts) {
    super(message);
    this.kind = kind;
    this.attempts = attempts;
  }

  FailureKind kind() {
    return kind;
  }

  int attempts() {
    return attempts;
  }
}
