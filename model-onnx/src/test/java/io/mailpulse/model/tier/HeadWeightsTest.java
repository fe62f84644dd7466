package io.mailpulse.model.tier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailpulse.model.bundle.BundleException;
import io.mailpulse.model.tier.HeadWeights.Head;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeadWeightsTest {

  private static final Head COMMON = head("no", 1);
  private static final Head GERMAN = head("no", 2);

  @Test
  void takesTheHeadOfTheLanguageAndTheCommonOneElsewhere() {
    var weights =
        new HeadWeights(
            2,
            Map.of("sentiment", COMMON, "emotion", COMMON),
            Map.of("de", Map.of("sentiment", GERMAN)));

    HeadWeights read = HeadWeights.parse(weights.toJson());

    float[] vector = {1, 0};
    assertThat(read.head("sentiment", "de").orElseThrow().logits(vector)[0]).isEqualTo(2);
    assertThat(read.head("sentiment", "fr").orElseThrow().logits(vector)[0]).isEqualTo(1);
    assertThat(read.head("emotion", "de").orElseThrow().logits(vector)[0]).isEqualTo(1);
    assertThat(read.head("toxicity", "de")).isEmpty();
  }

  @Test
  void readsFilesFromBeforeLanguagesHadHeadsAndWritesThemAsTheyWere() {
    String file =
        "{\"width\":2,\"heads\":{\"sentiment\":{\"labels\":[\"no\",\"yes\"],"
            + "\"weights\":[[1.0,0.0],[0.0,1.0]],\"bias\":[0.0,0.0]}}}";

    HeadWeights read = HeadWeights.parse(file.getBytes(StandardCharsets.UTF_8));

    assertThat(read.languages()).isEmpty();
    assertThat(new String(read.toJson(), StandardCharsets.UTF_8)).isEqualTo(file);
  }

  @Test
  void refusesAnOwnHeadThatDoesNotFitTheCommonOne() {
    byte[] other = json(Map.of("sentiment", COMMON), Map.of("sentiment", head("maybe", 1)));
    byte[] alone = json(Map.of("sentiment", COMMON), Map.of("emotion", COMMON));
    byte[] narrow =
        json(
            Map.of("sentiment", COMMON),
            Map.of(
                "sentiment",
                new Head(List.of("no", "yes"), new float[][] {{1}, {1}}, new float[] {0, 0})));

    assertThatThrownBy(() -> HeadWeights.parse(other))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("head sentiment of de: expected the labels of the common head");
    assertThatThrownBy(() -> HeadWeights.parse(alone))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("head emotion of de");
    assertThatThrownBy(() -> HeadWeights.parse(narrow))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("head sentiment of de: expected 2 rows of 2");
  }

  private static byte[] json(Map<String, Head> common, Map<String, Head> german) {
    return new HeadWeights(2, common, Map.of("de", german)).toJson();
  }

  private static Head head(String first, float weight) {
    return new Head(
        List.of(first, "yes"), new float[][] {{weight, 0}, {0, weight}}, new float[] {0, 0});
  }
}
