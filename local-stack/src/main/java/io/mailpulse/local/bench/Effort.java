package io.mailpulse.local.bench;

import java.util.List;

/**
 * How long to measure.
 *
 * @param rounds measurements of each figure; their median counts
 * @param seconds CPU time of one measurement
 * @param sizes of the texts that growth is measured on, in characters, smallest first
 */
public record Effort(int rounds, double seconds, List<Integer> sizes) {

  private static final double NANOS = 1e9;

  /** Checks that there is something to measure. */
  public Effort {
    sizes = List.copyOf(sizes);
    if (rounds < 1 || seconds <= 0 || sizes.isEmpty() || sizes.get(0) < 1) {
      throw new IllegalArgumentException(
          "rounds, seconds and sizes must be positive, found "
              + rounds
              + ", "
              + seconds
              + " and "
              + sizes);
    }
  }

  long nanos() {
    return (long) (seconds * NANOS);
  }
}
