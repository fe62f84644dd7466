package io.mailpulse.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.model.ScorerSettings.TierChoice;
import io.mailpulse.schema.RedactedText;
import io.mailpulse.schema.SentimentLabel;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that no mail should be, read by the encoders of the bundle that ships. */
class OddTextsTest {

  private static final int MEGABYTE = 1 << 20;
  private static final List<String> ODD =
      List.of(
          "",
          " \r\n\t ",
          "😀😀😀",
          "👎",
          "\ud83d lone \udc4d and \udc4d\ud83d again",
          "> > >\n> >\n>",
          "> quoted by nobody\n> and nothing below",
          "\"\" '' «» „“ 「」",
          "مرحبا، الخدمة سيئة جدا",
          "\u202eright to left\u202c שלום עולם",
          "Hello и привет 你好 สวัสดี",
          "a".repeat(MEGABYTE),
          "ab ".repeat(MEGABYTE / 3),
          "Bad. ".repeat(MEGABYTE / 5),
          "很差。".repeat(100_000),
          "\n".repeat(MEGABYTE) + "fine",
          "\u0300".repeat(1 << 16),
          "\u0000\u0001\u0002 hm");

  private static Scorer scorer;

  @BeforeAll
  static void open() {
    scorer = Scorers.open(ScorerSettings.defaults().withTier(TierChoice.ENCODER));
  }

  @AfterAll
  static void close() {
    scorer.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh", "unknown"})
  void areScoredOrUnknownAndNeverAnError(String language) {
    for (String odd : ODD) {
      Score score =
          scorer.score(List.of(new Text(RedactedText.ofRedacted(odd), language, ""))).get(0);

      assertThat(score.label() == SentimentLabel.UNKNOWN)
          .isEqualTo(score.unknownReason().isPresent());
      assertThat(score.polarity()).isBetween(-1.0, 1.0);
      assertThat(score.evidence())
          .allSatisfy(e -> assertThat(e.end()).isBetween(e.start() + 1, odd.length()));
    }
  }
}
