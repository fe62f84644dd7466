package io.mailpulse.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.model.ScorerSettings.TierChoice;
import io.mailpulse.model.bundle.ModelBundle;
import io.mailpulse.schema.RedactedText;
import io.mailpulse.schema.ScorerTier;
import io.mailpulse.schema.SentimentLabel;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts that no mail should be, read by every tier of the bundle that ships. */
class OddTextsTest {

  private static final int MEGABYTE = 1 << 20;
  private static final String ZERO_WIDTH_JOINER = "\u200d";
  private static final String FAMILY = String.join(ZERO_WIDTH_JOINER, "👨", "👩", "👧", "👦");

  private static final List<String> SHORT =
      List.of(
          "",
          " \r\n\t ",
          "\u0000",
          "\u0000\u0001\u0002 hm",
          "The price\u0000 is too\u0000 high.\u0000",
          "😀😀😀",
          "👎",
          "❤️",
          FAMILY + " " + FAMILY + "!",
          "🏳️‍🌈🇩🇪👍🏿",
          "\ud83d lone \udc4d and \udc4d\ud83d again",
          "\ud83d",
          "\udc4d\udc4d\udc4d",
          "> > >\n> >\n>",
          "> quoted by nobody\n> and nothing below",
          "\"\" '' «» „“ 「」",
          "مرحبا، الخدمة سيئة جدا",
          "\u202eright to left\u202c שלום עולם",
          "\u2066the price\u2069 \u2067السعر\u2069 \u200f\u200e\u061c",
          "p\u200dr\u200di\u200dc\u200de and dis\u00adcount and \u200bre\u200bfund\ufeff",
          "Hello и привет 你好 สวัสดี",
          "Z\u0351\u036b\u0343a\u0369\u0356l\u035cg\u0321o\u0300 text is terrible",
          "\uff26\uff4f\uff52\uff4d \uff57\uff49\uff44\uff45 and ｶﾅ",
          "\ufdfa \u1f6a9 \ufb03 ŉ İ ı ß",
          "<EMAIL_7f3a> <URL> <PHONE_0 <<< >>> <_> <A_>",
          "www. http:// @ @@ a@ 1.1.1.1 1e5 ...... !!!!!! ??????",
          "\uffff\ufffe\ufdd0 noncharacters",
          "\udb40\udc41\udb40\udc42 tags \ud835\udd31\ud835\udd22 letters beyond the first plane");

  private static final List<String> LONG =
      List.of(
          "a".repeat(MEGABYTE),
          "很".repeat(MEGABYTE / 3),
          "𝔄".repeat(MEGABYTE / 4),
          "Donaudampfschiff".repeat(MEGABYTE / 16),
          "ab ".repeat(MEGABYTE / 3),
          "Bad. ".repeat(MEGABYTE / 5),
          "很差。".repeat(30_000),
          "😡".repeat(MEGABYTE / 4),
          (FAMILY + ZERO_WIDTH_JOINER).repeat(MEGABYTE / 36),
          ZERO_WIDTH_JOINER.repeat(MEGABYTE / 3) + "fine",
          "\u202e\u2066".repeat(MEGABYTE / 6) + "fine",
          "\u0000".repeat(MEGABYTE) + "fine",
          "\n".repeat(MEGABYTE) + "fine",
          "\u0300".repeat(1 << 16),
          "\ud83d".repeat(1 << 16),
          "\" ".repeat(MEGABYTE / 2),
          "> the price is bad\n".repeat(MEGABYTE / 19),
          "<A".repeat(MEGABYTE / 2),
          "@".repeat(MEGABYTE),
          "www.".repeat(MEGABYTE / 4),
          "1.".repeat(MEGABYTE / 2),
          "price pri pric refun ".repeat(MEGABYTE / 21));

  /** The encoders, and no language. */
  private static final Map<TierChoice, List<String>> LANGUAGES_OF_LONG =
      Map.of(
          TierChoice.FAST, List.of("en"),
          TierChoice.ENCODER, List.of("zh", "ar"),
          TierChoice.AUTO, List.of("en", "unknown"));

  private static final Map<TierChoice, Scorer> SCORERS = new EnumMap<>(TierChoice.class);

