package io.mailpulse.lab.training;

/** Mean over the labels of the harmonic mean of precision and recall. */
final class MacroF1 {

  private final int[][] confusion;
  private long seen;

  MacroF1(int labels) {
    confusion = new int[labels][labels];
  }

  void add(int expected, int answered) {
    confusion[expected][answered]++;
    seen++;
  }

  long size() {
    return seen;
  }

  /** Over the labels that occur among the expected ones, 0 to 1. */
  double value() {
    double sum = 0;
    int present = 0;
    for (int k = 0; k < confusion.length; k++) {
      int actual = 0;
      int answered = 0;
      for (int j = 0; j < confusion.length; j++) {
        actual += confusion[k][j];
        answered += confusion[j][k];
      }
      if (actual > 0) {
        present++;
        sum += 2.0 * confusion[k][k] / (actual + answered);
      }
    }
    return present == 0 ? 0 : sum / present;
  }
}
