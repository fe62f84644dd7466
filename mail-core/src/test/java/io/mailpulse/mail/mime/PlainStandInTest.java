package io.mailpulse.mail.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainStandInTest {

  private static final String LETTER =
      "<p>The tap in flat nine drips all night, and nobody has come to repair it since May.</p>";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " \u00a0\u200b\n\ufeff",
        "[image: logo.png]",
        "[cid:part1.0815@example.org]\nhttps://example.org/pixel.gif",
        "<https://example.org/view?id=8>",
        "This mail is in HTML, which your program does not show.",
        "Your mail client cannot display this message.",
        "[This part has no text version]",
        "Diese Nachricht ist im HTML-Format. Bitte ein anderes Programm verwenden.",
        "Votre messagerie n'affiche pas le HTML.",
        "Su programa de correo no admite mensajes HTML.",
        "Per leggere questo messaggio serve un programma che mostri HTML.",
        "Uw mailprogramma kan geen HTML tonen.",
        "Ten list jest w formacie HTML.",
        "Это письмо в формате HTML, откройте его в браузере.",
        "この メールは HTML 形式です。",
        "此邮件为 HTML 格式，请在浏览器中打开。",
        "To read this online open your browser: https://example.org/v",
        "The tap in flat nine drips all night, and nob",
        "The tap in flat nine drips all night, and nobody has",
        "The tap in flat nine ...",
        "The tap in flat nine drips all night…"
      })
  void losesToTheHtmlBesideIt(String plain) {
    assertThat(letter(plain)).contains("since May");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The tap in flat nine drips all night, and nobody has come to repair it since May.",
        "The tap in flat nine drips.",
        "Flat nine: TAP DRIPS, nobody has come!",
        "Your HTML mails cannot be read in flat nine: the tap drips all night. Nobody has come."
      })
  void staysWhereItSaysWhatTheHtmlSays(String plain) {
    assertThat(letter(plain)).isEqualTo(plain);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p></p>",
        "<img src=\"cid:1\" alt=\"\">",
        "<p>View in browser</p>",
        "<p>Only the tap drips.</p><blockquote>What is wrong with it, please tell us?</blockquote>"
      })
  void staysWhereTheHtmlSaysLess(String markup) {
    assertThat(body("Only the tap drips.", markup)).isEqualTo("Only the tap drips.");
  }

  private static String letter(String plain) {
    return body(plain, LETTER);
  }

  private static String body(String plain, String markup) {
    byte[] mime =
        MailText.in(
            StandardCharsets.UTF_8,
            "From: nora@example.org",
            "Content-Type: multipart/alternative; boundary=q",
            "",
            "--q",
            "Content-Type: text/plain; charset=utf-8",
            "",
            plain,
            "--q",
            "Content-Type: text/html; charset=utf-8",
            "",
            markup,
            "--q--");
    return MailText.parse(mime).body().text().strip();
  }
}
