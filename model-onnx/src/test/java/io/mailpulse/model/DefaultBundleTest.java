package io.mailpulse.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.model.ScorerSettings.TierChoice;
import io.mailpulse.model.bundle.ModelBundle;
import io.mailpulse.model.bundle.ModelManifest;
import io.mailpulse.schema.RedactedText;
import io.mailpulse.schema.ScorerTier;
import io.mailpulse.schema.SentimentLabel;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bundle that ships, encoders included. */
class DefaultBundleTest {

  @Test
  void isAMixWhoseEveryFileIsAsItsManifestSays() {
    ModelManifest manifest =
        ModelBundle.open(ModelBundle.DEFAULT_LOCATION).checkedWhole().manifest();

    assertThat(manifest.kind()).isEqualTo(ModelManifest.Kind.MIX);
    assertThat(manifest.encoders())
        .first()
        .satisfies(
            encoder ->
                assertThat(encoder.languages())
                    .containsExactlyInAnyOrderElementsOf(manifest.languages()));
    assertThat(manifest.encoders().subList(1, manifest.encoders().size()))
        .singleElement()
        .satisfies(
            encoder -> {
              assertThat(encoder.comesSecond()).isTrue();
              assertThat(encoder.languages()).containsExactly("en");
            });
    assertThat(manifest.training())
        .isNotEmpty()
        .allSatisfy(set -> assertThat(set.licence()).isNotBlank());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en|Nobody has answered since Monday and my order is still broken.|NEGATIVE",
        "en|The technician was kind and fixed everything within an hour.|POSITIVE",
        "en|The meeting starts at ten in the large room.|NEUTRAL",
        "zh|质量太差了，用了两天就坏了，非常失望。|NEGATIVE",
        "zh|非常满意，包装精美，物流很快，谢谢！|POSITIVE",
        "de|Seit Montag antwortet niemand, und mein Gerät ist immer noch kaputt.|NEGATIVE",
        "fr|Le technicien était aimable et a tout réparé en une heure, merci beaucoup !|POSITIVE",
        "it|Sono molto deluso: la fattura è sbagliata per la terza volta.|NEGATIVE",
        "nl|De vergadering begint om tien uur in de grote zaal.|NEUTRAL",
        "ja|商品がまだ届きません。とても困っています。|NEGATIVE",
        "tr|Müşteri hizmetleri berbat.|NEGATIVE",
        "cs|Z účtu mi strhli poplatek dvakrát a nikdo to nevrátil.|NEGATIVE",
        "sv|Nu fungerar allt igen, tack för den fina hjälpen!|POSITIVE",
        "uk|Надішліть, будь ласка, рахунок за жовтень.|NEUTRAL"
      })
  void readsItsLanguagesWithTheEncoders(String language, String text, SentimentLabel label) {
    var settings = ScorerSettings.defaults().withTier(TierChoice.ENCODER);
    try (Scorer scorer = Scorers.open(settings)) {
      Score score =
          scorer.score(List.of(new Text(RedactedText.ofRedacted(text), language, ""))).get(0);

      assertThat(score.tier()).isEqualTo(ScorerTier.MIXED);
      assertThat(score.label()).isEqualTo(label);
    }
  }

  /** Mails are read as one of the two written forms; the model answers for Norwegian. */
  @ParameterizedTest
  @CsvSource({"nb", "nn"})
  void answersForNorwegianHoweverItIsWritten(String language) {
    var complaint =
        RedactedText.ofRedacted(
            "Jeg er veldig skuffet. Stolen var ødelagt da den kom, og ingen tar telefonen når jeg"
                + " ringer. Så dårlig service har jeg aldri opplevd før. Jeg vil ha pengene mine"
                + " tilbake.");
    try (Scorer scorer = Scorers.open(ScorerSettings.defaults())) {
      List<Score> scores =
          scorer.score(List.of(new Text(complaint, language, ""), new Text(complaint, "no", "")));

      assertThat(scores.get(0).label()).isEqualTo(SentimentLabel.NEGATIVE);
      assertThat(scores.get(0).confidence()).isEqualTo(scores.get(1).confidence());
      assertThat(scores.get(0).aspects()).isEqualTo(scores.get(1).aspects()).isNotEmpty();
      assertThat(scores.get(0).language()).isEqualTo(language);
    }
  }
}
