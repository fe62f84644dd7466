package io.mailpulse.lab.training;

/** Rare labels weigh more, by the square root of their rarity, up to three times. */
final class LabelBalance {

  private static final double LARGEST = 3;

  private LabelBalance() {}

  /**
   * Weight of a text.
   *
   * @param counts texts per label in its set
   * @param labels the text's own
   */
  static double of(double[] counts, int[] labels) {
    double total = 0;
    int present = 0;
    for (double count : counts) {
      total += count;
      present += count > 0 ? 1 : 0;
    }
    double sum = 0;
    for (int label : labels) {
      sum += Math.sqrt(total / (present * counts[label]));
    }
    return Math.min(LARGEST, sum / labels.length);
  }
}
