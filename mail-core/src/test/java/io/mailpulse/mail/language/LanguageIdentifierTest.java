package io.mailpulse.mail.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailpulse.schema.UnknownReason;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageIdentifierTest {

  private static final LanguageIdentifier ALL = LanguageIdentifier.load(Set.of());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en|The parcel arrived three days late and nobody answered my calls.",
        "de|Das Paket kam drei Tage zu spät, und niemand ging ans Telefon.",
        "fr|Le colis est arrivé avec trois jours de retard et personne ne répond.",
        "es|El paquete llegó tres días tarde y nadie contestó mis llamadas.",
        "it|Il pacco è arrivato con tre giorni di ritardo e nessuno risponde.",
        "pt|A encomenda chegou com três dias de atraso e ninguém atende o telefone.",
        "nl|Het pakket kwam drie dagen te laat en niemand nam de telefoon op.",
        "pl|Paczka przyszła trzy dni później i nikt nie odbiera telefonu.",
        "cs|Balík dorazil o tři dny později a nikdo nezvedá telefon.",
        "sk|Balík prišiel o tri dni neskôr a nikto nedvíha telefón.",
        "sv|Paketet kom tre dagar för sent och ingen svarade när jag ringde.",
        "da|Pakken kom tre dage for sent, og der er ingen, der tager telefonen hos jer.",
        "nb|Pakken kom tre dager for sent, og jeg har ikke fått noe svar fra dere.",
        "nn|Pakken kom tre dagar for seint, og eg har ikkje fått noko svar frå dykk.",
        "fi|Paketti saapui kolme päivää myöhässä eikä kukaan vastannut puhelimeen.",
        "tr|Paket üç gün geç geldi ve telefonlarıma kimse cevap vermedi.",
        "ru|Посылка пришла на три дня позже, и никто не отвечает на звонки.",
        "uk|Посилка прийшла на три дні пізніше, і ніхто не відповідає на дзвінки.",
        "el|Το δέμα έφτασε με τρεις μέρες καθυστέρηση.",
        "he|החבילה הגיעה באיחור של שלושה ימים.",
        "ar|وصل الطرد متأخراً ثلاثة أيام ولم يرد أحد على اتصالاتي.",
        "hi|पार्सल तीन दिन देर से आया और किसी ने फोन नहीं उठाया।",
        "mr|पार्सल तीन दिवस उशिरा आले आणि कोणीही फोन उचलला नाही.",
        "ja|荷物が三日遅れて届きました。",
        "zh|包裹晚到了三天,没有人接电话。",
        "ko|소포가 사흘 늦게 도착했습니다.",
        "th|พัสดุมาถึงช้าไปสามวัน",
        "am|እቃው ሦስት ቀን ዘግይቶ ደረሰ እና ማንም መልስ አልሰጠኝም ነበር",
        "si|පාර්සලය දින තුනක් ප්‍රමාද වී පැමිණියේය",
        "id|Paketnya datang tiga hari terlambat dan tidak bisa dihubungi karena kantor tutup.",
      })
  void tellsTheLanguageOfAComplaint(String code, String text) {
    DetectedLanguage answer = ALL.identify(text);

    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.confidence()).isBetween(0.5, 1.0);
    assertThat(answer.reason()).isEmpty();
  }

  @Test
  void abstainsOnATextWithoutWords() {
    assertThat(ALL.identify(" 12:30 -- 4711 !! ").reason()).contains(UnknownReason.TOO_SHORT);
    assertThat(ALL.identify("").reason()).contains(UnknownReason.TOO_SHORT);
    assertThat(ALL.identify("ok").code()).isEqualTo(DetectedLanguage.UNKNOWN);
  }

  @Test
  void doesNotCountAddressesLinksAndTokensAsWords() {
    assertThat(ALL.identify("<EMAIL_7f3a12bc> https://example.com/this/is/the/page a@b.example"))
        .isEqualTo(DetectedLanguage.unknown(UnknownReason.TOO_SHORT));
  }

  @Test
  void callsALanguageOutsideTheTenantsSetUnsupported() {
    LanguageIdentifier two = LanguageIdentifier.load(Set.of("en", "de"));

    assertThat(two.identify("Le colis est arrivé avec trois jours de retard.").reason())
        .contains(UnknownReason.UNSUPPORTED);
    assertThat(two.identify("소포가 사흘 늦게 도착했습니다.").reason()).contains(UnknownReason.UNSUPPORTED);
    assertThat(two.identify("The parcel was three days late.").code()).isEqualTo("en");
  }

  @Test
  void refusesACodeThatIsNoLanguage() {
    assertThatThrownBy(() -> LanguageIdentifier.load(Set.of("en", "xx")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[xx]");
  }

  @Test
  void looksOnlyAtTheBeginningOfAHugeText() {
    String huge = "Das Paket kam drei Tage zu spät an. ".repeat(30_000) + "the end of it";

    assertThat(ALL.identify(huge).code()).isEqualTo("de");
    assertThat(LanguageSample.of(huge, LanguageIdentifier.LOOKED_AT))
        .hasSizeLessThanOrEqualTo(LanguageIdentifier.LOOKED_AT);
  }

  @Test
  void aLogSaysNothingOfTheLanguageOfTheWordsAroundIt() {
    String log =
        "2026-05-04 08:15:00 ERROR The connection to the database was lost, trying again\n"
            .repeat(30);
    String trace =
        "shop.CartException: there is no such cart\n\tat shop.Cart.load(Cart.java:7)\n"
            + "Caused by: java.io.IOException: the other side closed the connection\n";

    var identifier = LanguageIdentifier.load(Set.of());
    assertThat(identifier.identify("Guten Tag, hier das Protokoll.\n\n" + log).code())
        .isEqualTo("de");
    assertThat(identifier.identify(log + "\nBitte helfen Sie mir weiter, danke.").code())
        .isEqualTo("de");
    assertThat(identifier.identify("Ça ne marche plus, que faire ?\n" + trace).code())
        .isEqualTo("fr");
    assertThat(identifier.identify(log).code()).isEqualTo("en");
  }

  @Test
  void wordsWithoutTheirLettersHaveNoLanguage() {
    assertThat(
            LanguageIdentifier.load(Set.of()).identify("XXXX XX XXX, XXXXX 000 XX XXXXXX").code())
        .isEqualTo("unknown");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "el|Kalispera sas, to dema den irthe akoma, parakalo epistrofi xrimaton",
        "el|giati den apantaei kanenas, thelw ta lefta mou",
        "ru|Zdravstvuyte, gde moya posylka, pochemu nikto ne otvechaet",
        "ru|spasibo, eto rabotaet, dengi prishli segodnya",
        "uk|Dobryi den, dyakuyu, ale zamovlennya moye shche ne pryishlo, chekayu tyzhden",
        "bg|Zdraveite, poruchkata oshte q nqma, zashto ne otgovarqte, chakam veche sedmica",
        "hi|Mera order abhi tak nahi aaya hai, paise wapas kab milega",
        "ar|marhaba, wayn talabi, masari ra7at w ma fi jawab, shukran",
        "fa|lotfan begid sefareshe man koja ast, hanooz nareside, mamnoon",
      })
  void knowsLanguagesOfOtherScriptsInLatinLetters(String code, String text) {
    assertThat(ALL.identify(text).code()).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en|Privet is Russian for hello, and spasibo means thank you, as my teacher told us.",
        "fr|Merci, je suis très content de la livraison de ma table.",
        "cs|Kdy dorazi moje zasilka, cekam uz tyden a nikdo mi neodpovida.",
        "sr|Gde je moja posiljka, cekam vec nedelju dana i niko ne odgovara na pozive.",
      })
  void leavesLanguagesOfLatinLettersAlone(String code, String text) {
    assertThat(ALL.identify(text).code()).isNotIn("el", "ru", "uk", "bg", "hi", "ar", "fa");
  }
}
