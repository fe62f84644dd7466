package io.mailpulse.local.bench;

/** What a ratio should be. */
enum Target {
  NONE(0, Double.MAX_VALUE, ""),
  PARSE_BESIDE_PULL_LOOP(0.7, Double.MAX_VALUE, ">= 0.7"),
  PARSE_BESIDE_TIKA(8, Double.MAX_VALUE, ">= 8"),
  REDACTION(25, Double.MAX_VALUE, ">= 25"),
  LANGUAGE(0.85, Double.MAX_VALUE, ">= 0.85"),
  GROWTH(0, 2, "<= 2");

  private final double least;
  private final double most;
  private final String text;

  Target(double least, double most, String text) {
    this.least = least;
    this.most = most;
    this.text = text;
  }

  boolean isMetBy(double ratio) {
    return ratio >= least && ratio <= most;
  }

  /** As people read it; empty if any ratio will do. */
  String text() {
    return text;
  }
}
