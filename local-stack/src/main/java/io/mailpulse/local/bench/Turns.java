package io.mailpulse.local.bench;

import java.util.Arrays;
import java.util.List;

/**
 * Two ways of doing the same over the same inputs, in turns, so that neighbours and clock changes
 * meet both alike.
 */
final class Turns {

  /** Inputs of one round: few enough for several passes, many enough to be unlike each other. */
  private static final int SLICE = 200;

  private static final double NANOS = 1e9;

  private final Effort effort;
  private long seen;

  Turns(Effort effort) {
    this.effort = effort;
  }

  /** One way of doing it; the result keeps the work from being optimised away. */
  interface Way<T> {
    Object of(T input);
  }

  /**
   * Inputs per CPU second.
   *
   * @param one median of the one way
   * @param other median of the other
   * @param ratio median of the rounds' ratios, one over other
   */
  record Rates(double one, double other, double ratio) {}

  /** Measures after as much time again for warming up. */
  <T> Rates measure(CpuClock clock, List<T> inputs, Way<T> one, Way<T> other) {
    round(clock, inputs, effort.rounds(), one);
    round(clock, inputs, effort.rounds(), other);
    double[] ones = new double[effort.rounds()];
    double[] others = new double[effort.rounds()];
    double[] ratios = new double[effort.rounds()];
    for (int i = 0; i < effort.rounds(); i++) {
      List<T> slice = slice(inputs, i);
      ones[i] = round(clock, slice, 1, one);
      others[i] = round(clock, slice, 1, other);
      ratios[i] = ones[i] / others[i];
    }
    return new Rates(median(ones), median(others), median(ratios));
  }

  private static <T> List<T> slice(List<T> inputs, int round) {
    int slices = (inputs.size() + SLICE - 1) / SLICE;
    int from = round % slices * SLICE;
    return inputs.subList(from, Math.min(inputs.size(), from + SLICE));
  }

  /** Whole passes until the time is up. */
  private <T> double round(CpuClock clock, List<T> inputs, int times, Way<T> way) {
    long done = 0;
    long start = clock.nanos();
    long nanos;
    do {
      for (T input : inputs) {
        seen += way.of(input).hashCode() & 1;
      }
      done += inputs.size();
      nanos = clock.nanos() - start;
    } while (nanos < times * effort.nanos());
    return done / (nanos / NANOS);
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** Sum over all results. */
  long seen() {
    return seen;
  }
}
