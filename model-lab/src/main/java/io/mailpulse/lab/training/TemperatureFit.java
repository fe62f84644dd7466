package io.mailpulse.lab.training;

import java.util.List;

/**
 * The temperature under which a model's probabilities are most honest: least mean log loss over
 * held-back texts, by golden-section search over its logarithm.
 */
final class TemperatureFit {

  private static final double LOW = 0.25;
  private static final double HIGH = 4;
  private static final int STEPS = 40;
  private static final double RATIO = (Math.sqrt(5) - 1) / 2;

  private TemperatureFit() {}

  /**
   * One held-back text.
   *
   * @param logits of the sentiment head
   * @param label the right one
   * @param weight of the text in the fit
   */
  record Case(float[] logits, int label, double weight) {}

  static double fit(List<Case> cases) {
    double low = StrictMath.log(LOW);
    double high = StrictMath.log(HIGH);
    for (int i = 0; i < STEPS; i++) {
      double left = high - RATIO * (high - low);
      double right = low + RATIO * (high - low);
      if (loss(cases, StrictMath.exp(left)) < loss(cases, StrictMath.exp(right))) {
        high = right;
      } else {
        low = left;
      }
    }
    return StrictMath.exp((low + high) / 2);
  }

  private static double loss(List<Case> cases, double temperature) {
    double sum = 0;
    for (Case c : cases) {
      double p = Softmax.of(c.logits(), temperature)[c.label()];
      sum -= c.weight() * StrictMath.log(Math.max(p, 1e-12));
    }
    return sum;
  }
}
