package io.mailpulse.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mailpulse.model.Score.AspectScore;
import io.mailpulse.model.ScorerSettings.TierChoice;
import io.mailpulse.model.aspect.AspectList;
import io.mailpulse.schema.RedactedText;
import io.mailpulse.schema.SentimentLabel;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a mail feels about each thing that it speaks of, with the bundle that ships. */
class AspectSentimentTest {

  private static final double CLEARLY_LOWER = 0.25;

  private static Scorer scorer;

  @BeforeAll
  static void open() {
    scorer = Scorers.open(ScorerSettings.defaults().withTier(TierChoice.AUTO));
  }

  @AfterAll
  static void close() {
    scorer.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en|The delivery was wonderfully fast. The price is an outrage.|delivery|price",
        "de|Die Lieferung war wunderbar schnell. Der Kundenservice ist eine"
            + " Katastrophe.|delivery|support",
        "fr|La livraison était parfaite, merci. Le remboursement est un scandale.|delivery|refund",
        "es|La calidad es excelente. La aplicación es horrible y no funciona.|quality|app",
        "it|La qualità è ottima, complimenti. L'assistenza è pessima.|quality|support",
        "pt|A entrega foi ótima, parabéns. O aplicativo é péssimo e não funciona.|delivery|app",
        "nl|De kwaliteit is geweldig. De klantenservice is waardeloos en"
            + " onbeschoft.|quality|support",
        "ru|Качество отличное, спасибо. Служба поддержки ужасная.|quality|support",
        "tr|Kalite harika, çok teşekkürler. Müşteri hizmetleri rezalet, kimse cevap"
            + " vermiyor.|quality|support",
        "zh|质量非常好，很喜欢。客服态度太差了，非常失望。|quality|support"
      })
  void twoAspectsOfOneMailMayFeelOpposite(
      String language, String text, String praised, String blamed) {
    Map<String, AspectScore> aspects = aspects(language, text);

    assertThat(aspects).containsOnlyKeys(praised, blamed);
    assertThat(aspects.get(praised).sentiment()).isEqualTo(SentimentLabel.POSITIVE);
    assertThat(aspects.get(praised).score()).isPositive();
    assertThat(aspects.get(blamed).score())
        .isLessThan(aspects.get(praised).score() - CLEARLY_LOWER);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en|The delivery was wonderfully fast, but the price is an outrage.|delivery|price",
        "en|Great quality, horrible support.|quality|support",
        "de|Die Lieferung war wunderbar schnell, aber der Kundenservice ist eine"
            + " Katastrophe.|delivery|support",
        "fr|La livraison était parfaite mais le remboursement est un scandale.|delivery|refund",
        "es|La calidad es excelente, pero la aplicación es horrible.|quality|app"
      })
  void twoAspectsOfOneSentenceMayFeelOpposite(
      String language, String text, String praised, String blamed) {
    twoAspectsOfOneMailMayFeelOpposite(language, text, praised, blamed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en|Your support is a nightmare",
        "tr|Müşteri hizmetleri berbat",
        "zh|客服态度太差了",
        "hu|Az ügyfélszolgálat borzalmas"
      })
  void theOnlySentenceOfAMailGivesItsAspectTheFeelingOfTheMail(String language, String text) {
    Score score =
        scorer.score(List.of(new Text(RedactedText.ofRedacted(text), language, ""))).get(0);

    assertThat(score.aspects())
        .singleElement()
        .satisfies(
            aspect -> {
              assertThat(aspect.sentiment()).isEqualTo(score.label());
              assertThat(aspect.score()).isCloseTo(score.polarity(), within(1e-9));
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en|I am very happy with the quality.|I am not happy with the quality at all.|quality",
        "de|Ich bin mit der Qualität zufrieden.|Ich bin mit der Qualität nicht zufrieden.|quality",
        "fr|Je suis satisfait de la livraison.|Je ne suis pas satisfait de la livraison.|delivery",
        "es|Estoy contento con la entrega.|No estoy contento con la entrega.|delivery",
        "ru|Я доволен качеством.|Я не доволен качеством.|quality",
        "tr|Kaliteden memnunum.|Kaliteden memnun değilim.|quality"
      })
  void negationLowersTheFeelingAboutAnAspect(
      String language, String plain, String negated, String aspect) {
    assertThat(aspects(language, negated).get(aspect).score())
        .isLessThan(aspects(language, plain).get(aspect).score());
  }

  @Test
  void aMailWhoseSentencesDisagreeWithItStillHasEvidence() {
    var text = "Die Versandkosten sind eine Frechheit. Der Kundenservice war toll.";

    Score score = scorer.score(List.of(new Text(RedactedText.ofRedacted(text), "de", ""))).get(0);

    assertThat(score.evidence()).isNotEmpty();
  }

  @Test
  void aTenantsListTakesThePlaceOfTheOneThatShips() {
    var settings =
        ScorerSettings.defaults()
            .withAspects(
                Map.of(
                    "acme",
                    AspectList.parse("{\"loyalty\": {\"en\": [\"bonus point*\"]}}"),
                    ScorerSettings.EVERY_TENANT,
                    AspectList.parse("{\"taste\": {\"en\": [\"tast*\"]}}")));
    var text =
        RedactedText.ofRedacted("I love the taste. Your bonus points and prices are a joke.");
    try (Scorer own = Scorers.open(settings)) {
      List<Score> scores =
          own.score(
              List.of(
                  new Text(text, "en", "acme"),
                  new Text(text, "en", "other"),
                  new Text(text, "en", "")));

      assertThat(scores)
          .extracting(score -> score.aspects().stream().map(AspectScore::aspect).toList())
          .containsExactly(List.of("loyalty"), List.of("taste"), List.of("taste"));
    }
  }

  private static Map<String, AspectScore> aspects(String language, String text) {
    Score score =
        scorer.score(List.of(new Text(RedactedText.ofRedacted(text), language, ""))).get(0);
    return score.aspects().stream()
        .collect(Collectors.toMap(AspectScore::aspect, Function.identity()));
  }
}
