package io.mailpulse.mail.segment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Passages that look like a quote or a signature and are the sender's, and the other way round. */
class OwnWordsTest {

  private final Segmenter segmenter = new Segmenter();

  @Test
  void keepsSentencesBetweenAndBelowBareDividers() {
    String text =
        "Hi,\n\n"
            + "this came today:\n"
            + "--\n"
            + "one cracked bowl\n"
            + "--\n"
            + "I want my money back, and soon.\n\n"
            + "Ivo\n";

    assertThat(segmenter.segment(text, "Bowl").reply())
        .contains("one cracked bowl")
        .contains("I want my money back");
  }

  @Test
  void stillEndsALetterAtOneMark() {
    String text = "The bowl is cracked.\n--\nIvo Lang\nTel. 030 123456\n";

    assertThat(segmenter.segment(text, "Bowl").reply()).isEqualTo("The bowl is cracked.");
  }

  @Test
  void takesASayingBelowTheSignatureForAPartOfIt() {
    String text =
        "The bowl is cracked.\n\n-- \nIvo Lang\nTel. 030 123456\n--\n"
            + "Pots are patient. They outlive us all.\n--\n";

    assertThat(segmenter.segment(text, "Bowl").reply()).isEqualTo("The bowl is cracked.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Passt so.\\n\\n---\\nGesendet von meinem iPhone | Passt so.",
        "Va bene.\\n\\n---\\nInviato da iPhone | Va bene.",
        "It works now.\\n\\n--\\nSent from my Galaxy | It works now.",
        "See you.\\n\\nGreetings from the coast. Sent from my iPad | See you.",
      })
  void takesTheMarkAboveALineOfAPhoneAway(String text, String reply) {
    assertThat(segmenter.segment(text.replace("\\n", "\n"), "Re: x").reply()).isEqualTo(reply);
  }

  @Test
  void keepsASentenceBeforeALineOfAPhone() {
    assertThat(segmenter.segment("It broke again. Sent from my iPhone", "Re: x").reply())
        .contains("It broke again");
  }

  @Test
  void leavesAnIndentedEndToTheSenderOfAFirstMail() {
    String html = "<p>We need:</p><blockquote><p>two oak shelves</p></blockquote>";

    assertThat(segmenter.segmentHtml(html, "Shelves").reply()).contains("two oak shelves");
    assertThat(segmenter.segmentHtml(html, "Re: Shelves").reply()).isEqualTo("We need:");
  }

  @Test
  void takesABlockWithABarForAQuoteAndABoxForNone() {
    String bar =
        "<div>Nothing came.</div><div style=\"border-left:1px solid #aaa;padding-left:6px\">"
            + "It left today.</div>";
    String box =
        "<div>Nothing came.</div><div style=\"border-left:4px solid red;padding:8px;"
            + "background:#fee\">It is urgent.</div>";

    assertThat(segmenter.segmentHtml(bar, "Re: Parcel").reply()).isEqualTo("Nothing came.");
    assertThat(segmenter.segmentHtml(box, "Re: Parcel").reply()).contains("It is urgent.");
  }

  @ParameterizedTest
  @CsvSource({"დაწერა", "գրել է", "жазды", "shkroi", "লিখেছেন", "scríobh"})
  void knowsTheWordForWritingInLanguagesWithoutAList(String wrote) {
    String text =
        "Nothing came.\n\n9 11 2026, 10:15 Ada Lund <ada@shop.example> "
            + wrote
            + ":\n\n> It left today.\n";

    assertThat(segmenter.segment(text, "Re: Parcel").reply()).isEqualTo("Nothing came.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Kiln House Ltd, Unit 4, 12 Clay Lane, Upper Barrow, BR3 4821",
        "Ofenhaus GmbH, Haus 4, Lehmgasse 12, 48210 Oberbarrow, Deutschland",
        "Maison du Four SARL, Bât. 4, 12 rue de l'Argile, 48210 Haut-Barrow",
        "Casa del Horno S.L., Planta 4, Calle Arcilla 12, 48210 Barrow Alto",
        "Dom Pieca Sp. z o.o., Lok. 4, ul. Gliniana 12, 48-210 Barrow",
      })
  void takesACardAboveAnAddressAndANoticeForASignature(String address) {
    String text =
        "The bowls cracked, please send new ones.\n\nRegards\n\n\nMia Klein\nHead of Kilns\n"
            + "email: mia@kiln.example<mailto:mia@kiln.example> | mobile: 0170 555 0182\n"
            + "web: www.kiln.example\n\n"
            + address
            + "\n\nThis message is confidential and intended solely for the addressee. If you have"
            + " received it in error please notify the sender and delete it.\n";

    assertThat(segmenter.segment(text, "Bowls").reply())
        .isEqualTo("The bowls cracked, please send new ones.\n\nRegards");
  }

  @Test
  void keepsAnAddressThatTheSenderGivesAtTheEnd() {
    String text =
        "Please send the bowls to my sister.\n\nHer address is\n\n"
            + "Ada Klein, Unit 4, 12 Clay Lane, Upper Barrow, BR3 4821\n";

    assertThat(segmenter.segment(text, "Bowls").reply()).contains("12 Clay Lane");
  }

  @Test
  void countsTheRestOfALinkThatWasWrappedWithItsQuote() {
    String text =
        "No, the kiln is cold.\n\n"
            + "On Nov 10, 2026, at 08:12, Ivo <ivo@pots.example> wrote:\n\n"
            + "> Look here:\n"
            + "> <https://kiln.example/a/very/long/path/that/names/every/bowl/93bf6d0c41\n"
            + "77ab20e5#photo-12>.\n"
            + ">\n"
            + "> Ivo\n";

    assertThat(segmenter.segment(text, "Re: Kiln").reply()).isEqualTo("No, the kiln is cold.");
  }
}
