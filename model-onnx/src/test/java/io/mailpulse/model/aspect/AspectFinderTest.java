package io.mailpulse.model.aspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AspectFinderTest {

  private static final AspectFinder DEFAULT = new AspectFinder(AspectList.ofSupportMail());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en|I want a refund, the parcel is damaged.|delivery,quality,refund",
        "de|Die Rechnung ist falsch und der Kundenservice antwortet nicht.|billing,support",
        "fr|Le remboursement n'est toujours pas arrivé.|refund",
        "es|La entrega tardó mucho y la aplicación no funciona.|app,delivery",
        "it|Ho dimenticato la password del mio account.|account",
        "pt|A qualidade é boa, mas o preço é alto.|price,quality",
        "nl|Het pakket is kapot.|delivery,quality",
        "pl|Kurier nie przyjechał, proszę o zwrot pieniędzy.|delivery,refund",
        "ru|Доставка быстрая, но цена слишком высокая.|delivery,price",
        "tr|Kargo çok geç geldi, iade istiyorum.|delivery,refund",
        "ar|التوصيل سريع لكن السعر مرتفع|delivery,price",
        "zh|客服态度很差，退款也没有到账。|refund,support",
        "ja|配送が遅く、返金もされません。|delivery,refund",
        "sv|Fakturan är fel och appen kraschar.|app,billing"
      })
  void findsAspectsInTheLanguageOfTheText(String language, String text, String expected) {
    assertThat(names(DEFAULT, text, language))
        .isEqualTo(new TreeSet<>(List.of(expected.split(","))));
  }

  @Test
  void matchesWholeWordsAndMarkedPrefixesOnly() {
    var finder =
        new AspectFinder(
            AspectList.parse("{\"app\": {\"en\": [\"app\"]}, \"price\": {\"en\": [\"pric*\"]}}"));

    assertThat(names(finder, "I am happy with this appliance", "en")).isEmpty();
    assertThat(names(finder, "The APP's pricing", "en")).containsExactly("app", "price");
    assertThat(names(finder, "(app)", "en")).containsExactly("app");
  }

  @Test
  void looksForTheSynonymsOfAllLanguagesWhereTheListHasNoneForThisOne() {
    assertThat(names(DEFAULT, "rechnung falsch", "unknown")).contains("billing");
    assertThat(names(DEFAULT, "rechnung falsch", "sw")).contains("billing");
    assertThat(names(DEFAULT, "rechnung falsch", "en")).isEmpty();
  }

  @Test
  void aStarSaysAtWhichEndAWordMayGoOn() {
    var finder =
        new AspectFinder(
            AspectList.parse(
                "{\"end\": {\"de\": [\"*preis\"]}, \"inside\": {\"de\": [\"*kost*\"]},"
                    + " \"start\": {\"de\": [\"liefer*\"]}}"));

    assertThat(names(finder, "Kaufpreis", "de")).containsExactly("end");
    assertThat(names(finder, "Preis!", "de")).containsExactly("end");
    assertThat(names(finder, "Kaufpreise preisen", "de")).isEmpty();
    assertThat(names(finder, "Vollkostenrechnung", "de")).containsExactly("inside");
    assertThat(names(finder, "Lieferung", "de")).containsExactly("start");
    assertThat(names(finder, "Auslieferung", "de")).isEmpty();
  }

  @Test
  void findsSynonymsOfSeveralWords() {
    assertThat(names(DEFAULT, "Give me my money back!", "en")).contains("refund");
  }

  @Test
  void hasEveryAspectInAtLeastEightLanguages() {
    Map<String, Map<String, List<String>>> aspects = AspectList.ofSupportMail().aspects();

    assertThat(aspects.keySet())
        .containsExactlyInAnyOrder(
            "price", "refund", "delivery", "quality", "support", "billing", "app", "account");
    assertThat(aspects.values())
        .allSatisfy(
            byLanguage ->
                assertThat(byLanguage.keySet())
                    .contains("en", "de", "fr", "es", "it", "pt", "ar", "zh", "ja", "ru", "tr"));
  }

  @Test
  void refusesAListOfAnotherShape() {
    assertThatThrownBy(() -> AspectList.parse("{\"price\": [\"cheap\"]}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected {name: {language: [synonyms]}}");
    assertThatThrownBy(() -> AspectList.parse("{\"a\": {\"en\": [\"*\"]}}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected synonyms of 1 to 64 units, found '*'");
  }

  private static Set<String> names(AspectFinder finder, String text, String language) {
    long bits = finder.find(text, language);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < finder.names().size(); i++) {
      if ((bits >>> i & 1) != 0) {
        names.add(finder.names().get(i));
      }
    }
    return new TreeSet<>(names);
  }
}
