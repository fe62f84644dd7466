package io.mailpulse.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.mailpulse.model.Score.EvidenceSpan;
import io.mailpulse.model.aspect.AspectList;
import io.mailpulse.model.runtime.ScoringException;
import io.mailpulse.schema.RedactedText;
import io.mailpulse.schema.ScorerTier;
import io.mailpulse.schema.SentimentLabel;
import io.mailpulse.schema.UnknownReason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bundle that ships with this module, fast tier. */
class ScorerTest {

  private static final String PRAISE =
      "The new coffee machine is wonderful and the delivery was incredibly fast. Everybody in the"
          + " office loves it. Your colleague on the phone was so kind and helpful, thank you!";
  private static final String FURY =
      "But what you did with my invoice is a disgrace. You charged me twice, nobody answers, and I"
          + " am furious. This is the worst billing I have ever seen.";

  private static Scorer scorer;

  @BeforeAll
  static void open() {
    scorer = Scorers.open(ScorerSettings.defaults());
  }

  @AfterAll
  static void close() {
    scorer.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en|I love it, works perfectly, thank you so much!|POSITIVE",
        "en|This is terrible, I am very angry and disappointed.|NEGATIVE",
        "de|Ich bin sehr enttäuscht, das ist eine Frechheit.|NEGATIVE",
        "de|Vielen Dank, das ist wirklich großartig!|POSITIVE",
        "fr|C'est vraiment nul, je suis très déçu.|NEGATIVE",
        "es|¡Me encanta, muchas gracias, es perfecto!|POSITIVE",
        "it|Che schifo, un servizio pessimo e orribile.|NEGATIVE",
        "pt|Adorei, muito obrigado, excelente!|POSITIVE"
      })
  void tellsPlainFeelingsApart(String language, String text, SentimentLabel label) {
    Score score = score(text, language);

    assertThat(score.label()).isEqualTo(label);
    assertThat(Math.signum(score.polarity())).isEqualTo(label == SentimentLabel.POSITIVE ? 1 : -1);
    assertThat(score.probabilities().values().stream().mapToDouble(p -> p).sum())
        .isBetween(0.999999, 1.000001);
    assertThat(score.confidence()).isEqualTo(Collections.max(score.probabilities().values()));
    assertThat(score.emotion()).hasSize(7);
    assertThat(score.heads()).containsKey("toxicity");
    assertThat(score.tier()).isEqualTo(ScorerTier.FAST);
    assertThat(score.modelVersion()).isEqualTo(scorer.modelVersion());
  }

  @Test
  void doesNotAverageAwayAFuriousLastParagraph() {
    Score praise = score(PRAISE, "en");
    Score both = score(PRAISE + "\n\n" + FURY, "en");

    assertThat(praise.label()).isEqualTo(SentimentLabel.POSITIVE);
    assertThat(both.label()).isEqualTo(SentimentLabel.NEGATIVE);
    String text = PRAISE + "\n\n" + FURY;
    assertThat(both.evidence())
        .isNotEmpty()
        .allSatisfy(e -> assertThat(e.start()).isGreaterThan(PRAISE.length()));
    EvidenceSpan first = both.evidence().get(0);
    assertThat(FURY).contains(text.substring(first.start(), first.end()));
  }

  @Test
  void givesTheSameScoreWhateverElseIsInTheBatch() {
    List<Text> texts = new ArrayList<>();
    for (String text : List.of(PRAISE, FURY, "ok", "", "😀", PRAISE + "\n\n" + FURY)) {
      texts.add(text(text, "en"));
    }
    List<Score> alone = texts.stream().map(t -> scorer.score(List.of(t)).get(0)).toList();
    List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5));
    Collections.shuffle(order, new Random(5));

    List<Score> together = scorer.score(order.stream().map(texts::get).toList());

    for (int i = 0; i < order.size(); i++) {
      assertThat(together.get(i)).isEqualTo(alone.get(order.get(i)));
    }
  }

  @Test
  void givesEqualScoresToConcurrentCallers() throws Exception {
    List<Text> texts = List.of(text(PRAISE, "en"), text(FURY, "en"), text("Danke!", "de"));
    List<Score> expected = scorer.score(texts);
    var threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<List<Score>>> calls = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        calls.add(() -> scorer.score(texts));
      }
      for (Future<List<Score>> call : threads.invokeAll(calls)) {
        assertThat(call.get()).isEqualTo(expected);
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void abstainsWithAReason() {
    assertThat(reason("", "en")).isEqualTo(UnknownReason.EMPTY);
    assertThat(reason(" \n\t ", "en")).isEqualTo(UnknownReason.EMPTY);
    assertThat(reason("<EMAIL_7f3a>", "en")).isEqualTo(UnknownReason.TOO_SHORT);
    assertThat(reason("12 ?", "en")).isEqualTo(UnknownReason.TOO_SHORT);
    assertThat(reason("Das Paket ist da. ".repeat(10), "tlh")).isEqualTo(UnknownReason.UNSUPPORTED);
    assertThat(score("", "en").tier()).isEqualTo(ScorerTier.NONE);
    assertThat(score("", "en").probabilities()).isEmpty();
  }

  @Test
  void doesNotTrustTheLanguageOfAShortText() {
    Score surprising = score("Merci beaucoup, c'est parfait, je suis ravie !", "la");
    assertThat(surprising.label()).isEqualTo(SentimentLabel.POSITIVE);
    assertThat(surprising.language()).isEqualTo("la");
  }

  @Test
  void answersTextsOfAnyKindAndLength() {
    List<String> texts =
        List.of(
            "😀😀😀",
            "👎",
            "\ud83d lone \udc4d",
            "مرحبا، الخدمة سيئة جدا",
            "Hello и привет 你好 สวัสดี",
            "a".repeat(1 << 20),
            "Bad. ".repeat(200_000),
            "很差。".repeat(100_000),
            "\n".repeat(1 << 20) + "fine",
            "<".repeat(1 << 16),
            "@".repeat(1 << 16) + "http://".repeat(1 << 14),
            "\u0000\u0001\u0002 hm");
    List<Score> scores = scorer.score(texts.stream().map(t -> text(t, "en")).toList());

    assertThat(scores).hasSameSizeAs(texts);
    for (int i = 0; i < texts.size(); i++) {
      Score score = scores.get(i);
      int length = texts.get(i).length();
      assertThat(score.label() == SentimentLabel.UNKNOWN)
          .isEqualTo(score.unknownReason().isPresent());
      assertThat(score.polarity()).isBetween(-1.0, 1.0);
      assertThat(score.evidence())
          .allSatisfy(e -> assertThat(e.end()).isBetween(e.start() + 1, length));
    }
  }

  @Test
  void scoresTextsOfUndeterminedLanguageOnlyWhenSure() {
    assertThat(score("Great, love it, thank you so much!!!", "unknown").label())
        .isEqualTo(SentimentLabel.POSITIVE);
    var base = ScorerSettings.defaults();
    var strict =
        new ScorerSettings(
            base.bundle(),
            base.tier(),
            base.surelyFast(),
            1.0,
            base.evidence(),
            base.cacheEntries(),
            base.aspects(),
            base.runtime(),
            base.remote());
    try (Scorer careful = Scorers.open(strict)) {
      Score score = careful.score(List.of(text("The box is on the table.", "unknown"))).get(0);
      assertThat(score.unknownReason()).contains(UnknownReason.UNDETERMINED);
      assertThat(score.label()).isEqualTo(SentimentLabel.UNKNOWN);
    }
  }

  @Test
  void marksKeptScoresAndChangesNothingElse() {
    try (Scorer caching = Scorers.open(ScorerSettings.defaults().withCacheEntries(2))) {
      Score first = caching.score(List.of(text(PRAISE, "en"))).get(0);
      Score second = caching.score(List.of(text(FURY, "en"), text(PRAISE, "en"))).get(1);

      assertThat(first.tier()).isEqualTo(ScorerTier.FAST);
      assertThat(second.tier()).isEqualTo(ScorerTier.CACHE);
      assertThat(second).usingRecursiveComparison().ignoringFields("tier").isEqualTo(first);
      caching.score(List.of(text("one more", "en")));
      assertThat(caching.score(List.of(text(PRAISE, "en"))).get(0).tier())
          .isEqualTo(ScorerTier.FAST);
    }
  }

  @Test
  void refusesToScoreAfterItWasClosed() {
    Scorer closed = Scorers.open(ScorerSettings.defaults());
    closed.close();
    closed.close();

    assertThatThrownBy(() -> closed.score(List.of(text(PRAISE, "en"))))
        .isInstanceOf(ScoringException.class)
        .hasMessageContaining("closed");
    assertThat(score(PRAISE, "en").label()).isEqualTo(SentimentLabel.POSITIVE);
  }

  @Test
  void scoresAnEmptyBatch() {
    assertThat(scorer.score(List.of())).isEmpty();
  }

  @Test
  void scoresAnAspectByTheSentencesThatMentionIt() {
    Score score =
        score("The delivery was fast and wonderful, I love it! The app is terrible.", "en");

    assertThat(score.aspects())
        .extracting(Score.AspectScore::aspect, Score.AspectScore::sentiment)
        .containsExactly(
            tuple("app", SentimentLabel.NEGATIVE), tuple("delivery", SentimentLabel.POSITIVE));
    assertThat(score.aspects().get(0).score()).isNegative();
  }

  @Test
  void usesTheAspectListOfTheTenant() {
    var coffee = AspectList.parse("{\"coffee\": {\"en\": [\"espresso\", \"latte\"]}}");
    var settings = ScorerSettings.defaults().withAspects(Map.of("roastery", coffee));
    var text = RedactedText.ofRedacted("The espresso is awful. The delivery was fine.");
    try (Scorer tenants = Scorers.open(settings)) {
      List<Score> scores =
          tenants.score(List.of(new Text(text, "en", "roastery"), new Text(text, "en", "other")));

      assertThat(scores.get(0).aspects())
          .extracting(Score.AspectScore::aspect)
          .containsExactly("coffee");
      assertThat(scores.get(1).aspects())
          .extracting(Score.AspectScore::aspect)
          .containsExactly("delivery");
    }
  }

  private static UnknownReason reason(String text, String language) {
    return score(text, language).unknownReason().orElseThrow();
  }

  private static Score score(String text, String language) {
    return scorer.score(List.of(text(text, language))).get(0);
  }

  private static Text text(String text, String language) {
    return new Text(RedactedText.ofRedacted(text), language, "");
  }
}
