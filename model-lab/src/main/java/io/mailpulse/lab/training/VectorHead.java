package io.mailpulse.lab.training;

import io.mailpulse.model.tier.HeadWeights;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Trains multinomial logistic regression over dense vectors: vectors are standardised, Adam steps
 * in batches under a fixed seed, and the standardisation is folded back into the weights. A penalty
 * pulls the weights towards zero, or, for a head that adapts another to some rows, towards those of
 * the other.
 */
final class VectorHead {

  private static final int BATCH = 64;
  private static final double FIRST = 0.9;
  private static final double SECOND = 0.999;
  private static final double TINY = 1e-8;

  private final EncoderRecipe recipe;
  private final int labels;
  private final int width;
  private final double[] weights;
  private final double[] anchor;
  private final double[] mean;
  private final double[] scale;

  /**
   * One vector with its label.
   *
   * @param vector of unit length
   * @param labels right ones
   * @param weight in the loss
   */
  record Row(float[] vector, int[] labels, double weight) {}

  private VectorHead(EncoderRecipe recipe, int labels, int width) {
    this.recipe = recipe;
    this.labels = labels;
    this.width = width;
    // A row per label, its last cell the bias.
    this.weights = new double[labels * (width + 1)];
    this.anchor = new double[weights.length];
    this.mean = new double[width];
    this.scale = new double[width];
  }

  private VectorHead(VectorHead common) {
    this.recipe = common.recipe;
    this.labels = common.labels;
    this.width = common.width;
    this.weights = common.weights.clone();
    this.anchor = common.weights;
    this.mean = common.mean;
    this.scale = common.scale;
  }

  /**
   * Trains a head.
   *
   * @param penalty half of it times the squared weights is added to the mean loss
   */
  static VectorHead train(
      EncoderRecipe recipe, int labels, List<Row> rows, double penalty, long seed) {
    var head = new VectorHead(recipe, labels, rows.get(0).vector().length);
    head.standardise(rows);
    head.descend(rows, penalty, seed);
    return head;
  }

  /** This head adapted to some rows; the larger the penalty, the less it moves. */
  VectorHead adapted(List<Row> rows, double penalty, long seed) {
    var head = new VectorHead(this);
    head.descend(rows, penalty, seed);
    return head;
  }

  private void standardise(List<Row> rows) {
    double total = rows.size();
    for (Row row : rows) {
      for (int i = 0; i < width; i++) {
        mean[i] += row.vector()[i] / total;
      }
    }
    for (Row row : rows) {
      for (int i = 0; i < width; i++) {
        double distance = row.vector()[i] - mean[i];
        scale[i] += distance * distance / total;
      }
    }
    for (int i = 0; i < width; i++) {
      scale[i] = 1 / Math.sqrt(Math.max(scale[i], TINY));
    }
  }

  private void descend(List<Row> rows, double penalty, long seed) {
    double[] first = new double[weights.length];
    double[] second = new double[weights.length];
    double[] slope = new double[weights.length];
    int[] order = new int[rows.size()];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    double meanWeight = rows.stream().mapToDouble(Row::weight).average().orElse(1);
    var random = new SplittableRandom(seed);
    long steps = (long) recipe.epochs() * ((rows.size() + BATCH - 1) / BATCH);
    long step = 0;
    for (int epoch = 0; epoch < recipe.epochs(); epoch++) {
      shuffle(order, random);
      for (int from = 0; from < order.length; from += BATCH) {
        pull(slope, penalty);
        int to = Math.min(order.length, from + BATCH);
        for (int i = from; i < to; i++) {
          addSlope(slope, rows.get(order[i]), 1 / (meanWeight * (to - from)));
        }
        step++;
        double rate = recipe.learningRate() * (1 - (double) step / (steps + 1));
        move(slope, first, second, step, rate);
      }
    }
  }

  /** Biases are free. */
  private void pull(double[] slope, double penalty) {
    for (int i = 0; i < slope.length; i++) {
      boolean bias = i % (width + 1) == width;
      slope[i] = bias ? 0 : penalty * (weights[i] - anchor[i]);
    }
  }

  private void addSlope(double[] slope, Row row, double share) {
    double[] x = new double[width];
    float[] logits = new float[labels];
    for (int i = 0; i < width; i++) {
      x[i] = (row.vector()[i] - mean[i]) * scale[i];
    }
    for (int k = 0; k < labels; k++) {
      int at = k * (width + 1);
      double sum = weights[at + width];
      for (int i = 0; i < width; i++) {
        sum += weights[at + i] * x[i];
      }
      logits[k] = (float) sum;
    }
    double[] error = Softmax.of(logits, 1);
    for (int label : row.labels()) {
      error[label] -= 1.0 / row.labels().length;
    }
    for (int k = 0; k < labels; k++) {
      int at = k * (width + 1);
      double e = error[k] * row.weight() * share;
      for (int i = 0; i < width; i++) {
        slope[at + i] += e * x[i];
      }
      slope[at + width] += e;
    }
  }

  private void move(double[] slope, double[] first, double[] second, long step, double rate) {
    double firstShare = 1 - StrictMath.pow(FIRST, step);
    double secondShare = 1 - StrictMath.pow(SECOND, step);
    for (int i = 0; i < weights.length; i++) {
      first[i] = FIRST * first[i] + (1 - FIRST) * slope[i];
      second[i] = SECOND * second[i] + (1 - SECOND) * slope[i] * slope[i];
      double ascent = first[i] / firstShare / (Math.sqrt(second[i] / secondShare) + TINY);
      boolean bias = i % (width + 1) == width;
      weights[i] -= rate * (ascent + (bias ? 0 : recipe.decay() * weights[i]));
    }
  }

  /** Weights over vectors as the encoder gives them. */
  HeadWeights.Head folded(List<String> names) {
    float[][] rows = new float[labels][width];
    float[] bias = new float[labels];
    for (int k = 0; k < labels; k++) {
      int at = k * (width + 1);
      double sum = weights[at + width];
      for (int i = 0; i < width; i++) {
        double weight = weights[at + i] * scale[i];
        sum -= weight * mean[i];
        rows[k][i] = rounded(weight);
      }
      bias[k] = rounded(sum);
    }
    return new HeadWeights.Head(names, rows, bias);
  }

  /** Four significant digits are plenty, and keep the file at a few kilobytes. */
  private static float rounded(double value) {
    return new java.math.BigDecimal(value).round(new java.math.MathContext(4)).floatValue();
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