  @BeforeAll
  static void open() {
    for (TierChoice tier : LANGUAGES_OF_LONG.keySet()) {
      SCORERS.put(tier, Scorers.open(ScorerSettings.defaults().withTier(tier)));
    }
  }

  @AfterAll
  static void close() {
    SCORERS.values().forEach(Scorer::close);
  }

  @ParameterizedTest
  @EnumSource(value = TierChoice.class, mode = Mode.EXCLUDE, names = "REMOTE")
  void shortOnesAreScoredOrUnknownInEveryLanguage(TierChoice tier) {
    List<String> languages =
        new ArrayList<>(ModelBundle.open(ModelBundle.DEFAULT_LOCATION).manifest().languages());
    languages.addAll(List.of("unknown", "sw", ""));

    for (String language : languages) {
      for (String odd : SHORT) {
        check(tier, odd, language);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("tiersAndLanguagesOfLong")
  void longOnesAreScoredOrUnknown(TierChoice tier, String language) {
    for (String odd : LONG) {
      check(tier, odd, language);
    }
  }

  @ParameterizedTest
  @EnumSource(value = TierChoice.class, mode = Mode.EXCLUDE, names = "REMOTE")
  void anyMixtureIsScoredOrUnknown(TierChoice tier) {
    var random = new Random(4);
    for (int round = 0; round < 100; round++) {
      var mixture = new StringBuilder();
      for (int part = 0; part < 20; part++) {
        String odd = SHORT.get(random.nextInt(SHORT.size()));
        int cut = random.nextInt(odd.length() + 1);
        mixture.append(odd, cut, odd.length()).append(random.nextBoolean() ? ". " : "");
      }
      check(tier, mixture.toString(), round % 2 == 0 ? "en" : "de");
    }
  }

  static Stream<Arguments> tiersAndLanguagesOfLong() {
    return LANGUAGES_OF_LONG.keySet().stream()
        .flatMap(
            tier -> LANGUAGES_OF_LONG.get(tier).stream().map(code -> Arguments.of(tier, code)));
  }

  private static void check(TierChoice tier, String odd, String language) {
    var text = new Text(RedactedText.ofRedacted(odd), language, "");

    Score score = SCORERS.get(tier).score(List.of(text)).get(0);

    boolean unknown = score.label() == SentimentLabel.UNKNOWN;
    assertThat(score.unknownReason().isPresent()).isEqualTo(unknown);
    assertThat(score.probabilities().isEmpty()).isEqualTo(unknown);
    assertThat(score.language()).isEqualTo(language);
    assertThat(score.polarity()).isBetween(-1.0, 1.0);
    assertThat(score.confidence()).isBetween(0.0, 1.0);
    Stream.of(score.probabilities(), score.emotion(), score.heads())
        .flatMap(numbers -> numbers.values().stream())
        .forEach(p -> assertThat(p).isBetween(0.0, 1.0));
    if (!unknown) {
      assertThat(score.probabilities().values().stream().mapToDouble(p -> p).sum())
          .isBetween(0.999, 1.001);
      assertThat(score.emotion()).isNotEmpty();
      assertThat(score.heads()).containsKeys("churn_risk", "urgency");
      assertThat(score.tier()).isNotEqualTo(ScorerTier.NONE);
      assertThat(score.evidence()).isNotEmpty();
    }
    assertThat(score.aspects())
        .allSatisfy(
            aspect -> {
              assertThat(aspect.sentiment()).isNotEqualTo(SentimentLabel.UNKNOWN);
              assertThat(aspect.score()).isBetween(-1.0, 1.0);
            });
    assertThat(score.evidence())
        .hasSizeLessThanOrEqualTo(ScorerSettings.defaults().evidence())
        .allSatisfy(
            span -> {
              assertThat(span.start()).isBetween(0, span.end() - 1);
              assertThat(span.end()).isLessThanOrEqualTo(odd.length());
              assertThat(isBoundary(odd, span.start())).isTrue();
              assertThat(isBoundary(odd, span.end())).isTrue();
              assertThat(span.polarity()).isBetween(-1.0, 1.0);
            });
  }

  /** Between code points, not inside of one. */
  private static boolean isBoundary(String text, int at) {
    return at == 0
        || at == text.length()
        || !Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at));
  }
}
