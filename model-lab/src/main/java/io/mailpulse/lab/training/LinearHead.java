package io.mailpulse.lab.training;

/**
 * Multinomial logistic regression over distinct features: {@code logit_k = sum(idf_i w_ik) / |idf|
 * + b_k}.
 */
final class LinearHead {

  private static final float SMALLEST_NORM = 1e-6f;

  final int labels;
  final float[] weights;
  final float[] bias;
  private final float[] idf;

  LinearHead(int labels, float[] idf) {
    this.labels = labels;
    this.idf = idf;
    this.weights = new float[idf.length * labels];
    this.bias = new float[labels];
  }

  /** One over the length of the text's idf vector. */
  float inverseNorm(int[] ids) {
    float sum = 0;
    for (int id : ids) {
      sum += idf[id] * idf[id];
    }
    return (float) (1 / Math.sqrt(Math.max(sum, SMALLEST_NORM)));
  }

  /** Value of a feature before it is divided by the norm. */
  float value(int id) {
    return idf[id];
  }

  float[] logits(int[] ids) {
    float[] sums = new float[labels];
    for (int id : ids) {
      float value = idf[id];
      int at = id * labels;
      for (int k = 0; k < labels; k++) {
        sums[k] += value * weights[at + k];
      }
    }
    float scale = inverseNorm(ids);
    for (int k = 0; k < labels; k++) {
      sums[k] = sums[k] * scale + bias[k];
    }
    return sums;
  }
}
