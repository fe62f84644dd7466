package io.mailpulse.local.replay;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * How many mails a replay feeds in a second, so that it takes no more of the model than is to
 * spare.
 *
 * @param mailsPerSecond above 0
 * @param waiting waits for a time
 */
public record Pace(int mailsPerSecond, Consumer<Duration> waiting) {

  private static final int MOST_AT_ONCE = 100;

  /** Checks the rate. */
  public Pace {
    if (mailsPerSecond < 1) {
      throw new IllegalArgumentException("mails per second: expected 1 or more");
    }
  }

  /** Mails that go together: at most those of a second. */
  int atOnce() {
    return Math.min(mailsPerSecond, MOST_AT_ONCE);
  }

  /** Waits for as long as so many mails take. */
  void after(int mails) {
    waiting.accept(Duration.ofNanos(1_000_000_000L * mails / mailsPerSecond));
  }
}
