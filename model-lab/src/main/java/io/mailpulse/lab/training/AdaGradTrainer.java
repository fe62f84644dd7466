package io.mailpulse.lab.training;

import java.util.SplittableRandom;

/**
 * Trains a linear head by AdaGrad, one text at a time on one thread, so that a seed fixes every bit
 * of the result.
 */
final class AdaGradTrainer {

  private static final float START = 1e-6f;
  private static final float BIAS_SHARE = 0.1f;

  private final int epochs;
  private final float learningRate;
  private final long seed;

  AdaGradTrainer(int epochs, double learningRate, long seed) {
    this.epochs = epochs;
    this.learningRate = (float) learningRate;
    this.seed = seed;
  }

  LinearHead train(FeatureRows rows, int labels, float[] idf) {
    var head = new LinearHead(labels, idf);
    float[] squares = new float[head.weights.length];
    float[] biasSquares = new float[labels];
    int[] order = new int[rows.size()];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    var random = new SplittableRandom(seed);
    for (int epoch = 0; epoch < epochs; epoch++) {
      shuffle(order, random);
      for (int row : order) {
        step(head, squares, biasSquares, rows, row);
      }
    }
    return head;
  }

  private void step(
      LinearHead head, float[] squares, float[] biasSquares, FeatureRows rows, int row) {
    int[] ids = rows.features(row);
    double[] probabilities = Softmax.of(head.logits(ids), 1);
    float scale = head.inverseNorm(ids);
    float[] slope = new float[head.labels];
    int[] wanted = rows.labels(row);
    for (int k = 0; k < head.labels; k++) {
      slope[k] = (float) probabilities[k];
    }
    for (int label : wanted) {
      slope[label] -= 1f / wanted.length;
    }
    for (int k = 0; k < head.labels; k++) {
      slope[k] *= rows.weight(row);
      biasSquares[k] += slope[k] * slope[k];
      head.bias[k] -=
          BIAS_SHARE * learningRate * slope[k] / (float) Math.sqrt(biasSquares[k] + START);
    }
    for (int id : ids) {
      float value = head.value(id) * scale;
      if (value == 0) {
        continue;
      }
      int at = id * head.labels;
      for (int k = 0; k < head.labels; k++) {
        float gradient = slope[k] * value;
        squares[at + k] += gradient * gradient;
        head.weights[at + k] -=
            learningRate * gradient / (float) Math.sqrt(squares[at + k] + START);
      }
    }
  }

  private static void shuffle(int[] order, SplittableRandom random) {
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int held = order[i];
      order[i] = order[j];
      order[j] = held;
    }
  }
}
