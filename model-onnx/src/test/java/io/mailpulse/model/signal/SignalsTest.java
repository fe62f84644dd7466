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
