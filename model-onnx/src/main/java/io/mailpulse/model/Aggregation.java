package io.mailpulse.model;

import io.mailpulse.model.bundle.ModelManifest;
import io.mailpulse.model.bundle.ModelManifest.HeadSpec;
import io.mailpulse.model.text.Window;
import io.mailpulse.model.tier.Reading;
import java.util.List;

/**
 * From a mail's windows to the mail. Probabilities are averaged with the weight
 *
 * <pre>min(tokens, 64) * (1 + 2 * p(negative))</pre>
 *
 * so that length counts up to half a window, and one furious paragraph counts up to three times and
 * is not averaged away by the praise before it. The first and the last window decide over calm
 * ones: where such a one is sure of a feeling, it weighs at least {@value #DECIDES} times as much
 * as all windows together that are neutral. Sure is a probability of {@value #SURELY_NEGATIVE} for
 * negative, and of {@value #SURELY_POSITIVE} for positive, there in a window of {@value
 * #MORE_THAN_A_FORMULA} tokens and more: "thanks in advance" decides nothing. Of two ends that
 * disagree the last decides. What one paragraph decides is never sure: three fifths of its
 * probability remain. Heads of two labels, such as toxicity, take the window where the second label
 * is most probable: one such paragraph makes the mail so.
 */
final class Aggregation {

  private static final int FULL_WEIGHT = 64;
  private static final double ANGER = 2;
  private static final double DECIDES = 1.5;
  private static final double SURELY_NEGATIVE = 0.8;
  private static final double SURELY_POSITIVE = 0.9;
  private static final int MORE_THAN_A_FORMULA = 12;

  private final List<HeadSpec> heads;
  private final int sentiment;
  private final int negative;
  private final int neutral;
  private final int positive;

  Aggregation(ModelManifest manifest) {
    heads = manifest.heads();
    HeadSpec head = manifest.head(ModelManifest.SENTIMENT).orElseThrow();
    sentiment = heads.indexOf(head);
    negative = head.labels().indexOf("negative");
    neutral = head.labels().indexOf("neutral");
    positive = head.labels().indexOf("positive");
  }

  /**
   * Probabilities of a mail per head and label.
   *
   * @param temperature of the sentiment head
   * @return a head that the tier does not have is null
   */
  double[][] of(Reading reading, double temperature) {
    int windows = reading.windows().size();
    double[][] feelings = new double[windows][];
    for (int w = 0; w < windows; w++) {
      feelings[w] =
          Probabilities.of(
              reading.windowLogits()[w][sentiment], heads.get(sentiment).activation(), temperature);
    }
    double[] weights = weights(reading.windows(), feelings);
    double[][] mail = new double[heads.size()][];
    double total = 0;
    for (int w = 0; w < windows; w++) {
      float[][] logits = reading.windowLogits()[w];
      total += weights[w];
      for (int h = 0; h < logits.length; h++) {
        if (logits[h] != null) {
          double[] p =
              h == sentiment
                  ? feelings[w]
                  : Probabilities.of(logits[h], heads.get(h).activation(), 1);
          mail[h] = isFlag(h) ? worst(mail[h], p) : add(mail[h], p, weights[w]);
        }
      }
    }
    for (int h = 0; h < mail.length; h++) {
      if (mail[h] != null && !isFlag(h)) {
        for (int k = 0; k < mail[h].length; k++) {
          mail[h][k] /= total;
        }
      }
    }
    return mail;
  }

  private double[] weights(List<Window> windows, double[][] feelings) {
    double[] weights = new double[feelings.length];
    double calm = 0;
    for (int w = 0; w < weights.length; w++) {
      int tokens = Math.max(1, Math.min(windows.get(w).tokens(), FULL_WEIGHT));
      weights[w] = tokens * (1 + ANGER * feelings[w][negative]);
      calm += Probabilities.largest(feelings[w]) == neutral ? weights[w] : 0;
    }
    int last = weights.length - 1;
    boolean lastDecides = decides(windows.get(last), feelings[last]);
    if (decides(windows.get(0), feelings[0])
        && (!lastDecides
            || Probabilities.largest(feelings[0]) == Probabilities.largest(feelings[last]))) {
      weights[0] = Math.max(weights[0], DECIDES * calm);
    }
    if (lastDecides) {
      weights[last] = Math.max(weights[last], DECIDES * calm);
    }
    return weights;
  }

  private boolean decides(Window window, double[] feeling) {
    return feeling[negative] >= SURELY_NEGATIVE
        || feeling[positive] >= SURELY_POSITIVE && window.tokens() >= MORE_THAN_A_FORMULA;
  }

  private boolean isFlag(int head) {
    return head != sentiment && heads.get(head).labels().size() == 2;
  }

  private static double[] worst(double[] before, double[] p) {
    return before == null || p[1] > before[1] ? p : before;
  }

  private static double[] add(double[] sum, double[] p, double weight) {
    double[] grown = sum == null ? new double[p.length] : sum;
    for (int k = 0; k < p.length; k++) {
      grown[k] += weight * p[k];
    }
    return grown;
  }
}
