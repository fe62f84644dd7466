package io.mailpulse.connectors.elasticsearch;

import java.io.Serializable;
import java.time.Duration;

/**
 * How long to wait before a document is sent again.
 *
 * @param first wait after the first attempt
 * @param longest the wait doubles with each attempt up to this one
 */
public record Backoff(Duration first, Duration longest) implements Serializable {

  /** Half a second, at most ten: a checkpoint waits for what is in flight. */
  public static final Backoff DEFAULT = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(10));

  private static final int MAX_DOUBLINGS = 20;

  /** Wait after a number of attempts, at least one. */
  Duration after(int attempts) {
    Duration wait = first.multipliedBy(1L << Math.min(attempts - 1, MAX_DOUBLINGS));
    return wait.compareTo(longest) < 0 ? wait : longest;
  }
}
