package io.mailpulse.model.remote;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Spares a server that is down, and those who wait for it: after some failures in a row nothing is
 * tried for a while, then one caller tries, and its success closes the circuit.
 */
final class CircuitBreaker {

  private final int failuresToOpen;
  private final long openNanos;
  private final LongSupplier clock;
  private int failures;
  private long openedAt;
  private boolean trying;

  /**
   * A closed circuit.
   *
   * @param clock nanoseconds, as {@link System#nanoTime}
   */
  CircuitBreaker(int failuresToOpen, Duration openFor, LongSupplier clock) {
    this.failuresToOpen = failuresToOpen;
    this.openNanos = openFor.toNanos();
    this.clock = clock;
  }

  /** Whether a caller may try now; one that may must report how it went. */
  synchronized boolean permits() {
    if (failures < failuresToOpen) {
      return true;
    }
    if (trying || clock.getAsLong() - openedAt < openNanos) {
      return false;
    }
    trying = true;
    return true;
  }

  synchronized void succeeded() {
    failures = 0;
    trying = false;
  }

  synchronized void failed() {
    failures++;
    trying = false;
    if (failures >= failuresToOpen) {
      openedAt = clock.getAsLong();
    }
  }
}
