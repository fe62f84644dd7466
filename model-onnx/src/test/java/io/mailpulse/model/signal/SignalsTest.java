package io.mailpulse.model.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignalsTest {

  private final Signals signals = Signals.ofDefault();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en|I am fed up and will cancel my contract.",
        "de|Mir reicht es, ich kündige.",
        "fr|J'en ai marre, je résilie mon contrat.",
        "zh|我受够了，今天就解除合同。",
        "ja|もう我慢できません。解約します。",
        "bg|Дойде ми до гуша, прекратявам договора.",
        "cs|Mám toho dost, ruším smlouvu.",
        "da|Jeg har fået nok, jeg opsiger aftalen.",
        "el|Βαρέθηκα, ακυρώνω το συμβόλαιο.",
        "fi|Olen saanut tarpeekseni, irtisanon sopimuksen.",
        "he|נמאס לי, אני מבטל את המנוי.",
        "hi|मैं तंग आ चुका हूँ, मेरी सदस्यता रद्द कीजिए।",
        "hr|Dosta mi je, raskidam ugovor.",
        "hu|Elegem van, felmondom a szerződést.",
        "id|Saya muak dan mau berhenti berlangganan.",
        "ms|Saya muak, tolong tamatkan kontrak saya.",
        "no|Jeg har fått nok og sier opp avtalen.",
        "ro|M-am săturat, reziliez contractul.",
        "uk|З мене досить, розриваю договір.",
      })
  void seesWhoIsAboutToLeave(String language, String text) {
    assertThat(churn(language, text, 0.9)).isGreaterThan(0.7);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en|Our server is down, please help immediately.",
        "es|Es urgente, nada funciona.",
        "it|La macchina è ferma, guasto totale, serve aiuto subito.",
        "ru|Срочно! Ничего не работает.",
        "bg|Спешно е, нищо не работи.",
        "cs|Je to urgentní, nic nefunguje.",
        "da|Det haster, intet virker.",
        "el|Είναι επείγον, δεν λειτουργεί τίποτα.",
        "fi|Kiireellinen asia: mikään ei toimi.",
        "he|דחוף מאוד, שום דבר לא עובד.",
        "hi|कृपया तुरंत मदद करें, कुछ भी काम नहीं कर रहा।",
        "hr|Hitno je, ništa ne radi.",
        "hu|Sürgős, semmi sem működik.",
        "id|Mendesak, mesin mati total.",
        "ms|Ini kecemasan, mesin langsung tidak berfungsi.",
        "no|Det haster, ingenting virker.",
        "ro|Este urgent, nu funcționează nimic.",
        "uk|Терміново! Нічого не працює.",
      })
  void seesWhoCannotWait(String language, String text) {
    assertThat(signals.read(List.of(text), language, 0.5).get("urgency")).isGreaterThan(0.7);
  }

  @Test
  void isLowForABusinessNotice() {
    Map<String, Double> values =
        signals.read(List.of("The minutes of the meeting are attached."), "en", 0.05);
    assertThat(values.get("churn_risk")).isLessThan(0.05);
    assertThat(values.get("urgency")).isLessThan(0.06);
  }

  @Test
  void isTheDocumentedFormula() {
    double expected = 1 / (1 + Math.exp(-(-3.5 + 1.5 * 0.4 + 2.5 + 1.2)));
    assertThat(churn("en", "I am fed up. Cancel my plan, yes, cancel my plan.", 0.4))
        .isCloseTo(expected, within(1e-12));
  }

  @Test
  void everyHeadSaysThatItIsNotCalibrated() {
    assertThat(SignalHead.ofDefault())
        .extracting(SignalHead::name)
        .containsExactly("churn_risk", "urgency");
    assertThat(SignalHead.ofDefault()).noneMatch(SignalHead::calibrated);
  }

  @Test
  void refusesAFeatureWithoutTerms() {
    assertThatThrownBy(
            () -> new SignalHead("x", "", false, 0, 0, Map.of("a", 1.0), Map.of("b", Map.of())))
        .hasMessageContaining("same features");
  }

  private double churn(String language, String text, double negative) {
    return signals.read(List.of(text), language, negative).get("churn_risk");
  }
}
