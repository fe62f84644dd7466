package io.mailpulse.mail.mime;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.mail.attachment.AttachedFile;
import io.mailpulse.mail.charset.TextDecoding;
import io.mailpulse.mail.fault.Defect;
import io.mailpulse.mail.header.HeaderParameters;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What transports, gateways and old programs do to mails that were whole when they were sent. */
class DamagedMailTest {

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r", "\r\r\n", "\r\r\r\n", "\n\r"})
  void readsWhateverEndsTheLines(String lineEnd) {
    String mime =
        String.join(
            lineEnd,
            "From: Nora <nora@example.org>",
            "Subject: Kettle",
            "Content-Type: multipart/mixed; boundary=k",
            "",
            "--k",
            "Content-Type: text/plain",
            "",
            "The kettle leaks.",
            "",
            "It is two weeks old.",
            "--k",
            "Content-Type: application/pdf; name=bill.pdf",
            "Content-Transfer-Encoding: base64",
            "",
            "JVBERi0=",
            "--k--",
            "");

    ParsedMail mail = MailText.parse(mime.getBytes(StandardCharsets.US_ASCII));

    assertThat(mail.headers().subject()).isEqualTo("Kettle");
    assertThat(mail.body().text().strip()).isEqualTo("The kettle leaks.\n\nIt is two weeks old.");
    assertThat(mail.attachments()).singleElement().extracting(AttachedFile::size).isEqualTo(5L);
    assertThat(mail.sizeBytes()).isEqualTo(mime.length());
  }

  @Test
  void aCarriageReturnInsideASoundMailIsNoReasonToTouchIt() {
    ParsedMail mail =
        MailText.parse("From: nora@example.org", "Subject: a", "", "one\rtwo", "three");

    assertThat(mail.body().text()).isEqualTo("one\ntwo\nthree\n");
  }

  @ParameterizedTest
  @MethodSource
  void readsAContentTypeHoweverItIsSpelt(String field, String mediaType, String charset) {
    HeaderParameters read = HeaderParameters.parse(field, TextDecoding.noDefects());

    assertThat(PartReader.mediaType(read.value(), null)).isEqualTo(mediaType);
    assertThat(read.parameter("charset").orElse("")).isEqualTo(charset);
  }

  static Stream<Arguments> readsAContentTypeHoweverItIsSpelt() {
    return Stream.of(
        Arguments.of("text/html; charset=utf-8", "text/html", "utf-8"),
        Arguments.of(" \"text/html\"; charset=utf-8", "text/html", "utf-8"),
        Arguments.of("\"text/html; charset=utf-8\"", "text/html", "utf-8"),
        Arguments.of("'text/html'; charset='utf-8'", "text/html", "'utf-8'"),
        Arguments.of("<text/html>; charset=utf-8", "text/html", "utf-8"),
        Arguments.of("text/html charset=utf-8", "text/html", "utf-8"),
        Arguments.of("text/html charset=\"utf-8\"; format=flowed", "text/html", "utf-8"),
        Arguments.of("text/html, charset=utf-8", "text/html", "utf-8"),
        Arguments.of("text/html,charset=utf-8", "text/html", "utf-8"),
        Arguments.of("text / html; charset=utf-8", "text/html", "utf-8"),
        Arguments.of("Text/HTML.; charset=utf-8", "text/html", "utf-8"),
        Arguments.of("text/html (a page); charset=utf-8", "text/html", "utf-8"),
        Arguments.of("=?us-ascii?Q?text/html?=; charset=utf-8", "text/html", "utf-8"),
        Arguments.of("html; charset=utf-8", "text/html", "utf-8"),
        Arguments.of("text/html; charset=", "text/html", ""),
        Arguments.of("text", "text/plain", ""),
        Arguments.of("plain", "text/plain", ""),
        Arguments.of("=", "text/plain", ""),
        Arguments.of("\"", "text/plain", ""),
        Arguments.of("", "text/plain", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "multipart/mixed boundary=q",
        "\"multipart/mixed\"; boundary=q",
        "multipart/mixed, boundary=\"q\"",
        "\"multipart/mixed; boundary=q\""
      })
  void findsThePartsOfAMultipartHoweverItIsDeclared(String contentType) {
    ParsedMail mail =
        MailText.parse(
            "From: nora@example.org",
            "Content-Type: " + contentType,
            "",
            "--q",
            "Content-Type: \"text/plain\"",
            "",
            "The letter.",
            "--q",
            "Content-Type: \"image/png\"; name=\"a.png\"",
            "Content-Disposition: \"attachment\"; filename=a.png",
            "Content-Transfer-Encoding: \"base64\"",
            "",
            "iVBORw0=",
            "--q--");

    assertThat(mail.body().text()).isEqualTo("The letter.");
    assertThat(mail.attachments())
        .singleElement()
        .satisfies(file -> assertThat(file.size()).isEqualTo(5))
        .satisfies(file -> assertThat(file.contentType()).isEqualTo("image/png"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "____________________________\r\nTaps mailing list\r\nhttps://lists.example.org/taps",
        "-- \r\nYou get this because you joined Taps",
        "Sent through the Taps list",
        "========\r\nTaps",
        "*********************\r\nTo leave, write to taps-off@example.org"
      })
  void keepsALetterInBase64AboveAFooterInClearText(String footer) {
    ParsedMail mail =
        MailText.parse(
            "From: nora@example.org",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: base64",
            "",
            "RGVyIEhhaG4gdHJvcGZ0IHdpZWRlciwgd2lyIGjDtnJlbiBlcyBkaWUg",
            "Z2FuemUgTmFjaHQu",
            footer);

    assertThat(mail.body().text())
        .startsWith("Der Hahn tropft wieder, wir hören es die ganze Nacht.\n")
        .contains(footer.lines().reduce((first, last) -> last).orElseThrow());
  }

  @Test
  void skipsDamageInsideBase64() {
    ParsedMail mail =
        MailText.parse(
            "From: nora@example.org",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: base64",
            "",
            "  RGVyIEhh!aG4gdHJvcGZ0",
            "IHdpZWRlcg==  ");

    assertThat(mail.body().text()).isEqualTo("Der Hahn tropft wieder");
  }

  @Test
  void takesWhatBase64WasNotMadeFromForAFile() {
    ParsedMail mail =
        MailText.parse(
            "From: nora@example.org",
            "Content-Type: multipart/mixed; boundary=b",
            "",
            "--b",
            "Content-Type: text/plain; charset=utf-8",
            "",
            "Der Hahn tropft wieder.",
            "--b",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: base64",
            "",
            "xZmABwKe",
            "--b--");

    assertThat(mail.body().text()).isEqualTo("Der Hahn tropft wieder.");
    assertThat(mail.attachments()).hasSize(1);
    assertThat(mail.defects()).contains(Defect.ENCODING_BROKEN);
  }
}
