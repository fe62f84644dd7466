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
 * is not averaged away by the praise before it. Heads of two labels, such as toxicity, take the
 * window where the second label is most probable: one such paragraph makes the mail so.
 */
final class Aggregation {

  private static final int FULL_WEIGHT = 64;
  private static final double ANGER = 2;

  private final List<HeadSpec> heads;
  private final int sentiment;
  private final int negative;

  Aggregation(ModelManifest manifest) {
    heads = manifest.heads();
    HeadSpec head = manifest.head(ModelManifest.SENTIMENT).orElseThrow();
    sentiment = heads.indexOf(head);
    negative = head.labels().indexOf("negative");
  }

  /**
   * Probabilities of a mail per head and label.
   *
   * @param temperature of the sentiment head
   * @return a head that the tier does not have is null
   */
  double[][] of(Reading reading, double temperature) {
    double[][] mail = new double[heads.size()][];
    double total = 0;
    for (int w = 0; w < reading.windows().size(); w++) {
      float[][] logits = reading.windowLogits()[w];
      double[] feeling =
          Probabilities.of(logits[sentiment], heads.get(sentiment).activation(), temperature);
      double weight = weight(reading.windows().get(w), feeling[negative]);
      total += weight;
      for (int h = 0; h < logits.length; h++) {
        if (logits[h] != null) {
          double[] p =
              h == sentiment ? feeling : Probabilities.of(logits[h], heads.get(h).activation(), 1);
          mail[h] = isFlag(h) ? worst(mail[h], p) : add(mail[h], p, weight);
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

  private static double weight(Window window, double negative) {
    return Math.max(1, Math.min(window.tokens(), FULL_WEIGHT)) * (1 + ANGER * negative);
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
