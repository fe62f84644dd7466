package io.mailpulse.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mailpulse.model.ScorerSettings.TierChoice;
import io.mailpulse.model.bundle.BundleException;
import io.mailpulse.model.bundle.Calibration;
import io.mailpulse.model.bundle.ModelBundle;
import io.mailpulse.model.bundle.ModelManifest;
import io.mailpulse.model.bundle.ModelManifest.EncoderPart;
import io.mailpulse.model.bundle.ModelManifest.FileRef;
import io.mailpulse.model.bundle.ModelManifest.Pooling;
import io.mailpulse.model.bundle.ModelManifest.Second;
import io.mailpulse.model.bundle.Sha256;
import io.mailpulse.model.tier.HeadWeights;
import io.mailpulse.schema.RedactedText;
import io.mailpulse.schema.ScorerTier;
import io.mailpulse.schema.SentimentLabel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The fast tier that ships, mixed with the real English encoder under a head of our own that always
 * answers neutral: whatever the mix says beyond that comes from the fast tier.
 */
class MixedScorerTest {

  private static final List<String> LABELS = List.of("negative", "neutral", "positive");
  private static final float[] NEUTRAL = {-20, 0, -20};
  private static final float[] NEGATIVE = {0, -20, -20};
  private static final String ANGRY = "This is terrible, I am very angry and disappointed.";

  @TempDir Path folder;

  @Test
  void mixesWhereAnEncoderCoversTheLanguageAndIsFastElsewhere() {
    write("last_hidden_state", LABELS);
    try (Scorer fast = open(TierChoice.FAST);
        Scorer mixed = open(TierChoice.ENCODER)) {
      Score alone = score(fast, ANGRY, "en");
      Score both = score(mixed, ANGRY, "en");

      assertThat(alone.tier()).isEqualTo(ScorerTier.FAST);
      assertThat(both.tier()).isEqualTo(ScorerTier.MIXED);
      assertThat(both.label()).isEqualTo(SentimentLabel.NEUTRAL);
      assertThat(both.probabilities().get("negative"))
          .isCloseTo(0.35 * alone.probabilities().get("negative"), within(0.01));
      assertThat(both.emotion()).containsOnlyKeys(alone.emotion().keySet());
      assertThat(both.emotion().get("anger")).isLessThan(alone.emotion().get("anger"));
      assertThat(score(mixed, "Ich bin sehr enttäuscht.", "de"))
          .isEqualTo(score(fast, "Ich bin sehr enttäuscht.", "de"));
    }
  }

  @Test
  void asksTheEncoderOnlyWhenTheFastTierIsUnsure() {
    write("last_hidden_state", LABELS);
    try (Scorer auto = open(TierChoice.AUTO)) {
      assertThat(score(auto, "I love it, works perfectly, thank you so much!", "en").tier())
          .isEqualTo(ScorerTier.FAST);
      assertThat(score(auto, "The driver is fine, only the gate could be better.", "en").tier())
          .isEqualTo(ScorerTier.MIXED);
    }
  }

