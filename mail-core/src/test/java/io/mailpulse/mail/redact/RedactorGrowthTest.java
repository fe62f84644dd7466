package io.mailpulse.mail.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.mail.redact.finding.Findings;
import io.mailpulse.mail.redact.word.Vocabulary;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Counts what is looked at, not time: a long text must not cost more for each character. */
class RedactorGrowthTest {

  private static final int SHORT = 1 << 10;
  private static final int LONG = 1 << 18;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Dear Ms Oduya, your parcel 4471-0098 left on 12 May 2026. Call +49 30 1234567. ",
        "a",
        "a@",
        "@",
        "a.b@c.",
        "://",
        "https://a?token=",
        "https://a/b",
        ":",
        "::1",
        "00:",
        "1",
        "1 ",
        "1-",
        "12 34 ",
        "1.1.",
        "+1 ",
        "(1) ",
        "A1",
        "AB12 ",
        "ab-12-",
        "<EMAIL_",
        "born 1 May ",
        "id 12345678",
        "\u00e91",
      })
  void looksNoMoreAtACharacterOfALongTextThanOfAShortOne(String unit) {
    double inShort = stepsPerCharacter(unit.repeat(SHORT / unit.length() + 1));
    double inLong = stepsPerCharacter(unit.repeat(LONG / unit.length() + 1));

    assertThat(inLong).isLessThanOrEqualTo(2 * inShort + 0.01);
  }

  private static double stepsPerCharacter(String text) {
    TriggerScan scan = new TriggerScan(Vocabulary.shared());
    scan.scan(text, new Findings());
    return (double) scan.steps() / text.length();
  }
}
