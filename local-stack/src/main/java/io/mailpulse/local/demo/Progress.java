package io.mailpulse.local.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Says how far the work is, for people, at most every two seconds. */
final class Progress {

  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final PrintStream out;
  private final Instant started;
  private Instant said = Instant.EPOCH;

  Progress(PrintStream out, Instant started) {
    this.out = out;
    this.started = started;
  }

  /** A step that begins or is done. */
  void step(Instant now, String text) {
    out.printf(Locale.ROOT, "%6.1f s  %s%n", seconds(now), text);
  }

  /** Counts, unless some were said just before. */
  void counts(Instant now, int answered, int deadLettered, int expected) {
    if (now.isBefore(said.plus(PAUSE))) {
      return;
    }
    said = now;
    step(
        now,
        "answered %d of %d mails, dead letters %d".formatted(answered, expected, deadLettered));
  }

  private double seconds(Instant now) {
    return Duration.between(started, now).toMillis() / 1000.0;
  }
}
