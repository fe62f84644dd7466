package io.mailpulse.mail.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.mail.redact.finding.PiiType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers are the specimens that registers and encyclopaedias publish. */
class NationalIdsTest {

  private final Redactor redactor = Redactor.create(RedactorSettings.development());

  @ParameterizedTest
  @CsvSource({
    "United Kingdom,AB 12 34 56 C",
    "United Kingdom,NHS number 943 476 5919",
    "Germany,Steuer-ID 86 095 742 719",
    "Germany,15070649C103",
    "France,2 55 08 14 168 025 38",
    "Spain,12345678Z",
    "Spain,X-1234567-L",
    "Italy,RSSMRA85T10A562S",
    "Netherlands,BSN 111222333",
    "Belgium,85.07.30-033.28",
    "Poland,44051401359",
    "Sweden,811228-9874",
    "Finland,131052-308T",
    "Norway,010107 50160",
    "Brazil,529.982.247-25",
    "Canada,SIN 046 454 286",
    "China,11010519491231002X",
    "Turkey,10000000146",
    "South Africa,8001015009087",
    "Switzerland,756.9217.0769.85",
    "Estonia,37605030299",
    "Croatia,OIB 69435151530",
    "Singapore,S1234567D",
    "Hong Kong,A123456(3)",
    "Mexico,HEGG560427MVZRRL04",
    "Bulgaria,EGN 7523169263",
  })
  void redactsANumberWithAValidCheck(String country, String value) {
    Redaction redaction =
        redactor.redact("Here it is: " + value + " as asked.", RedactionContext.of("acme"));

    assertThat(redaction.spans())
        .as(country)
        .extracting(Redaction.Span::type)
        .containsExactly(PiiType.NATIONAL_ID);
  }

  @ParameterizedTest
  @CsvSource({
    "Spain,12345678A",
    "Italy,RSSMRA85T10A562T",
    "France,2 55 08 14 168 025 39",
    "Finland,131052-308U",
    "Mexico,HEGG560427MVZRRL05",
    "Singapore,S1234567A",
    "Poland,44051401350",
    "Turkey,10000000145",
    "Brazil,529.982.247-26",
    "United Kingdom,NHS number 943 476 5918",
    "Germany,Steuer-ID 86 095 742 718",
    "Germany,15070649C104",
    "Spain,X-1234567-M",
    "Netherlands,BSN 111222334",
    "Belgium,85.07.30-033.29",
    "Sweden,811228-9873",
    "Norway,010107 50161",
    "Canada,SIN 046 454 281",
    "China,110105194912310021",
    "South Africa,8001015009086",
    "Switzerland,756.9217.0769.84",
    "Estonia,37605030298",
    "Croatia,OIB 69435151531",
    "Hong Kong,A123456(4)",
    "Bulgaria,EGN 7523169264",
  })
  void leavesANumberWhoseCheckFails(String country, String value) {
    Redaction redaction =
        redactor.redact("Here it is: " + value + " as asked.", RedactionContext.of("acme"));

    assertThat(redaction.spans())
        .as(country)
        .extracting(Redaction.Span::type)
        .doesNotContain(PiiType.NATIONAL_ID);
  }
}
