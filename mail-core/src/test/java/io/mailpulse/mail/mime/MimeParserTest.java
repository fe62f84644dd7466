package io.mailpulse.mail.mime;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.mail.address.HeaderAddress;
import io.mailpulse.mail.attachment.AttachedFile;
import io.mailpulse.mail.attachment.AttachmentContent;
import io.mailpulse.mail.fault.Defect;
import io.mailpulse.mail.fault.MailParseException;
import io.mailpulse.mail.header.MailHeaders;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MimeParserTest {

  @Test
  void decodesTheHeadersOfAPlainMail() {
    ParsedMail mail =
        MailText.parse(
            "Received: from mx.example.org by in.example.org; Tue, 3 Mar 2026 10:00:05 +0100",
            "Received: from laptop by mx.example.org; Tue, 3 Mar 2026 09:59:58 +0100",
            "From: =?utf-8?Q?J=C3=BCrgen_Gro=C3=9F?= <juergen@example.org>",
            "To: \"Weber, Anna\" <anna@example.com>, team@example.com (The team)",
            "Cc: Friends: eva@example.net, ole@example.net;",
            "Subject: =?utf-8?B?w4RyZ2VyIG1p?= =?utf-8?B?dCBkZXIgUmVjaG51bmc=?=",
            "Date: Tue, 3 Mar 2026 09:59:57 +0100",
            "Message-ID: <first.1@example.org>",
            "In-Reply-To: <zero@example.org>",
            "References: <root@example.org>",
            " <zero@example.org>",
            "",
            "Guten Tag");

    MailHeaders headers = mail.headers();
    assertThat(headers.from())
        .containsExactly(new HeaderAddress("Jürgen Groß", "juergen@example.org"));
    assertThat(headers.to())
        .containsExactly(
            new HeaderAddress("Weber, Anna", "anna@example.com"),
            new HeaderAddress("The team", "team@example.com"));
    assertThat(headers.cc())
        .extracting(HeaderAddress::address)
        .containsExactly("eva@example.net", "ole@example.net");
    assertThat(headers.subject()).isEqualTo("Ärger mit der Rechnung");
    assertThat(headers.sentAt()).contains(Instant.parse("2026-03-03T08:59:57Z"));
    assertThat(headers.receivedAt()).contains(Instant.parse("2026-03-03T09:00:05Z"));
    assertThat(headers.messageId()).contains("first.1@example.org");
    assertThat(headers.inReplyTo()).contains("zero@example.org");
    assertThat(headers.references()).containsExactly("root@example.org", "zero@example.org");
    assertThat(mail.body().text()).isEqualTo("Guten Tag\n");
    assertThat(mail.defects()).isEmpty();
  }

  @Test
  void prefersPlainTextAndKeepsAttachmentsWithTheirDecodedSize() {
    ParsedMail mail =
        MailText.parse(
            "From: a@example.org",
            "Content-Type: multipart/mixed; boundary=outer",
            "",
            "--outer",
            "Content-Type: multipart/alternative; boundary=inner",
            "",
            "--inner",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: quoted-printable",
            "",
            "Sch=C3=B6n, dass es =",
            "klappt.",
            "--inner",
            "Content-Type: text/html",
            "",
            "<p>Schoen</p>",
            "--inner--",
            "--outer",
            "Content-Type: application/pdf; name*0*=utf-8''%C3%9Cbersicht; name*1*=%20Q1.pdf",
            "Content-Transfer-Encoding: base64",
            "Content-Disposition: attachment",
            "",
            "aGVsbG8gd29ybGQ=",
            "--outer--");

    assertThat(mail.body().format()).isEqualTo(MailBody.Format.PLAIN);
    assertThat(mail.body().text().strip()).isEqualTo("Schön, dass es klappt.");
    assertThat(mail.attachments())
        .singleElement()
        .satisfies(
            file -> {
              assertThat(file.filename()).contains("Übersicht Q1.pdf");
              assertThat(file.contentType()).isEqualTo("application/pdf");
              assertThat(file.size()).isEqualTo(11);
              assertThat(file.content()).isEmpty();
            });
  }

  @Test
  void takesHtmlWhenThePlainAlternativeIsBlank() {
    ParsedMail mail =
        MailText.parse(
            "From: a@example.org",
            "Content-Type: multipart/alternative; boundary=b",
            "",
            "--b",
            "Content-Type: text/plain",
            "",
            "  ",
            "--b",
            "Content-Type: text/html",
            "",
            "<p>All is said here.</p>",
            "--b--");

    assertThat(mail.body().format()).isEqualTo(MailBody.Format.HTML);
    assertThat(mail.body().text()).contains("All is said here.");
  }

  @Test
  void joinsTextsThatAPictureSeparates() {
    ParsedMail mail =
        MailText.parse(
            "From: a@example.org",
            "Content-Type: multipart/mixed; boundary=b",
            "",
            "--b",
            "Content-Type: text/plain",
            "",
            "Look at this",
            "--b",
            "Content-Type: image/png; name=screen.png",
            "Content-Disposition: inline",
            "",
            "x",
            "--b",
            "Content-Type: text/plain",
            "",
            "and tell me why.",
            "--b--");

    assertThat(mail.body().text()).isEqualTo("Look at this\nand tell me why.");
    assertThat(mail.body().mainPart()).isEqualTo("Look at this");
    assertThat(mail.attachments()).hasSize(1);
  }

  @Test
  void readsANestedMailAsAMailOfItsOwn() {
    ParsedMail mail =
        MailText.parse(
            "From: a@example.org",
            "Subject: please look",
            "Content-Type: multipart/mixed; boundary=b",
            "",
            "--b",
            "",
            "see below",
            "--b",
            "Content-Type: message/rfc822",
            "",
            "From: customer@example.net",
            "Subject: broken again",
            "Message-ID: <inner@example.net>",
            "",
            "It broke again.",
            "--b--");

    assertThat(mail.body().text()).isEqualTo("see below");
    assertThat(mail.nested())
        .singleElement()
        .satisfies(
            inner -> {
              assertThat(inner.headers().subject()).isEqualTo("broken again");
              assertThat(inner.headers().messageId()).contains("inner@example.net");
              assertThat(inner.body().text()).isEqualTo("It broke again.");
            });
    assertThat(mail.attachments())
        .extracting(AttachedFile::contentType)
        .containsExactly("message/rfc822");
  }

  @Test
  void keepsAnAttachmentThatOnlyClaimsToBeAMail() {
    ParsedMail mail =
        MailText.parse(
            "From: a@example.org",
            "Content-Type: multipart/mixed; boundary=b",
            "",
            "--b",
            "",
            "text",
            "--b",
            "Content-Type: message/rfc822; name=x.eml",
            "",
            "no header in here",
            "--b--");

    assertThat(mail.nested()).isEmpty();
    assertThat(mail.attachments()).hasSize(1);
    assertThat(mail.defects()).contains(Defect.NESTED_NOT_MAIL);
  }

  @Test
  void readsRawEightBitHeadersInTheirLikelyCharset() {
    byte[] utf8 =
        MailText.in(StandardCharsets.UTF_8, "From: Søren <s@example.org>", "Subject: Hæ?", "", "");
    byte[] latin =
        MailText.in(
            StandardCharsets.ISO_8859_1,
            "From: s@example.org",
            "Subject: Très déçu de la réponse reçue",
            "",
            "");

    assertThat(MailText.parse(utf8).headers().from().get(0).name()).isEqualTo("Søren");
    assertThat(MailText.parse(utf8).headers().subject()).isEqualTo("Hæ?");
    assertThat(MailText.parse(latin).headers().subject())
        .isEqualTo("Très déçu de la réponse reçue");
    assertThat(MailText.parse(latin).defects()).containsExactly(Defect.RAW_HEADER_BYTES);
  }

  @Test
  void believesTheBytesWhenTheDeclaredCharsetIsWrong() {
    String text = "Die Lieferung war pünktlich, danke schön für die Mühe.";
    byte[] utf8AsLatin = withCharset("iso-8859-1", StandardCharsets.UTF_8, text);
    byte[] latinAsUtf8 = withCharset("utf-8", StandardCharsets.ISO_8859_1, text);
    byte[] latinAsAscii = withCharset("us-ascii", StandardCharsets.ISO_8859_1, text);

    for (byte[] mime : new byte[][] {utf8AsLatin, latinAsUtf8, latinAsAscii}) {
      ParsedMail mail = MailText.parse(mime);
      assertThat(mail.body().text().strip()).isEqualTo(text);
      assertThat(mail.defects()).contains(Defect.CHARSET_WRONG);
    }
  }

  @Test
  void guessesTheCharsetWhenNoneIsDeclared() {
    String text =
        "Здравствуйте! Мы ждём ответа уже третью неделю и очень недовольны вашей работой.";
    byte[] mime =
        MailText.in(
            Charset.forName("KOI8-R"), "From: a@example.org", "Subject: x", "", text, text, text);

    ParsedMail mail = MailText.parse(mime);

    assertThat(mail.body().text()).startsWith(text);
    assertThat(mail.defects()).containsExactly(Defect.CHARSET_MISSING);
  }

  @Test
  void readsCharsetsThatTheJdkNamesOtherwiseOrLacks() {
    assertThat(bodyOf("ks_c_5601-1987", "x-windows-949", "감사합니다")).isEqualTo("감사합니다");
    assertThat(bodyOf("gb2312", "GB18030", "谢谢您的帮助")).isEqualTo("谢谢您的帮助");
    assertThat(bodyOf("iso-8859-8-i", "ISO-8859-8", "תודה רבה")).isEqualTo("תודה רבה");
    assertThat(bodyOf("iso-2022-jp", "ISO-2022-JP", "ありがとう")).isEqualTo("ありがとう");
    assertThat(
            MailText.parse(
                    "From: a@example.org",
                    "Content-Type: text/plain; charset=utf-7",
                    "",
                    "Gr+APwA3w-e +- Dank")
                .body()
                .text()
                .strip())
        .isEqualTo("Grüße + Dank".replace("üß", "\u00fc\u00df"));
  }

  @Test
  void readsChineseInSevenBits() {
    ParsedMail mail =
        MailText.parse(
            "From: a@example.cn",
            "Subject: =?HZ-GB-2312?Q?~{VPND~}?= ok",
            "Content-Type: text/plain; charset=hz-gb-2312",
            "",
            "Pump ~~ ~{VPND~} and ~",
            "more ~{VP",
            "plain ~x ~");

    assertThat(mail.headers().subject()).isEqualTo("\u4e2d\u6587 ok");
    assertThat(mail.body().text())
        .startsWith("Pump ~ \u4e2d\u6587 and ")
        .contains("more \u4e2d\nplain ~x ");
  }

  @Test
  void joinsFlowedLinesAndLeavesSignatureMarksAlone() {
    ParsedMail mail =
        MailText.parse(
            "From: a@example.org",
            "Content-Type: text/plain; format=flowed",
            "",
            "> You wrote a long ",
            "> line",
            "I answer in a ",
            "paragraph.",
            " >not a quote",
            "-- ",
            "Anna");

    assertThat(mail.body().text())
        .isEqualTo("> You wrote a long line\nI answer in a paragraph.\n>not a quote\n-- \nAnna\n");
    assertThat(mail.body().mainPart()).contains("> You wrote a long \n> line");
  }

  @Test
  void takesUuencodedFilesOutOfTheText() {
    ParsedMail mail =
        MailText.parse(
            "From: a@example.org",
            "",
            "See the file.",
            "begin 644 note.txt",
            "+:&5L;&\\@=V]R;&0`",
            "`",
            "end",
            "Bye");

    assertThat(mail.body().text()).isEqualTo("See the file.\nBye\n");
    assertThat(mail.attachments())
        .singleElement()
        .satisfies(
            file -> {
              assertThat(file.filename()).contains("note.txt");
              assertThat(file.size()).isEqualTo(11);
            });
  }

  @Test
  void recognisesTnefAndCalendarParts() {
    ParsedMail mail =
        MailText.parse(
            "From: a@example.org",
            "Content-Type: multipart/mixed; boundary=b",
            "",
            "--b",
            "",
            "text",
            "--b",
            "Content-Type: application/ms-tnef; name=winmail.dat",
            "",
            "x",
            "--b",
            "Content-Type: text/calendar; name=meeting.ics",
            "Content-Disposition: attachment",
            "",
            "BEGIN:VCALENDAR",
            "--b--");

    assertThat(mail.attachments())
        .extracting(AttachedFile::contentType)
        .containsExactly("application/ms-tnef", "text/calendar");
  }

  @Test
  void recoversWhatATruncatedMailStillHolds() {
    ParsedMail mail =
        MailText.parse(
            "From: a@example.org",
            "Subject: cut",
            "Content-Type: multipart/mixed; boundary=b",
            "",
            "--b",
            "Content-Type: text/plain",
            "",
            "The whole text.",
            "--b",
            "Content-Type: application/pdf",
            "Content-Transfer-Encoding: base64",
            "",
            "aGVsbG8");

    assertThat(mail.body().text()).isEqualTo("The whole text.");
    assertThat(mail.attachments()).hasSize(1);
    assertThat(mail.defects()).contains(Defect.TRUNCATED);
  }

  @Test
  void takesTheTextOfAMultipartWithoutParts() {
    ParsedMail mail =
        MailText.parse(
            "From: a@example.org",
            "Content-Type: multipart/mixed; boundary=never",
            "",
            "The parts were lost, the words were not.");

    assertThat(mail.body().text().strip()).isEqualTo("The parts were lost, the words were not.");
    assertThat(mail.defects()).contains(Defect.MULTIPART_WITHOUT_PARTS);
  }

  @Test
  void skipsMboxSeparatorAndByteOrderMark() {
    ParsedMail separated =
        MailText.parse("From a@example.org Tue Mar  3 10:00:00 2026", "Subject: one", "", "text");
    ParsedMail marked =
        MailText.parse(MailText.in(StandardCharsets.UTF_8, "\ufeffSubject: two", "", "text"));

    assertThat(separated.headers().subject()).isEqualTo("one");
    assertThat(marked.headers().subject()).isEqualTo("two");
    assertThat(marked.defects()).containsExactly(Defect.JUNK_BEFORE_HEADER);
  }

  @Test
  void keepsBytesOfAttachmentsWhenAsked() throws MailParseException {
    byte[] mime =
        MailText.ascii(
            "From: a@example.org",
            "Content-Type: application/pdf; name=a.pdf",
            "Content-Transfer-Encoding: base64",
            "",
            "aGVsbG8=");

    ParsedMail mail = new MimeParser(ParseLimits.defaults(), AttachmentContent.KEEP).parse(mime);

    assertThat(mail.attachments().get(0).content())
        .map(bytes -> new String(bytes, StandardCharsets.US_ASCII))
        .isEqualTo(Optional.of("hello"));
  }

  private static String bodyOf(String declared, String actual, String text) {
    return MailText.parse(withCharset(declared, Charset.forName(actual), text))
        .body()
        .text()
        .strip();
  }

  private static byte[] withCharset(String declared, Charset actual, String text) {
    return MailText.in(
        actual, "From: a@example.org", "Content-Type: text/plain; charset=" + declared, "", text);
  }
}
