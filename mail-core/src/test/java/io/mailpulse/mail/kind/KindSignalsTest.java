package io.mailpulse.mail.kind;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.mail.mime.MailText;
import io.mailpulse.schema.MailKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KindSignalsTest {

  @Test
  void aMailWithoutSignsOfAMachineIsAPersons() {
    assertThat(kind("Subject: hello")).isEqualTo(MailKind.PERSON);
    assertThat(kind("Auto-Submitted: no")).isEqualTo(MailKind.PERSON);
  }

  @Test
  void aPostOnADiscussionListIsAPersons() {
    assertThat(
            kind(
                "List-Id: <users.example.org>",
                "List-Post: <mailto:users@example.org>",
                "List-Unsubscribe: <mailto:users-off@example.org>",
                "Precedence: bulk"))
        .isEqualTo(MailKind.PERSON);
    assertThat(kind("X-BeenThere: users@example.org", "Precedence: list"))
        .isEqualTo(MailKind.PERSON);
  }

  @Test
  void anAnswerThatPassedAListWithoutPostAddressIsAPersons() {
    assertThat(kind("List-Id: <sales.example.org>", "In-Reply-To: <a@example.org>"))
        .isEqualTo(MailKind.PERSON);
  }

  @Test
  void aNewsletterIsBulk() {
    assertThat(kind("List-Unsubscribe: <https://example.org/off>")).isEqualTo(MailKind.BULK);
    assertThat(kind("Precedence: bulk")).isEqualTo(MailKind.BULK);
    assertThat(kind("List-Post: NO", "List-Id: <news.example.org>")).isEqualTo(MailKind.BULK);
    assertThat(kind("Feedback-ID: 1:2:3:example")).isEqualTo(MailKind.BULK);
  }

  @Test
  void aMachinesNotificationIsBulkEvenOnADiscussionList() {
    assertThat(kind("Auto-Submitted: auto-generated")).isEqualTo(MailKind.BULK);
    assertThat(parse("From: No Reply <no-reply@example.org>", "List-Post: <mailto:a@example.org>"))
        .isEqualTo(MailKind.BULK);
  }

  @Test
  void aDigestIsBulk() {
    assertThat(kind("Content-Type: multipart/digest; boundary=b")).isEqualTo(MailKind.BULK);
  }

  @Test
  void anAutomaticAnswerIsNamedSo() {
    assertThat(kind("Auto-Submitted: auto-replied")).isEqualTo(MailKind.AUTO_REPLY);
    assertThat(kind("X-Autoreply: yes")).isEqualTo(MailKind.AUTO_REPLY);
    assertThat(kind("Precedence: auto_reply")).isEqualTo(MailKind.AUTO_REPLY);
    assertThat(kind("Subject: Automatic reply: your order")).isEqualTo(MailKind.AUTO_REPLY);
    assertThat(kind("Subject: Abwesenheitsnotiz: Rechnung")).isEqualTo(MailKind.AUTO_REPLY);
  }

  @Test
  void whatAHelpDeskGeneratedIsAnAutomaticAnswer() {
    assertThat(kind("X-Auto-Generated: desk-acknowledgement")).isEqualTo(MailKind.AUTO_REPLY);
    assertThat(kind("X-Autoresponse: yes")).isEqualTo(MailKind.AUTO_REPLY);
    assertThat(kind("X-Auto-Response: no")).isEqualTo(MailKind.PERSON);
  }

  @Test
  void aFormThatAPersonFilledInIsAPersonsWhateverItsPrecedence() {
    for (String precedence : List.of("bulk", "junk", "list", "normal")) {
      assertThat(form("Precedence: " + precedence)).isEqualTo(MailKind.PERSON);
    }
    assertThat(form("Auto-Submitted: auto-generated")).isEqualTo(MailKind.PERSON);
    assertThat(form("Precedence: bulk", "List-Unsubscribe: <https://example.org/off>"))
        .isEqualTo(MailKind.BULK);
    assertThat(form("Precedence: bulk", "Feedback-ID: 1:2:3:x")).isEqualTo(MailKind.BULK);
  }

  private static MailKind form(String... headers) {
    var lines =
        new ArrayList<>(
            List.of(
                "From: Plumbers <no-reply@plumbers.example>",
                "To: desk@plumbers.example",
                "Reply-To: Nora <nora@home.example>"));
    lines.addAll(List.of(headers));
    lines.addAll(List.of("", "Message: the boiler is cold"));
    return parse(lines.toArray(String[]::new));
  }

  @Test
  void aNewsletterThatWentThroughAGroupStaysBulk() {
    assertThat(kind("List-Post: <mailto:a@example.org>", "X-Campaign: 9", "Feedback-ID: 1:2:3:x"))
        .isEqualTo(MailKind.BULK);
  }

  @Test
  void aReadReceiptIsAnAutomaticAnswer() {
    assertThat(
            kind(
                "Content-Type: multipart/report; report-type=disposition-notification;"
                    + " boundary=b"))
        .isEqualTo(MailKind.AUTO_REPLY);
  }

  @Test
  void aDeliveryReportIsToldByItsStructure() {
    assertThat(kind("Content-Type: multipart/report; report-type=delivery-status; boundary=b"))
        .isEqualTo(MailKind.DELIVERY_REPORT);
    assertThat(
            parse(
                "From: a@example.org",
                "Content-Type: multipart/mixed; boundary=b",
                "",
                "--b",
                "Content-Type: message/delivery-status",
                "",
                "Action: failed",
                "--b--"))
        .isEqualTo(MailKind.DELIVERY_REPORT);
  }

  @Test
  void anOldBounceIsADeliveryReport() {
    assertThat(parse("From: MAILER-DAEMON@example.org", "Subject: Returned mail: user unknown", ""))
        .isEqualTo(MailKind.DELIVERY_REPORT);
    assertThat(kind("X-Failed-Recipients: b@example.org")).isEqualTo(MailKind.DELIVERY_REPORT);
  }

  @Test
  void aPersonWhoWritesAboutABounceIsAPerson() {
    assertThat(kind("Subject: Undeliverable parcel, where is it?")).isEqualTo(MailKind.PERSON);
  }

  @Test
  void aFeedbackReportIsToldByItsStructure() {
    assertThat(kind("Content-Type: multipart/report; report-type=feedback-report; boundary=b"))
        .isEqualTo(MailKind.FEEDBACK_REPORT);
  }

  @Test
  void anInvitationIsACalendarMailButAMereFileIsNot() {
    assertThat(parse(withCalendar("Content-Type: text/calendar; method=REQUEST", "")))
        .isEqualTo(MailKind.CALENDAR);
    assertThat(parse(withCalendar("Content-Type: text/calendar", "METHOD:REPLY")))
        .isEqualTo(MailKind.CALENDAR);
    assertThat(parse(withCalendar("Content-Type: text/calendar; name=party.ics", "")))
        .isEqualTo(MailKind.PERSON);
  }

  private static String[] withCalendar(String contentType, String method) {
    return new String[] {
      "From: a@example.org",
      "Content-Type: multipart/mixed; boundary=b",
      "",
      "--b",
      "Content-Type: text/plain",
      "",
      "Shall we meet?",
      "--b",
      contentType,
      "",
      "BEGIN:VCALENDAR",
      method,
      "END:VCALENDAR",
      "--b--"
    };
  }

  private static MailKind kind(String... headers) {
    var lines = new ArrayList<>(List.of("From: Anna <anna@example.org>"));
    lines.addAll(List.of(headers));
    lines.add("");
    lines.add("text");
    return parse(lines.toArray(String[]::new));
  }

  private static MailKind parse(String... lines) {
    return MailText.parse(lines).kind();
  }
}
