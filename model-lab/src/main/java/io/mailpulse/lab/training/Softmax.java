package io.mailpulse.lab.training;

/** Softmax at a temperature. */
final class Softmax {

  private Softmax() {}

  static double[] of(float[] logits, double temperature) {
    double largest = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      largest = Math.max(largest, logit / temperature);
    }
    double[] result = new double[logits.length];
    double sum = 0;
    for (int k = 0; k < logits.length; k++) {
      result[k] = StrictMath.exp(logits[k] / temperature - largest);
      sum += result[k];
    }
    for (int k = 0; k < logits.length; k++) {
      result[k] /= sum;
    }
    return result;
  }

  static int argMax(double[] values) {
    int best = 0;
    for (int k = 1; k < values.length; k++) {
      best = values[k] > values[best] ? k : best;
    }
    return best;
  }
}
