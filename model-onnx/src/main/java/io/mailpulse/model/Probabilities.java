package io.mailpulse.model;

import io.mailpulse.model.bundle.ModelManifest.Activation;

/** From logits to probabilities, and what is done with them. */
final class Probabilities {

  private Probabilities() {}

  static double[] of(float[] logits, Activation activation, double temperature) {
    return activation == Activation.SIGMOID ? sigmoid(logits) : softmax(logits, temperature);
  }

  private static double[] softmax(float[] logits, double temperature) {
    double largest = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      largest = Math.max(largest, logit);
    }
    double[] p = new double[logits.length];
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      p[i] = StrictMath.exp((logits[i] - largest) / temperature);
      sum += p[i];
    }
    for (int i = 0; i < p.length; i++) {
      p[i] /= sum;
    }
    return p;
  }

  private static double[] sigmoid(float[] logits) {
    double[] p = new double[logits.length];
    for (int i = 0; i < p.length; i++) {
      p[i] = 1 / (1 + StrictMath.exp(-logits[i]));
    }
    return p;
  }

  /** {@code weight * a + (1 - weight) * b}. */
  static double[] mix(double[] a, double[] b, double weight) {
    double[] mixed = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      mixed[i] = weight * a[i] + (1 - weight) * b[i];
    }
    return mixed;
  }

  /** Softens or sharpens probabilities as a temperature would their logits. */
  static double[] temper(double[] p, double temperature) {
    if (temperature == 1) {
      return p;
    }
    double[] tempered = new double[p.length];
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      tempered[i] = StrictMath.pow(p[i], 1 / temperature);
      sum += tempered[i];
    }
    for (int i = 0; i < p.length; i++) {
      tempered[i] /= sum;
    }
    return tempered;
  }

  static int largest(double[] p) {
    int best = 0;
    for (int i = 1; i < p.length; i++) {
      if (p[i] > p[best]) {
        best = i;
      }
    }
    return best;
  }
}
