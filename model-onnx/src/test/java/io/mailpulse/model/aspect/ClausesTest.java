package io.mailpulse.model.aspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClausesTest {

  private static final Clauses CLAUSES = new Clauses(new AspectFinder(AspectList.ofSupportMail()));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en|Fast delivery, rude support.|Fast delivery,/rude support.",
        "en|The delivery was quick but the price is a joke.|The delivery was quick/but the price"
            + " is a joke.",
        "en|Although the support was kind, I never got it back.|Although the support was kind,",
        "en|I like the app but the colour is odd.|I like the app",
        "en|The delivery, which took a week, was careful, the support was not.|The delivery, which"
            + " took a week, was careful,/the support was not.",
        "de|Die Lieferung kam schnell, aber der Kundenservice war unverschämt.|Die Lieferung kam"
            + " schnell,/aber der Kundenservice war unverschämt.",
        "de|Lieferung schnell aber Kundenservice unfreundlich.|Lieferung schnell/aber Kundenservice"
            + " unfreundlich.",
        "fr|La livraison est rapide mais le prix est abusif.|La livraison est rapide/mais le prix"
            + " est abusif.",
        "es|La entrega fue rápida pero el precio es una locura.|La entrega fue rápida/pero el"
            + " precio es una locura.",
        "it|La consegna è stata rapida ma il prezzo è folle.|La consegna è stata rapida/ma il"
            + " prezzo è folle.",
        "pt|A entrega foi rápida, mas o preço é um roubo.|A entrega foi rápida,/mas o preço é um"
            + " roubo.",
        "nl|De levering was snel maar de prijs is belachelijk.|De levering was snel/maar de prijs"
            + " is belachelijk.",
        "tr|Teslimat hızlıydı ama fiyat çok yüksek.|Teslimat hızlıydı/ama fiyat çok yüksek.",
        "ru|Доставка быстрая, но цена безумная.|Доставка быстрая,/но цена безумная.",
        "pl|Dostawa była szybka, ale cena jest szalona.|Dostawa była szybka,/ale cena jest"
            + " szalona.",
        "zh|物流很快，但是价格太贵了。|物流很快，/但是价格太贵了。",
        "ja|配送は早いですが、価格は高すぎます。|配送は早いですが、/価格は高すぎます。",
      })
  void contrastAndPunctuationPartAspects(String language, String sentence, String expected) {
    assertThat(CLAUSES.of(List.of(sentence), language))
        .allSatisfy(clause -> assertThat(clause.whole()).isFalse())
        .extracting(Clause::text)
        .isEqualTo(Arrays.asList(expected.split("/")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en|I am unhappy with the delivery and the support.",
        "en|After three weeks, and two calls, the delivery came.",
        "en|The support told me to wait, to call again, and to write.",
        "de|Der Kundenservice war aber unverschämt.",
        "it|Il supporto invece è pessimo.",
        "tr|Müşteri hizmetleri berbat",
        "xx|The delivery was quick but late.",
      })
  void oneFeelingStaysWhole(String language, String sentence) {
    assertThat(CLAUSES.of(List.of(sentence), language))
        .singleElement()
        .satisfies(
            clause -> {
              assertThat(clause.whole()).isTrue();
              assertThat(clause.text()).isEqualTo(sentence);
            });
  }

  @Test
  void namesInAListAreBare() {
    assertThat(CLAUSES.of(List.of("I am unhappy with the delivery, the support, the price."), "en"))
        .extracting(Clause::bare)
        .containsExactly(false, true, true);
  }

  @Test
  void sentencesWithoutAspectsHaveNoClauses() {
    assertThat(CLAUSES.of(List.of("Hello,", "it rains but I am well."), "en")).isEmpty();
  }

  @Test
  void everyLanguageOfTheModelHasWordsOfContrast() {
    assertThat(Contrast.languages())
        .contains(
            "ar", "bg", "cs", "da", "de", "el", "en", "es", "fi", "fr", "he", "hi", "hr", "hu",
            "id", "it", "ja", "ms", "nl", "no", "pl", "pt", "ro", "ru", "sv", "tr", "uk", "zh");
  }

  @ParameterizedTest
  @ValueSource(strings = {"but ", ", ", "price, ", "but price ", "although "})
  void readsLongSentences(String unit) {
    String sentence = unit.repeat(600 / unit.length()) + "price";

    assertThat(CLAUSES.of(List.of(sentence), "en")).isNotEmpty();
  }
}
