package io.mailpulse.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mailpulse.model.bundle.ModelManifest.Activation;
import io.mailpulse.model.bundle.ModelManifest.HeadSpec;
import io.mailpulse.schema.SentimentLabel;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EmotionsTest {

  private static final List<String> SEVEN =
      List.of("anger", "disgust", "fear", "joy", "neutral", "sadness", "surprise");
  private static final SentimentLabel[] SENTIMENTS = {
    SentimentLabel.NEGATIVE, SentimentLabel.NEUTRAL, SentimentLabel.POSITIVE
  };

  @Test
  void takesJoyOutOfAFuriousComplaint() {
    double[] agreed =
        of(Activation.SOFTMAX)
            .agreeing(
                new double[] {0.34, 0.1, 0.05, 0.3, 0.06, 0.1, 0.05},
                new double[] {0.9, 0.08, 0.02},
                SentimentLabel.NEGATIVE);

    assertThat(agreed[SEVEN.indexOf("joy")]).isLessThan(0.08);
    assertThat(leading(agreed)).isEqualTo("anger");
    assertThat(Arrays.stream(agreed).sum()).isCloseTo(1, within(1e-9));
  }

  @Test
  void takesAngerOutOfPraise() {
    double[] agreed =
        of(Activation.SOFTMAX)
            .agreeing(
                new double[] {0.5, 0.1, 0.05, 0.2, 0.05, 0.05, 0.05},
                new double[] {0.05, 0.05, 0.9},
                SentimentLabel.POSITIVE);

    assertThat(leading(agreed)).isEqualTo("joy");
  }

  @Test
  void letsNothingLeadBeforeNeutralInASurelyNeutralMail() {
    double[] mostlyAngry = {0.6, 0.2, 0.05, 0.05, 0.05, 0.03, 0.02};

    assertThat(
            leading(
                of(Activation.SOFTMAX)
                    .agreeing(
                        mostlyAngry, new double[] {0.03, 0.95, 0.02}, SentimentLabel.NEUTRAL)))
        .isEqualTo("neutral");
  }

  @Test
  void neverContradictsTheLabelWhateverTheHeadsSay() {
    var random = new Random(17);
    Map<SentimentLabel, List<String>> contrary =
        Map.of(
            SentimentLabel.NEGATIVE, List.of("joy"),
            SentimentLabel.POSITIVE, List.of("anger", "disgust", "sadness"),
            SentimentLabel.NEUTRAL, List.of());
    for (int i = 0; i < 10_000; i++) {
      double[] sentiment = shares(random, 3);
      SentimentLabel label = SENTIMENTS[Probabilities.largest(sentiment)];

      double[] agreed =
          of(Activation.SOFTMAX).agreeing(shares(random, SEVEN.size()), sentiment, label);

      assertThat(contrary.get(label)).doesNotContain(leading(agreed));
      assertThat(Arrays.stream(agreed)).allMatch(p -> p >= 0 && p <= 1);
      assertThat(Arrays.stream(agreed).sum()).isCloseTo(1, within(1e-9));
    }
  }

  @Test
  void leavesOtherEmotionsAloneAndOnlyShrinksThoseThatDoNotSumToOne() {
    var head = new HeadSpec("emotion", List.of("joy", "pride"), "t", Activation.SIGMOID, Map.of());
    double[] agreed =
        new Emotions(head, SENTIMENTS)
            .agreeing(new double[] {0.8, 0.7}, new double[] {1, 0, 0}, SentimentLabel.NEGATIVE);

    assertThat(agreed).containsExactly(new double[] {0.08, 0.7}, within(1e-9));
  }

  private static Emotions of(Activation activation) {
    return new Emotions(
        new HeadSpec("emotion", SEVEN, "emotion_logits", activation, Map.of()), SENTIMENTS);
  }

  private static String leading(double[] emotion) {
    return SEVEN.get(Probabilities.largest(emotion));
  }

  private static double[] shares(Random random, int n) {
    double[] shares = random.doubles(n).map(x -> x * x * x).toArray();
    double sum = Arrays.stream(shares).sum();
    return Arrays.stream(shares).map(x -> x / sum).toArray();
  }
}
