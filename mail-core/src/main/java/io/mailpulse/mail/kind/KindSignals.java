package io.mailpulse.mail.kind;

import io.mailpulse.mail.address.HeaderAddress;
import io.mailpulse.mail.header.EncodedWords;
import io.mailpulse.mail.header.FieldNames;
import io.mailpulse.mail.header.MailHeaders;
import io.mailpulse.mail.wordlist.ResourceLines;
import io.mailpulse.schema.MailKind;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What headers and structure say of who or what wrote a mail. Reports and invitations are told by
 * their structure, automatic answers by what they declare, bulk by its list headers; a person's
 * post on a discussion list stays a person's.
 */
public final class KindSignals {

  private static final MachineSenders MACHINE_SENDERS =
      new MachineSenders(ResourceLines.of(KindSignals.class, "machine-senders.txt"));
  private static final SubjectPrefixes AUTO_REPLY_SUBJECTS =
      new SubjectPrefixes(ResourceLines.of(KindSignals.class, "auto-reply-subjects.txt"));
  private static final SubjectPrefixes BOUNCE_SUBJECTS =
      new SubjectPrefixes(ResourceLines.of(KindSignals.class, "bounce-subjects.txt"));

  private final Map<String, String> headers = new HashMap<>();
  private String reportType = "";
  private boolean deliveryStatus;
  private boolean feedbackReport;
  private boolean calendar;
  private boolean digest;

  /** Takes note of a field that tells a kind ({@link FieldNames#tellsKind}). */
  public void header(String name, String value) {
    headers.putIfAbsent(name, EncodedWords.oneLine(value).toLowerCase(Locale.ROOT));
  }

  /** Takes note of a part whose type is known. */
  public void part(DeclaredPart part) {
    switch (part.mediaType()) {
      case "multipart/report" -> {
        if (reportType.isEmpty()) {
          reportType =
              part.contentType().parameter("report-type").orElse("").toLowerCase(Locale.ROOT);
        }
      }
      case "message/delivery-status", "message/global-delivery-status" -> deliveryStatus = true;
      case "message/feedback-report" -> feedbackReport = true;
      case "multipart/digest" -> digest |= part.isRoot();
      case "text/calendar", "application/ics" ->
          calendar |= part.isRoot() || !part.calendarMethod().isEmpty() && !part.isAttached();
      default -> {
        // Other parts do not tell who wrote the mail.
      }
    }
  }

  /** The kind, once all parts are read. */
  public MailKind kind(MailHeaders mail) {
    if (feedbackReport || reportType.equals("feedback-report")) {
      return MailKind.FEEDBACK_REPORT;
    }
    if (deliveryStatus || reportType.equals("delivery-status") || isOldBounce(mail)) {
      return MailKind.DELIVERY_REPORT;
    }
    if (calendar) {
      return MailKind.CALENDAR;
    }
    if (isAutoReply(mail)) {
      return MailKind.AUTO_REPLY;
    }
    return isBulk(mail) ? MailKind.BULK : MailKind.PERSON;
  }

  /** Bounces from before RFC 3464, and from servers that never learned it. */
  private boolean isOldBounce(MailHeaders mail) {
    if (headers.containsKey("x-failed-recipients")) {
      return true;
    }
    String local = senderLocalPart(mail);
    boolean daemon = local.equals("mailer-daemon") || local.equals("postmaster");
    boolean noReturn = headers.getOrDefault("return-path", "").startsWith("<>");
    return (daemon || noReturn) && BOUNCE_SUBJECTS.match(mail.subject());
  }

  private boolean isAutoReply(MailHeaders mail) {
    if (reportType.equals("disposition-notification")) {
      return true;
    }
    String submitted = headers.getOrDefault("auto-submitted", "");
    return submitted.startsWith("auto-replied")
        || submitted.startsWith("auto-notified") && headers.containsKey("in-reply-to")
        || precedence().equals("auto_reply")
        || precedence().equals("auto-reply")
        || isYes("x-autoreply")
        || isYes("x-autorespond")
        || isYes("x-auto-reply")
        || headers.containsKey("x-autoreply-from")
        || headers.containsKey("x-vacation")
        || headers.getOrDefault("x-ms-exchange-generated-message-source", "").contains("oof")
        || AUTO_REPLY_SUBJECTS.match(mail.subject());
  }

  private boolean isYes(String header) {
    String value = headers.get(header);
    return value != null && !value.startsWith("no");
  }

  private boolean isBulk(MailHeaders mail) {
    String submitted = headers.getOrDefault("auto-submitted", "no");
    if (!submitted.startsWith("no") || digest) {
      return true;
    }
    if (MACHINE_SENDERS.match(senderLocalPart(mail))) {
      return true;
    }
    if (isDiscussionList()) {
      return false;
    }
    boolean answersSomeone = mail.inReplyTo().isPresent() || !mail.references().isEmpty();
    return headers.containsKey("list-unsubscribe-post")
        || headers.containsKey("feedback-id")
        || headers.containsKey("x-campaign")
        || headers.containsKey("x-campaignid")
        || headers.containsKey("x-mailchimp-campaign")
        || headers.containsKey("x-csa-complaints")
        || !answersSomeone
            && (headers.containsKey("list-unsubscribe")
                || headers.containsKey("list-id")
                || precedence().equals("bulk")
                || precedence().equals("junk")
                || precedence().equals("list"));
  }

  /** A list that its members write to, as opposed to one that only its owner writes to. */
  private boolean isDiscussionList() {
    String post = headers.get("list-post");
    if (post != null) {
      return !post.startsWith("no");
    }
    return headers.containsKey("mailing-list")
        || headers.containsKey("x-mailing-list")
        || headers.containsKey("x-beenthere")
        || headers.containsKey("x-mailman-version");
  }

  private String precedence() {
    return headers.getOrDefault("precedence", "");
  }

  private static String senderLocalPart(MailHeaders mail) {
    if (mail.from().isEmpty()) {
      return "";
    }
    HeaderAddress sender = mail.from().get(0);
    int at = sender.address().indexOf('@');
    return (at < 0 ? sender.address() : sender.address().substring(0, at)).toLowerCase(Locale.ROOT);
  }
}