  @Test
  void givesTheSameScoreInEveryBatchAndThread() throws Exception {
    write("last_hidden_state", LABELS);
    List<Text> texts = new ArrayList<>();
    for (int i = 1; i < 12; i++) {
      texts.add(text("The parcel is late. ".repeat(i) + ANGRY, "en"));
    }
    var threads = Executors.newFixedThreadPool(4);
    try (Scorer mixed = open(TierChoice.ENCODER)) {
      List<Score> alone = texts.stream().map(t -> mixed.score(List.of(t)).get(0)).toList();
      List<Callable<List<Score>>> calls = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        calls.add(() -> mixed.score(texts));
      }
      for (Future<List<Score>> call : threads.invokeAll(calls)) {
        assertThat(call.get()).isEqualTo(alone);
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void readsAVeryLongMailInBoundedTime() {
    write("last_hidden_state", LABELS);
    try (Scorer mixed = open(TierChoice.ENCODER)) {
      Score score = score(mixed, "The parcel is late and nobody answers. ".repeat(20_000), "en");

      assertThat(score.tier()).isEqualTo(ScorerTier.MIXED);
    }
  }

  @Test
  void refusesHeadsAndTensorsThatDoNotFit() {
    write("hidden", LABELS);
    assertThatThrownBy(() -> open(TierChoice.ENCODER))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("expected hidden, found [last_hidden_state]");

    write("last_hidden_state", List.of("positive", "neutral", "negative"));
    assertThatThrownBy(() -> open(TierChoice.ENCODER))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("head sentiment: expected labels [negative, neutral, positive]");
  }

  @Test
  void anEncoderOfAllLanguagesReadsWhatHasNone() {
    write("last_hidden_state", LABELS);
    try (Scorer one = open(TierChoice.ENCODER)) {
      assertThat(score(one, ANGRY, "unknown").tier()).isEqualTo(ScorerTier.FAST);
    }
    List<String> all = ModelBundle.open(ModelBundle.DEFAULT_LOCATION).manifest().languages();
    write("last_hidden_state", LABELS, all);
    try (Scorer every = open(TierChoice.ENCODER)) {
      assertThat(score(every, ANGRY, "unknown").tier()).isEqualTo(ScorerTier.MIXED);
    }
  }

  @Test
  void asksForASecondOpinionUnlessTheMixIsCalm() {
    write("last_hidden_state", LABELS);
    double before;
    try (Scorer one = open(TierChoice.ENCODER)) {
      before = score(one, ANGRY, "en").probabilities().get("negative");
    }
    writeSecond(0.8);
    try (Scorer asked = open(TierChoice.ENCODER)) {
      Score score = score(asked, ANGRY, "en");
      assertThat(score.probabilities().get("negative"))
          .isCloseTo(0.4 + 0.6 * before, within(0.001));
      assertThat(score.label()).isEqualTo(SentimentLabel.NEGATIVE);
      assertThat(score(asked, "The meeting is at ten in the large room.", "en").label())
          .isEqualTo(SentimentLabel.NEUTRAL);
    }
    writeSecond(0.3);
    try (Scorer calm = open(TierChoice.ENCODER)) {
      assertThat(score(calm, ANGRY, "en").probabilities().get("negative"))
          .isCloseTo(before, within(1e-9));
    }
  }

  @Test
  void theOnlySentenceOfAMailGivesItsAspectsTheFeelingOfBothOpinions() {
    writeSecond(0.8);
    try (Scorer scorer = open(TierChoice.ENCODER)) {
      Score score = score(scorer, "The delivery was terrible, I am very angry", "en");
      assertThat(score.aspects())
          .isNotEmpty()
          .allSatisfy(
              aspect -> assertThat(aspect.score()).isCloseTo(score.polarity(), within(1e-9)));
    }
  }

  @Test
  void aSecondOpinionNeedsAFirst() {
    EncoderPart second = second(0.8);
    assertThatThrownBy(() -> write(List.of(second)))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("encoders[0].languages: expected languages that an encoder reads");
    assertThatThrownBy(() -> write(List.of(first(List.of("en")), second(1.5))))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("encoders[1].second.calm: expected above 0, to 1, found 1.5");
  }

  private void write(String output, List<String> labels) {
    write(output, labels, List.of("en"));
  }

  private void write(String output, List<String> labels, List<String> languages) {
    write(List.of(part("e5", output, languages, null)), Map.of("e5", labels));
  }

  /** An encoder that always says neutral, and one that always says negative behind it. */
  private void writeSecond(double calm) {
    write(List.of(first(List.of("en")), second(calm)));
  }

  private void write(List<EncoderPart> parts) {
    write(parts, Map.of("e5", LABELS, "again", LABELS));
  }

  private static EncoderPart first(List<String> languages) {
    return part("e5", "last_hidden_state", languages, null);
  }

  private static EncoderPart second(double calm) {
    return part("again", "last_hidden_state", List.of("en"), new Second(calm));
  }

  private static EncoderPart part(String id, String output, List<String> languages, Second second) {
    return new EncoderPart(
        id,
        languages,
        resource("e5-small-v2-q.onnx"),
        resource("e5-small-v2-q-tokenizer.json"),
        "query: ",
        128,
        Pooling.MEAN,
        output,
        id + ".heads.json",
        second == null ? 0.65 : 0.4,
        Calibration.NONE,
        second);
  }

  private void write(List<EncoderPart> parts, Map<String, List<String>> labels) {
    ModelBundle fast = ModelBundle.open(ModelBundle.DEFAULT_LOCATION);
    ModelManifest manifest = fast.manifest();
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put(manifest.ngram().model(), fast.file(manifest.ngram().model()));
    for (EncoderPart part : parts) {
      float[] bias = part.comesSecond() ? NEGATIVE : NEUTRAL;
      var head = new HeadWeights.Head(labels.get(part.id()), new float[3][384], bias);
      files.put(part.headsFile(), new HeadWeights(384, Map.of("sentiment", head)).toJson());
    }
    ModelBundle.write(folder, manifest.withEncoders(parts), files);
  }

  private static FileRef resource(String name) {
    try (var in = ModelBundle.class.getResourceAsStream("/" + name)) {
      return new FileRef("classpath:" + name, Sha256.hex(in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Scorer open(TierChoice tier) {
    return Scorers.open(ScorerSettings.defaults().withBundle(folder.toString()).withTier(tier));
  }

  private static Score score(Scorer scorer, String text, String language) {
    return scorer.score(List.of(text(text, language))).get(0);
  }

  private static Text text(String text, String language) {
    return new Text(RedactedText.ofRedacted(text), language, "");
  }
}
