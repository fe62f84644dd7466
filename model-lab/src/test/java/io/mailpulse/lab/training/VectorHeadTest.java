package io.mailpulse.lab.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.lab.training.VectorHead.Row;
import io.mailpulse.model.tier.HeadWeights.Head;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VectorHeadTest {

  private static final List<String> LABELS = List.of("no", "yes");
  private static final EncoderRecipe RECIPE = new EncoderRecipe(List.of(), 40, 0.02, 0);

  @Test
  void learnsWhatItIsShownAndLessSurelyUnderAPenalty() {
    Head free = trained(0).folded(LABELS);
    Head held = trained(1).folded(LABELS);

    assertThat(answer(free, 0.8f)).isEqualTo(1);
    assertThat(answer(held, 0.8f)).isEqualTo(1);
    assertThat(answer(held, -0.8f)).isZero();
    assertThat(sureness(held)).isLessThan(sureness(free) / 2).isPositive();
  }

  @Test
  void adaptsToRowsOfALanguageAsFarAsThePenaltyLets() {
    VectorHead common = trained(0.01);
    List<Row> opposite = rows(-1);

    assertThat(answer(common.adapted(opposite, 0.01, 1).folded(LABELS), 0.8f)).isZero();
    assertThat(answer(common.adapted(opposite, 50, 1).folded(LABELS), 0.8f)).isEqualTo(1);
    assertThat(answer(common.folded(LABELS), 0.8f)).isEqualTo(1);
  }

  private static VectorHead trained(double penalty) {
    return VectorHead.train(RECIPE, LABELS.size(), rows(1), penalty, 1);
  }

  /** The first value decides, the second says nothing. */
  private static List<Row> rows(int sign) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      float first = (i % 20 - 9.5f) / 10;
      int label = first * sign > 0 ? 1 : 0;
      rows.add(new Row(new float[] {first, i % 7 / 7f}, new int[] {label}, 1));
    }
    return rows;
  }

  private static int answer(Head head, float first) {
    float[] logits = head.logits(new float[] {first, 0.5f});
    return logits[1] > logits[0] ? 1 : 0;
  }

  private static double sureness(Head head) {
    float[] logits = head.logits(new float[] {0.8f, 0.5f});
    return logits[1] - logits[0];
  }
}
