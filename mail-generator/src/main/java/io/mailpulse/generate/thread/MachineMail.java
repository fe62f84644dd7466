package io.mailpulse.generate.thread;

import io.mailpulse.generate.draw.Draws;
import io.mailpulse.generate.language.Key;
import io.mailpulse.generate.language.Language;
import io.mailpulse.generate.mime.FieldLines;
import io.mailpulse.generate.mime.NamedAddress;
import io.mailpulse.generate.mime.Part;
import io.mailpulse.generate.truth.MailTruth;
import io.mailpulse.generate.truth.PlantedValue;
import io.mailpulse.generate.truth.ValueKind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What no person writes: newsletters and reports of failed delivery. */
final class MachineMail {

  private final Language language;
  private final String host;
  private final Correspondent customer;

  MachineMail(Language language, String host, Correspondent customer) {
    this.language = language;
    this.host = host;
    this.customer = customer;
  }

  MailWriter.Result news(Instant receivedAt, Draws draws) {
    var gender = customer.person().gender();
    Map<String, String> slots = Map.of("d", Integer.toString(draws.between(5, 9)));
    String subject = language.say(Key.NEWS_SUBJECT, draws, gender, slots);
    List<String> paragraphs = language.sayAll(Key.NEWS, 2, draws, gender, slots);
    Letter letter =
        new Letter(
            language.say(Key.HELLO, draws, gender, slots),
            paragraphs,
            List.of(host),
            List.of(),
            List.of(),
            Quote.NONE);
    Assembly assembly = new Assembly(StandardCharsets.UTF_8, draws);
    String messageId = Long.toHexString(draws.bits()) + ".news@mail." + host;
    NamedAddress from = new NamedAddress("News", "news@" + host);
    OffsetDateTime sentAt = sentAt(receivedAt, draws);
    FieldLines fields =
        received(assembly.fields(), receivedAt, draws)
            .date("Date", sentAt)
            .mailboxes("From", List.of(from))
            .mailboxes("To", List.of(customer.mailbox()))
            .text("Subject", subject)
            .add("Message-ID", "<" + messageId + ">")
            .add("List-Unsubscribe", "<https://news." + host + "/stop>")
            .add("Precedence", "bulk");
    byte[] bytes = Part.mail(fields, assembly.letter(letter, Client.WEB));
    return result(
        Act.NEWS,
        messageId,
        Optional.empty(),
        from,
        customer.mailbox(),
        subject,
        sentAt,
        receivedAt,
        language.code(),
        customer.personal().stream().filter(v -> v.place().equals("from")).toList(),
        bytes,
        fields);
  }

  MailWriter.Result bounce(WrittenMail returned, Instant receivedAt, Draws draws) {
    String address = returned.to().address();
    Assembly assembly = new Assembly(StandardCharsets.US_ASCII, draws);
    String text =
        """
        This is the mail system of mx.%s.

        Your message could not be delivered to one of its recipients. Its header is attached.

        <%s>: the mailbox is full
        """
            .formatted(host, address);
    String status =
        """
        Reporting-MTA: dns; mx.%s

        Final-Recipient: rfc822; %s
        Action: failed
        Status: 5.2.2
        Diagnostic-Code: smtp; 552 5.2.2 mailbox is full
        """
            .formatted(host, address);
    Part content =
        assembly.multi(
            "report; report-type=delivery-status",
            List.of(
                assembly.text("plain", text),
                Part.Leaf.message("message/delivery-status", ascii(status)),
                Part.Leaf.message("text/rfc822-headers", ascii(returned.header()))));
    String messageId = Long.toHexString(draws.bits()) + ".bounce@mx." + host;
    NamedAddress from = new NamedAddress("Mail Delivery System", "MAILER-DAEMON@mx." + host);
    String subject = "Undelivered Mail Returned to Sender";
    OffsetDateTime sentAt = sentAt(receivedAt, draws);
    List<String> references = MailWriter.references(returned);
    FieldLines fields =
        received(assembly.fields(), receivedAt, draws)
            .date("Date", sentAt)
            .mailboxes("From", List.of(from))
            .mailboxes("To", List.of(returned.from()))
            .text("Subject", subject)
            .add("Message-ID", "<" + messageId + ">")
            .ids("In-Reply-To", List.of(returned.messageId()))
            .ids("References", references)
            .add("Auto-Submitted", "auto-replied");
    return result(
        Act.BOUNCE,
        messageId,
        Optional.of(returned),
        from,
        returned.from(),
        subject,
        sentAt,
        receivedAt,
        "en",
        List.of(new PlantedValue(ValueKind.EMAIL_ADDRESS, address, "body")),
        Part.mail(fields, content),
        fields);
  }

  private static MailWriter.Result result(
      Act act,
      String messageId,
      Optional<WrittenMail> parent,
      NamedAddress from,
      NamedAddress to,
      String subject,
      OffsetDateTime sentAt,
      Instant receivedAt,
      String language,
      List<PlantedValue> planted,
      byte[] bytes,
      FieldLines fields) {
    return new MailWriter.Result(
        new Draft(
            messageId,
            parent.map(WrittenMail::messageId).orElse(null),
            MailTruth.READ,
            act.label(),
            act.isCertain(),
            act.kind(),
            language,
            sentAt.toInstant(),
            receivedAt,
            planted,
            bytes,
            Optional.empty()),
        new WrittenMail(
            messageId,
            parent.map(MailWriter::references).orElse(List.of()),
            from,
            to,
            subject,
            sentAt,
            List.of(),
            fields.toString()));
  }

  private FieldLines received(FieldLines fields, Instant receivedAt, Draws draws) {
    return fields.add(
        "Received",
        "by mx."
            + host
            + " id "
            + Long.toHexString(draws.bits())
            + ";\r\n\t"
            + FieldLines.date(receivedAt.atOffset(ZoneOffset.UTC)));
  }

  private static OffsetDateTime sentAt(Instant receivedAt, Draws draws) {
    return receivedAt.minusSeconds(draws.between(1, 9)).atOffset(ZoneOffset.UTC);
  }

  private static byte[] ascii(String text) {
    return text.replace("\r\n", "\n").replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
  }
}
