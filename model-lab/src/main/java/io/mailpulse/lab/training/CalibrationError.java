package io.mailpulse.lab.training;

/**
 * Expected calibration error: how far, on average, the claimed confidence is from the share of
 * right answers, over ten bins of equal width.
 */
final class CalibrationError {

  private static final int BINS = 10;

  private final double[] claimed = new double[BINS];
  private final int[] right = new int[BINS];
  private final int[] seen = new int[BINS];
  private long total;

  void add(double confidence, int expected, int answered) {
    int bin = Math.min(BINS - 1, (int) (confidence * BINS));
    claimed[bin] += confidence;
    right[bin] += expected == answered ? 1 : 0;
    seen[bin]++;
    total++;
  }

  double value() {
    double sum = 0;
    for (int bin = 0; bin < BINS; bin++) {
      sum += Math.abs(claimed[bin] - right[bin]);
    }
    return total == 0 ? 0 : sum / total;
  }
}
