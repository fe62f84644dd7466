package io.mailpulse.local.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MailBenchTest {

  private static final byte[] MAIL =
      """
      From: Ann Lee <ann@home.example>
      Subject: Where is it?

      Hello, where is my parcel? Please call +44 20 7946 0018 or write to ann@home.example.
      """
          .getBytes(StandardCharsets.UTF_8);

  private static final Effort SHORT = new Effort(1, 0.001, List.of(64, 256));

  @Test
  void measuresEveryStepBesideItsBaseline() {
    List<MailFigure> figures = new ArrayList<>();

    MailBench.run(List.of(MAIL), SHORT, figures::add);

    assertThat(figures).allSatisfy(figure -> assertThat(figure.ratio()).isPositive());
    assertThat(figures)
        .extracting(figure -> figure.toMap().get("baseline"))
        .contains(
            "bare mime4j pull loop",
            "shared Tika AutoDetectParser",
            "eight patterns in sequence",
            "bare Lingua, low accuracy");
    assertThat(figures)
        .extracting(figure -> figure.name().replaceAll(":.*", ""))
        .contains("parse", "html", "segment", "segment-html", "language", "redact", "normalise");
  }

  @Test
  void theBaselinesDoWhatTheyAreMeasuredFor() {
    assertThat(BarePull.read(MAIL)).startsWith("Hello, where");
    assertThat(new TikaRead().read(MAIL)).contains("Hello, where");
    assertThat(new EightPatterns().redact(new String(MAIL, StandardCharsets.UTF_8)))
        .contains("call <PHONE> or write to <EMAIL>.");
    assertThat(
            new EightPatterns()
                .redact(
                    "4111 1111 1111 1111, DE89 3704 0044 0532 0130 00, 123-45-6789, 192.0.2.7,"
                        + " 2001:db8::7, 00:1b:44:11:3a:b7, https://ann:secret@shop.example/x"))
        .isEqualTo("<CARD>, <IBAN>, <SSN>, <IP>, <IP>, <MAC>, <URL>");
  }

  @Test
  void saysWhetherARatioIsWhatItShouldBe() {
    var met = new MailFigure("a", "1/s", 80, "b", 100, 0.8, Target.PARSE_BESIDE_PULL_LOOP, 3);
    var missed = new MailFigure("a", "1/s", 300, "b", 100, 3, Target.GROWTH, 3);

    assertThat(met.toMap()).containsEntry("met", true).containsEntry("target", ">= 0.7");
    assertThat(met.toRow()).doesNotContain("missed");
    assertThat(missed.toMap()).containsEntry("met", false);
    assertThat(missed.toRow()).endsWith("missed");
  }

  @Test
  void asksForAMailWithAText() {
    assertThatThrownBy(() -> MailBench.run(List.of(new byte[0]), SHORT, figure -> {}))
        .hasMessageContaining("none of the 1 mails has a text");
  }

  @Test
  void everyTextThatGrowsNamesAStep() {
    Map<String, ?> steps = new MailSteps().byName();

    assertThat(BenchLines.of("growth.txt", 4))
        .allSatisfy(
            columns -> {
              assertThat(columns).hasSize(4);
              assertThat(steps).containsKey(columns[0]);
              assertThat(columns[3].translateEscapes()).isNotEmpty();
            });
  }
}
