package io.mailpulse.mail.segment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Quotes that bear the writer's initials or name before the mark. */
class NamedMarksTest {

  private final Segmenter segmenter = new Segmenter();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Tuesday, November 10, 2026, 8:12:30 AM, you wrote: | MK",
        "Dienstag, 10. November 2026, 08:12:30, schrieben Sie: | MK",
        "Le mardi 10 novembre 2026 à 08:12:30, vous écriviez : | MK",
        "Вы писали 10 ноября 2026 г., 8:12:30: | МК",
        "wtorek, 10 listopada 2026, 08:12:30, napisałeś: | ŁŚ",
      })
  void takesInitialsAboveAnAnswerForMarks(String attribution, String initials) {
    String text =
        "Hello Mia,\n\n"
            + attribution
            + "\n\n"
            + initials
            + "> The bowls cracked.\n\nThen we send new ones.\n\n"
            + initials
            + ">> Which glaze was it?\n"
            + initials
            + "> The green one.\n\nThank you.\n";

    assertThat(segmenter.segment(text, "Re: Bowls").reply())
        .contains("Then we send new ones.", "Thank you.")
        .doesNotContain("cracked", "glaze", "green");
  }

  @Test
  void takesNamesOfSuperciteForMarks() {
    String text =
        ">>>>> \"Mia\" == Mia Klein <mia@kiln.example> writes:\n\n"
            + "    Mia> The bowls cracked.\n    Mia> All of them.\n\n"
            + "Then we send new ones.\n\n    Ivo>> Which glaze?\n    Mia> Green.\n\nNoted.\n";

    assertThat(segmenter.segment(text, "Re: Bowls").reply())
        .contains("Then we send new ones.", "Noted.")
        .doesNotContain("cracked", "All of them", "glaze", "Green");
  }

  @Test
  void takesManyLinesUnderOneNameForAQuoteWithoutAnAttribution() {
    String text =
        "Hi,\n\nMK> The bowls cracked.\nMK> All of them.\nMK> Again.\n\nWe send new ones.\n";

    assertThat(segmenter.segment(text, "Re: Bowls").reply())
        .contains("We send new ones.")
        .doesNotContain("cracked");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PS> Get-Process kiln\nPS> Stop-Process kiln\nPS> exit\n",
        "C> dir\nC> type kiln.log\nC> cls\n",
        "mysql> use kiln;\nmysql> select 1;\nmysql> quit\n",
        "MK> only one line bears it\n",
        "x > y and y > z\n",
        "File > Open > Kiln\nFile > Save > Kiln\nFile > Close > Kiln\n",
      })
  void leavesPromptsAndSignsToTheSender(String lines) {
    String text = "It fails with this.\n\n" + lines + "\nPlease help.\n";

    assertThat(segmenter.segment(text, "Kiln").reply())
        .contains(lines.lines().findFirst().orElseThrow(), "Please help.");
  }
}
