package io.mailpulse.lab.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/**
 * CPU time of the calling thread for two ways of doing the same, in turns, so that neighbours and
 * clock changes meet both alike. The median repetition counts.
 */
final class CpuTimer {

  private static final int WARM_UPS = 4;
  private static final int REPETITIONS = 7;
  private static final int MANY_REPETITIONS = 61;
  private static final double NANOS = 1e9;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final int repetitions;
  private long seen;

  private CpuTimer(int repetitions) {
    this.repetitions = repetitions;
  }

  /** For passes of a good part of a second. */
  static CpuTimer ofLongPasses() {
    return new CpuTimer(REPETITIONS);
  }

  /** For passes of milliseconds: many of them, so that turns are shorter than most disturbances. */
  static CpuTimer ofShortPasses() {
    return new CpuTimer(MANY_REPETITIONS);
  }

  /** One pass over all texts; the result keeps the work from being optimised away. */
  interface Pass {
    long run();
  }

  /** One pass that another process makes and measures. */
  interface RemotePass {

    /** CPU seconds that it took there. */
    double seconds();
  }

  /**
   * Texts per CPU second of two passes.
   *
   * @param n texts of one pass
   * @return first the one, then the other
   */
  double[] perSecond(int n, Pass one, Pass other) {
    return perSecond(n, one, () -> seconds(other));
  }

  /**
   * Texts per CPU second of a pass here and one in another process.
   *
   * @param n texts of one pass
   * @return first the one, then the other
   */
  double[] perSecond(int n, Pass one, RemotePass other) {
    double[] ones = new double[repetitions];
    double[] others = new double[repetitions];
    for (int i = -WARM_UPS; i < repetitions; i++) {
      double first = seconds(one);
      double second = other.seconds();
      if (i >= 0) {
        ones[i] = first;
        others[i] = second;
      }
    }
    Arrays.sort(ones);
    Arrays.sort(others);
    return new double[] {n / ones[repetitions / 2], n / others[repetitions / 2]};
  }

  private double seconds(Pass pass) {
    long start = threads.getCurrentThreadCpuTime();
    seen += pass.run();
    return (threads.getCurrentThreadCpuTime() - start) / NANOS;
  }

  /** Sum of all results. */
  long seen() {
    return seen;
  }
}
