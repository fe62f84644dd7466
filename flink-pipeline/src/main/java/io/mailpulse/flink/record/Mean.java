package io.mailpulse.flink.record;

/** Means of sums that were added up in any order. */
public final class Mean {

  /** Digits that are left after the point: those that the order of adding never changes. */
  private static final double GRAIN = 1e9;

  private Mean() {}

  /** Sum by count, to nine digits after the point; 0 of nothing. */
  public static double of(double sum, long count) {
    return count == 0 ? 0 : Math.rint(sum / count * GRAIN) / GRAIN;
  }
}
