package io.mailpulse.model;

import io.mailpulse.model.bundle.ModelManifest.Activation;
import io.mailpulse.model.bundle.ModelManifest.HeadSpec;
import io.mailpulse.schema.SentimentLabel;
import java.util.List;
import java.util.Map;

/**
 * Makes a mail's emotions agree with its sentiment. Each head was trained by itself, so a furious
 * mail may have joy beside anger. First every emotion is weighed by how well it goes with the
 * sentiment,
 *
 * <pre>p'(e) ~ p(e) * sum over s of p(s) * fit(e, s)</pre>
 *
 * then one that goes against the label is held to half of the strongest that does not. Emotions
 * without a row in the table are left as they are.
 */
final class Emotions {

  /** Share of the strongest agreeing emotion that a contrary one may have. */
  private static final double CONTRARY = 0.5;

  /** Probability of neutral from which no emotion may lead before neutral. */
  private static final double SURELY_NEUTRAL = 0.9;

  /** How well an emotion goes with negative, neutral and positive; 1 leaves it as it is. */
  private static final Map<String, double[]> FIT =
      Map.of(
          "anger", new double[] {1, 0.4, 0.1},
          "disgust", new double[] {1, 0.4, 0.1},
          "fear", new double[] {1, 0.8, 0.4},
          "sadness", new double[] {1, 0.6, 0.3},
          "joy", new double[] {0.1, 0.45, 1},
          "surprise", new double[] {0.8, 0.8, 0.8},
          "neutral", new double[] {0.9, 1, 0.9});

  private static final List<SentimentLabel> COLUMNS =
      List.of(SentimentLabel.NEGATIVE, SentimentLabel.NEUTRAL, SentimentLabel.POSITIVE);

  private final HeadSpec head;
  private final SentimentLabel[] sentiments;

  /**
   * For one head under one sentiment head.
   *
   * @param sentiments labels of the sentiment head, in its order
   */
  Emotions(HeadSpec head, SentimentLabel[] sentiments) {
    this.head = head;
    this.sentiments = sentiments.clone();
  }

  /**
   * Probabilities that agree.
   *
   * @param emotion as the head has them; of softmax they sum to 1, before and after
   * @param sentiment probabilities of the same mail
   * @param label its largest
   */
  double[] agreeing(double[] emotion, double[] sentiment, SentimentLabel label) {
    double[] agreeing = new double[emotion.length];
    double strongest = 0;
    for (int e = 0; e < emotion.length; e++) {
      agreeing[e] = emotion[e] * fit(head.labels().get(e), sentiment);
      if (!isContrary(head.labels().get(e), label, sentiment)) {
        strongest = Math.max(strongest, agreeing[e]);
      }
    }
    double sum = 0;
    for (int e = 0; e < emotion.length; e++) {
      if (strongest > 0 && isContrary(head.labels().get(e), label, sentiment)) {
        agreeing[e] = Math.min(agreeing[e], CONTRARY * strongest);
      }
      sum += agreeing[e];
    }
    if (head.activation() == Activation.SOFTMAX && sum > 0) {
      for (int e = 0; e < emotion.length; e++) {
        agreeing[e] /= sum;
      }
    }
    return agreeing;
  }

  private double fit(String emotion, double[] sentiment) {
    double[] row = FIT.get(emotion);
    if (row == null) {
      return 1;
    }
    double fit = 0;
    for (int s = 0; s < sentiment.length; s++) {
      fit += sentiment[s] * row[COLUMNS.indexOf(sentiments[s])];
    }
    return fit;
  }

  private boolean isContrary(String emotion, SentimentLabel label, double[] sentiment) {
    return switch (label) {
      case NEGATIVE -> emotion.equals("joy");
      case POSITIVE ->
          emotion.equals("anger") || emotion.equals("disgust") || emotion.equals("sadness");
      case NEUTRAL ->
          !emotion.equals("neutral")
              && sentiment[Probabilities.largest(sentiment)] >= SURELY_NEUTRAL;
      case UNKNOWN -> false;
    };
  }
}
