package io.mailpulse.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.model.bundle.Calibration;
import io.mailpulse.model.bundle.ModelManifest;
import io.mailpulse.model.bundle.ModelManifest.Activation;
import io.mailpulse.model.bundle.ModelManifest.HeadSpec;
import io.mailpulse.model.bundle.ModelManifest.Kind;
import io.mailpulse.model.text.Window;
import io.mailpulse.model.tier.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Windows as a tier might read them: what the mail as a whole then says. */
class AggregationTest {

  private static final double[] CALM = {0.05, 0.9, 0.05};
  private static final double[] FURIOUS = {0.94, 0.04, 0.02};
  private static final double[] GRUMPY = {0.6, 0.35, 0.05};
  private static final double[] DELIGHTED = {0.02, 0.03, 0.95};
  private static final int PARAGRAPH = 40;
  private static final int FORMULA = 5;
  private static final int NEGATIVE = 0;
  private static final int NEUTRAL = 1;
  private static final int POSITIVE = 2;

  @Test
  void aFuriousFirstOrLastParagraphDecidesALongCalmMail() {
    assertThat(label(mail(FURIOUS, PARAGRAPH, CALM, 12, CALM, PARAGRAPH))).isEqualTo(NEGATIVE);
    assertThat(label(mail(CALM, PARAGRAPH, CALM, 12, FURIOUS, PARAGRAPH))).isEqualTo(NEGATIVE);
    assertThat(label(mail(CALM, PARAGRAPH, CALM, 12, FURIOUS, FORMULA))).isEqualTo(NEGATIVE);
  }

  @Test
  void praiseAtOneEndDecidesUnlessItIsAFormula() {
    assertThat(label(mail(CALM, PARAGRAPH, CALM, 12, DELIGHTED, PARAGRAPH))).isEqualTo(POSITIVE);
    assertThat(label(mail(CALM, PARAGRAPH, CALM, 12, DELIGHTED, FORMULA))).isEqualTo(NEUTRAL);
  }

  @Test
  void aGrumpyEndDecidesNothing() {
    assertThat(label(mail(CALM, PARAGRAPH, CALM, 12, GRUMPY, PARAGRAPH))).isEqualTo(NEUTRAL);
  }

  @Test
  void isNeverSureOfWhatOneParagraphDecides() {
    double[] p = mail(CALM, PARAGRAPH, CALM, 30, FURIOUS, PARAGRAPH);

    assertThat(p[NEGATIVE]).isBetween(0.5, 0.7);
  }

  @Test
  void aFuriousEndOutweighsThePraiseBeforeIt() {
    assertThat(label(mail(DELIGHTED, PARAGRAPH, CALM, 2, FURIOUS, PARAGRAPH))).isEqualTo(NEGATIVE);
  }

  @Test
  void windowsThatAgreeSayTheSameTogether() {
    assertThat(mail(CALM, PARAGRAPH, CALM, 4, CALM, PARAGRAPH)[NEUTRAL]).isBetween(0.89, 0.91);
    assertThat(mail(FURIOUS, PARAGRAPH, FURIOUS, 4, FURIOUS, PARAGRAPH)[NEGATIVE])
        .isBetween(0.93, 0.95);
  }

  private static int label(double[] p) {
    return Probabilities.largest(p);
  }

  private static double[] mail(
      double[] first, int firstTokens, double[] between, int count, double[] last, int lastTokens) {
    List<Window> windows = new ArrayList<>();
    List<float[][]> logits = new ArrayList<>();
    windows.add(new Window(0, 1, firstTokens));
    logits.add(logits(first));
    for (int i = 1; i <= count; i++) {
      windows.add(new Window(i, i + 1, PARAGRAPH));
      logits.add(logits(between));
    }
    windows.add(new Window(count + 1, count + 2, lastTokens));
    logits.add(logits(last));
    var reading = new Reading(windows, logits.toArray(float[][][]::new), new float[0][]);
    return new Aggregation(manifest()).of(reading, 1)[0];
  }

  private static float[][] logits(double[] p) {
    float[] logits = new float[p.length];
    for (int k = 0; k < p.length; k++) {
      logits[k] = (float) Math.log(p[k]);
    }
    return new float[][] {logits};
  }

  private static ModelManifest manifest() {
    var head =
        new HeadSpec(
            "sentiment",
            List.of("negative", "neutral", "positive"),
            "logits",
            Activation.SOFTMAX,
            Map.of());
    return new ModelManifest(
        ModelManifest.FORMAT,
        "fake",
        "1",
        Kind.NGRAM,
        "",
        "1",
        List.of("en"),
        List.of(head),
        Calibration.NONE,
        null,
        List.of(),
        List.of(),
        List.of(),
        Map.of());
  }
}
