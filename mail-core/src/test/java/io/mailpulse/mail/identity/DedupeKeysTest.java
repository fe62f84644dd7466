package io.mailpulse.mail.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.mail.fault.MailParseException;
import io.mailpulse.mail.mime.MimeParser;
import io.mailpulse.mail.mime.ParseLimits;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DedupeKeysTest {

  private static final String HEAD =
      "From: Anna <Anna@Example.org>\r\nSubject: My order\r\n"
          + "Date: Tue, 3 Mar 2026 10:00:00 +0100\r\n";

  @Test
  void aMessageIdIsTheKeyWhateverItsSpacingAndDomainCase() {
    assertThat(key("Message-ID: <AbC.1@Example.ORG>\r\n\r\nx"))
        .isEqualTo("mid:AbC.1@example.org")
        .isEqualTo(key("Message-Id:\r\n <AbC.1@example.org> (added by relay)\r\n\r\ny"))
        .isEqualTo(key("Message-ID: AbC.1@example.org\r\n\r\nz"));
  }

  @Test
  void withoutMessageIdTheKeySurvivesWhatArchivesChange() {
    String original = key(HEAD + "\r\nWhere is my order?\r\n\r\nAnna\r\n");
    String archived =
        key(
            "Received: from archive; Wed, 4 Mar 2026 10:00:00 +0000\r\n"
                + "From: anna@example.org\r\nSubject: =?utf-8?q?My_order?=\r\n"
                + "Date: Tue, 03 Mar 2026 09:00:00 GMT\r\n"
                + "Content-Transfer-Encoding: quoted-printable\r\n"
                + "\r\nWhere is my =\r\norder?\r\n\r\n\r\nAnna \r\n");

    assertThat(original).startsWith("hash:").isEqualTo(archived);
  }

  @Test
  void withoutMessageIdDifferentMailsDiffer() {
    String first = key(HEAD + "\r\nWhere is my order?\r\n");

    assertThat(key(HEAD + "\r\nWhere is my other order?\r\n")).isNotEqualTo(first);
    assertThat(key(HEAD.replace("10:00:00", "10:00:01") + "\r\nWhere is my order?\r\n"))
        .isNotEqualTo(first);
    assertThat(key("Subject: a\r\n\r\nabc")).isNotEqualTo(key("Subject: a\r\n\r\nabd"));
  }

  @Test
  void oneMessageIdOnMailsOfDifferentTimesIsManyMails() {
    String form = "Message-ID: <contact@shop.example>\r\n";
    String anna = key(HEAD + form + "\r\nWhere is my order?\r\n");
    String ben =
        key(
            HEAD.replace("Anna", "Ben").replace("10:00:00", "10:05:00")
                + form
                + "\r\nThe door is broken.\r\n");

    assertThat(anna).isEqualTo("mid:contact@shop.example|1772528400").isNotEqualTo(ben);
    assertThat(key(HEAD.replace("10:00:00 +0100", "09:00:00 GMT") + form + "\r\nfooter\r\n"))
        .isEqualTo(anna);
    assertThat(key(HEAD + form + "\r\nWhere is my order?\r\n", MailIdentity.MESSAGE_ID))
        .isEqualTo("mid:contact@shop.example");
  }

  @Test
  void aKeyIsShownWithWhatTheRecordMayHaveOfTheId() throws MailParseException {
    var parser = new MimeParser(ParseLimits.defaults());
    String undated = "From: anna@example.org\r\nMessage-ID: <anna|1@example.org>\r\n\r\nx";
    var mail = parser.parse(undated.getBytes(StandardCharsets.UTF_8));

    assertThat(DedupeKeys.shown(mail, MailIdentity.MESSAGE_ID_AND_DATE, id -> "f3@id.invalid"))
        .isEqualTo("mid:f3@id.invalid");
  }

  private static String key(String mime) {
    return key(mime, MailIdentity.MESSAGE_ID_AND_DATE);
  }

  private static String key(String mime, MailIdentity identity) {
    try {
      return DedupeKeys.of(
          new MimeParser(ParseLimits.defaults()).parse(mime.getBytes(StandardCharsets.UTF_8)),
          identity);
    } catch (MailParseException e) {
      throw new AssertionError(e);
    }
  }
}
