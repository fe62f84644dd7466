package io.mailpulse.mail.segment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that the sender typed into the mail that he answers. */
class InlineAnswersTest {

  private final Segmenter segmenter = new Segmenter();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en | I have put my answers in red.",
        "en | Comments inline!",
        "de | Hallo Ivo, meine Antworten stehen in Rot.",
        "fr | Bonjour, mes réponses sont en rouge.",
        "es | Hola, te contesto más abajo en azul.",
        "it | Ciao, le mie risposte sono in rosso.",
        "pt | Olá, respondo abaixo em vermelho.",
        "nl | Hallo, antwoorden staan in het rood.",
        "pl | Cześć, odpowiadam na czerwono.",
        "cs | Ahoj, odpovídám níže červeně.",
        "sk | Ahoj, moje odpovede sú červenou.",
        "hu | Szia, pirossal válaszolok.",
        "ro | Bună, răspund mai jos cu roșu.",
        "tr | Merhaba, cevaplarım kırmızı ile yazılı.",
        "ru | Здравствуйте, мои ответы красным.",
        "uk | Вітаю, мої відповіді червоним.",
        "bg | Здравейте, отговорите ми са в червено.",
        "sr | Здраво, одговори су црвеном бојом.",
        "hr | Bok, moji odgovori su u nastavku.",
        "sl | Živjo, odgovarjam z rdečo.",
        "sv | Hej, mina svar står i rött.",
        "nb | Hei, svarene står i rødt.",
        "da | Hej, jeg svarer med rødt.",
        "fi | Hei, vastaan punaisella.",
        "et | Tere, vastan punasega.",
        "lv | Sveiki, manas atbildes ir zemāk.",
        "lt | Sveiki, atsakau raudonai.",
        "el | Γεια, απαντώ με κόκκινα.",
        "ar | مرحبا، إجاباتي باللون الأحمر.",
        "he | שלום, עניתי באדום.",
        "fa | سلام، به رنگ قرمز پاسخ دادم.",
        "hi | नमस्ते, उत्तर लाल रंग में हैं।",
        "zh | 你好，我的回复用红字标出。",
        "ja | お世話になります。赤字で回答します。",
        "ko | 안녕하세요, 빨간색으로 답했습니다.",
        "th | สวัสดี ตอบเป็นสีแดง",
        "vi | Chào bạn, tôi trả lời bằng chữ đỏ.",
        "id | Halo, saya jawab dengan warna merah.",
        "ca | Hola, responc en vermell.",
      })
  void givesBackAnswersInAnotherColourThatAreAnnounced(String language, String announcement) {
    String html =
        "<p>"
            + announcement
            + "</p><hr style=\"border-top:solid #E1E1E1 1.0pt\"><p><b>From:</b> Ivo &lt;ivo@pots"
            + ".example&gt;<br><b>Sent:</b> Tuesday, 10 November 2026 08:12<br><b>To:</b> Mia"
            + " &lt;mia@kiln.example&gt;<br><b>Subject:</b> Bowls</p><p>Are the bowls glazed?</p>"
            + "<p><span style=\"font-size:11pt;color:#C00000\">Half of them cracked.</span></p>"
            + "<p>Is the kiln mended?</p><p><span style=\"color: rgb(192, 0, 0)\">Not yet.</span>"
            + "</p>";

    Segmentation result = segmenter.segmentHtml(html, "Re: Bowls");

    assertThat(result.reply())
        .as(language)
        .contains("Half of them cracked.", "Not yet.")
        .doesNotContain("glazed", "mended");
  }

  @Test
  void givesBackAnswersInAnotherColourInsideACitation() {
    String html =
        "<div>See below.</div><div class=\"gmail_quote\"><div>On Tue, Nov 10, 2026 at 8:12 AM Ivo"
            + " &lt;ivo@pots.example&gt; wrote:<br></div><blockquote class=\"gmail_quote\""
            + " type=\"cite\"><div>Are the bowls glazed?</div><div><font color=\"blue\">Half of"
            + " them cracked.</font></div><div>Is the kiln mended?</div></blockquote></div>";

    assertThat(segmenter.segmentHtml(html, "Re: Bowls").reply())
        .contains("Half of them cracked.")
        .doesNotContain("glazed", "mended", ">");
  }

  @Test
  void leavesColoursOfAnEarlierMailToItWithoutAnAnnouncement() {
    String html =
        "<p>Thank you, that will do.</p><hr style=\"border-top:solid #E1E1E1 1.0pt\"><p><b>From:"
            + "</b> Ivo &lt;ivo@pots.example&gt;<br><b>Sent:</b> Tuesday, 10 November 2026 08:12"
            + "<br><b>To:</b> Mia &lt;mia@kiln.example&gt;<br><b>Subject:</b> Bowls</p>"
            + "<p>Are the bowls glazed?</p><p style=\"color:red\">It is urgent!</p>";

    assertThat(segmenter.segmentHtml(html, "Re: Bowls").reply())
        .isEqualTo("Thank you, that will do.");
  }

  @Test
  void leavesAnEarlierMailThatIsAllInOneColourToIt() {
    String html =
        "<p>Please see below.</p><hr style=\"border-top:solid #E1E1E1 1.0pt\"><p><b>From:</b> Ivo"
            + " &lt;ivo@pots.example&gt;<br><b>Sent:</b> Tuesday, 10 November 2026"
            + " 08:12<br><b>To:</b> Mia &lt;mia@kiln.example&gt;<br><b>Subject:</b> Bowls</p><div"
            + " style=\"color:#1F497D\"><p>Are the bowls glazed?</p><p>Is the kiln"
            + " mended?</p><p>When do they leave?</p><p>Who pays?</p><p>How many are"
            + " there?</p><p>Which glaze?</p><p>Which clay?</p><p>How heavy?</p><p>How"
            + " tall?</p><p>How deep?</p></div>";

    assertThat(segmenter.segmentHtml(html, "Re: Bowls").reply()).isEqualTo("Please see below.");
  }

  @Test
  void takesTheColourThatComesAndGoesForThatOfTheAnswers() {
    String html =
        "<p>My answers are below.</p><hr style=\"border-top:solid #E1E1E1 1.0pt\"><p><b>From:</b>"
            + " Ivo &lt;ivo@pots.example&gt;<br><b>Sent:</b> Tuesday, 10 November 2026 08:12<br>"
            + "<b>To:</b> Mia &lt;mia@kiln.example&gt;<br><b>Subject:</b> Bowls</p>"
            + "<p style=\"color:#1F497D\">Are the bowls glazed?</p><p style=\"color:red\">No.</p>"
            + "<p style=\"color:#1F497D\">Is the kiln mended?<br>And who mended it?</p>"
            + "<p style=\"color:red\">My aunt did.</p><p>Best</p><p style=\"color:red\">Mia</p>";

    assertThat(segmenter.segmentHtml(html, "Re: Bowls").reply())
        .contains("No.", "My aunt did.")
        .doesNotContain("glazed", "mended");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Please type your reply above this line",
        "Bitte antworten Sie oberhalb dieser Zeile",
        "Veuillez répondre au-dessus de cette ligne",
        "Responda por encima de esta línea",
        "Rispondere sopra questa riga",
        "Por favor, responda acima desta linha",
        "Antwoord boven deze regel",
        "Prosimy o odpowiedź powyżej tej linii",
        "Svara ovanför den här raden",
        "Svar over denne linje",
        "Vastaa tämän rivin yläpuolelle",
        "Odpovězte nad tímto řádkem",
        "Răspundeți deasupra acestei linii",
        "Пишите ответ выше этой строки",
        "Απαντήστε πάνω από αυτή τη γραμμή",
        "请在此行上方回复",
        "この行より上に返信してください",
      })
  void givesBackAReplyThatAProgramMarkedLikeTheRest(String line) {
    String text =
        "On 2026-11-10 08:12, Kiln Desk wrote:\n> Good morning,\n>\n> the bowls cracked again.\n>\n"
            + "> ##- "
            + line
            + " -##\n>\n> Dear Mia,\n> are the bowls well?\n";

    assertThat(segmenter.segment(text, "Re: Bowls").reply())
        .isEqualTo("Good morning,\n\nthe bowls cracked again.");
  }

  @Test
  void leavesTheMarksAloneWhereTheSenderWroteOutsideThem() {
    String text =
        "No, they cracked.\n\nOn 2026-11-10 08:12, Kiln Desk wrote:\n> Ticket 4 was opened.\n"
            + "> ##- Please type your reply above this line -##\n> Are the bowls well?\n";

    assertThat(segmenter.segment(text, "Re: Bowls").reply()).isEqualTo("No, they cracked.");
  }
}
