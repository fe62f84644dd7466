package io.mailpulse.flink.score;

import java.io.Serial;

/** A mail that got no score, and why; ends as a dead letter. */
final class ScoreFailure extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  private final String kind;
  private final int attempts;

  ScoreFailure(String kind, String message, int attempts) {
    super(message);
    this.kind = kind;
    this.attempts = attempts;
  }

  String kind() {
    return kind;
  }

  int attempts() {
    return attempts;
  }
}
