package io.mailpulse.mail.segment.tail;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.mail.segment.Segmenter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BannersTest {

  private static final String LETTER = "Hello,\n\nthe boiler is cold again.\n\nNora";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[EXTERNAL]",
        "*** External email ***",
        "External Sender",
        "WARNING: This message came from outside our organisation. Do not open attachments.",
        "This email is from an external source.\nBe careful with links.",
        "EXTERNAL EMAIL: Think before you click links or open files.",
        "You don't often get email from nora@example.org. Learn why this is important",
        "ZjQcmQRYFpfptBannerStart\nThis Message Is From an External Sender\nUse caution.\n"
            + "Report Suspicious\nZjQcmQRYFpfptBannerEnd",
        "Externe E-Mail: Bitte öffnen Sie keine Anhänge, wenn Sie den Absender nicht kennen.",
        "Vorsicht! Diese Nachricht kommt von außerhalb des Unternehmens. Klicken Sie nicht auf"
            + " Links.",
        "Courriel externe : n’ouvrez pas les pièces jointes.",
        "Message provenant d'un expéditeur externe. Soyez prudent.",
        "ATENCIÓN: remitente externo. No abra archivos adjuntos.",
        "Attenzione: mittente esterno. Non cliccare sui link.",
        "Remetente externo: não clique em links.",
        "Let op: externe afzender. Open geen bijlagen.",
        "UWAGA: nadawca zewnętrzny. Nie otwieraj załączników.",
        "Внимание: внешний отправитель. Не открывайте вложения.",
        "【社外】このメールは社外から届きました。リンクにご注意ください。",
        "外部邮件：请勿点击链接。",
        "Huomio: ulkoinen lähettäjä. Älä avaa liitteitä.",
        "Figyelem: külső feladó. Ne kattintson a hivatkozásokra!",
        "Atenție: expeditor extern. Nu deschideți atașamentele.",
        "Oprez: vanjski pošiljatelj. Nemojte otvarati privitke.",
        "Προσοχή: εξωτερικός αποστολέας. Μην ανοίγετε συνημμένα.",
        "Увага: зовнішній відправник. Не відкривайте вкладення.",
        "Внимание: външен подател. Не отваряйте прикачени файлове.",
        "تنبيه: هذه رسالة من خارج المؤسسة. لا تفتح المرفقات.",
        "זהירות: הודעה זו הגיעה מחוץ לארגון. אין לפתוח קבצים.",
        "सावधान: यह ईमेल संगठन के बाहर से आया है। लिंक पर क्लिक न करें।",
        "Perhatian: email eksternal. Jangan klik tautan.",
        "Perhatian: e-mel ini dari luar organisasi. Jangan klik pautan."
      })
  void aWarningOfAGatewayIsNobodysWord(String banner) {
    String around = banner + "\n\n" + LETTER + "\n\n" + banner + "\n";

    assertThat(reply(banner + "\n\n" + LETTER)).isEqualTo(LETTER);
    assertThat(reply(LETTER + "\n\n" + banner + "\n")).isEqualTo(LETTER);
    assertThat(reply(around)).isEqualTo(LETTER);
  }

  @Test
  void aWarningInATableOfAPageIsFoundToo() {
    String page =
        "<table><tr><td>CAUTION</td><td>This mail came from outside our organisation. Do not open"
            + " links unless you trust the sender.</td></tr></table>"
            + "<p>The boiler is cold again.</p>";

    assertThat(new Segmenter().segmentHtml(page, "").reply())
        .isEqualTo("The boiler is cold again.");
  }

  @Test
  void aWarningAboveAMailPassedOnIsNoWordOfItsSender() {
    String text =
        "[EXTERNAL]\n\n---------- Forwarded message ----------\nFrom: Ole <ole@example.org>\n"
            + "Subject: Cold\n\nIt is cold.\n";

    assertThat(new Segmenter().segment(text, "Fwd: Cold").reply()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CAUTION: your boiler leaks gas, be careful! I shut it off.",
        "[EXTERNAL] tank is broken, come quickly.",
        "Please do not open the valve outside, it is broken.",
        "External email accounts do not work any more, can you help?",
        "We are outside the company network and cannot log in.",
        "Bitte klicken Sie nicht auf Erledigt, es ist nichts erledigt!"
      })
  void aSenderMayWarnToo(String words) {
    assertThat(reply(words + "\n\n" + LETTER)).isEqualTo(words + "\n\n" + LETTER);
  }

  private static String reply(String text) {
    return new Segmenter().segment(text, "boiler").reply();
  }
}
