package io.mailpulse.mail.thread;

import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.Segment;
import io.mailpulse.schema.ThreadHeaders;
import io.mailpulse.schema.id.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Mails for tests of threading; the email id is the message id, to be readable. */
final class Mails {

  private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");

  private final String id;
  private String subject = "Subject";
  private String from = "someone@shop.example";
  private String to = "list@lists.example";
  private List<String> references = List.of();
  private String inReplyTo;
  private Instant sentAt = START;
  private String wrote = "";
  private String quoted = "";

  private Mails(String id) {
    this.id = id;
  }

  static Mails mail(String id) {
    return new Mails(id).from(id + "@shop.example");
  }

  Mails subject(String value) {
    subject = value;
    return this;
  }

  Mails from(String value) {
    from = value;
    return this;
  }

  Mails to(String value) {
    to = value;
    return this;
  }

  Mails references(String... values) {
    references = List.of(values);
    return this;
  }

  Mails inReplyTo(String value) {
    inReplyTo = value;
    return this;
  }

  Mails day(int value) {
    sentAt = START.plus(Duration.ofDays(value));
    return this;
  }

  Mails wrote(String value) {
    wrote = value;
    return this;
  }

  Mails quoted(String value) {
    quoted = "> " + value;
    return this;
  }

  MailFacts build() {
    String root = references.isEmpty() ? inReplyTo : references.get(0);
    String evidence = "self";
    if (root != null) {
      evidence = references.isEmpty() ? "in_reply_to" : "references";
    }
    EmailRaw mail = new EmailRaw();
    mail.setEmailId(id);
    mail.setTenantId("acme");
    mail.setMessageId(id);
    mail.setThreadId(Ids.thread("acme", "mid:" + (root == null ? id : root)));
    mail.setThreadEvidence(evidence);
    mail.setTimestamp(sentAt);
    mail.setFrom(from);
    mail.setTo(List.of(to));
    mail.setCc(List.of());
    mail.setSubject(subject);
    mail.setBodyText(wrote + "\n" + quoted);
    mail.setSegments(
        List.of(
            new Segment("authored", 0, wrote.length() + 1, null),
            new Segment("quoted", wrote.length() + 1, wrote.length() + 1 + quoted.length(), null)));
    mail.setHeaders(new ThreadHeaders(inReplyTo, references));
    return MailFacts.of(mail);
  }

  /** Random mails that answer, quote and miss each other; each has a time of its own. */
  static List<MailFacts> conversation(Random random, int size) {
    List<MailFacts> mails = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      Mails mail =
          mail("m" + i)
              .subject((random.nextBoolean() ? "Re: " : "") + "Late parcel " + random.nextInt(3))
              .from("p" + random.nextInt(4) + "@shop.example")
              .to("p" + random.nextInt(4) + "@shop.example")
              .wrote("This line was written by the mail with the number " + i);
      mail.sentAt = START.plusSeconds(i + 86_400L * random.nextInt(30));
      if (random.nextInt(3) == 0) {
        mail.references("m" + random.nextInt(size), "m" + random.nextInt(size));
      } else if (random.nextInt(4) == 0) {
        mail.inReplyTo("m" + random.nextInt(size + 3));
      }
      if (random.nextInt(3) == 0) {
        mail.quoted("This line was written by the mail with the number " + random.nextInt(size));
      }
      mails.add(mail.build());
    }
    return mails;
  }
}
