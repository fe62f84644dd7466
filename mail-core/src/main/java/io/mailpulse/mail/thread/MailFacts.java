package io.mailpulse.mail.thread;

import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.Segment;
import io.mailpulse.schema.SegmentKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;

/**
 * What threading needs to know of a mail: small, without any of its text. Ids, addresses and lines
 * are kept as 64-bit hashes. Immutable.
 */
public final class MailFacts {

  /** How the mail's own headers name its thread. */
  public enum Headers {
    /** References, In-Reply-To or the Thread-Index of a reply. */
    NAME_A_PARENT,
    NONE
  }

  /** Order of sending; mails of the same instant have an order too. */
  static final Comparator<MailFacts> BY_TIME =
      Comparator.comparingLong(MailFacts::sentAtMillis).thenComparing(MailFacts::emailId);

  private static final int MOST_REFERENCES = 50;
  private static final int MOST_RECIPIENTS = 24;
  private static final int MOST_LINES = 24;
  private static final long NO_ADDRESS = LineHashes.address("");

  private final String emailId;
  private final String messageId;
  private final String headerThreadId;
  private final String headerEvidence;
  private final String headerParent;
  private final BaseSubject subject;
  private final long sentAtMillis;
  private final long[] ids;
  private final long sender;
  private final long[] recipients;
  private final long[] authoredLines;
  private final long[] quotedLines;

  MailFacts(
      String emailId,
      String messageId,
      String headerThreadId,
      String headerEvidence,
      String headerParent,
      BaseSubject subject,
      long sentAtMillis,
      long[] ids,
      long sender,
      long[] recipients,
      long[] authoredLines,
      long[] quotedLines) {
    this.emailId = Objects.requireNonNull(emailId, "emailId");
    this.messageId = messageId;
    this.headerThreadId = Objects.requireNonNull(headerThreadId, "headerThreadId");
    this.headerEvidence = Objects.requireNonNull(headerEvidence, "headerEvidence");
    this.headerParent = headerParent;
    this.subject = subject;
    this.sentAtMillis = sentAtMillis;
    this.ids = ids;
    this.sender = sender;
    this.recipients = recipients;
    this.authoredLines = authoredLines;
    this.quotedLines = quotedLines;
  }

  /**
   * Takes the facts from a record whose thread id is still the one that its headers name.
   *
   * @param mail a parsed mail; redacted or not, as long as all mails of a tenant are alike
   */
  public static MailFacts of(EmailRaw mail) {
    List<String> references = mail.getHeaders().getReferences();
    String inReplyTo = mail.getHeaders().getInReplyTo();
    Instant sentAt = mail.getSentAt() == null ? mail.getTimestamp() : mail.getSentAt();
    List<String> recipients = new ArrayList<>(mail.getTo());
    recipients.addAll(mail.getCc());
    String body = mail.getBodyText();
    return new MailFacts(
        mail.getEmailId(),
        mail.getMessageId(),
        mail.getThreadId(),
        mail.getThreadEvidence(),
        parent(references, inReplyTo, mail.getMessageId()),
        BaseSubject.of(mail.getSubject()),
        sentAt.toEpochMilli(),
        ids(mail.getMessageId(), references, inReplyTo, mail.getThreadId()),
        LineHashes.address(mail.getFrom()),
        recipients.stream().limit(MOST_RECIPIENTS).mapToLong(LineHashes::address).toArray(),
        lines(mail, body, SegmentKind.AUTHORED),
        lines(mail, body, SegmentKind.QUOTED));
  }

  private static String parent(List<String> references, String inReplyTo, String own) {
    if (inReplyTo != null && !inReplyTo.equals(own)) {
      return inReplyTo;
    }
    for (int i = references.size() - 1; i >= 0; i--) {
      if (!references.get(i).equals(own)) {
        return references.get(i);
      }
    }
    return null;
  }

  private static long[] ids(
      String own, List<String> references, String inReplyTo, String headerThread) {
    List<String> all = new ArrayList<>();
    all.add("thread:" + headerThread);
    if (own != null) {
      all.add(own);
    }
    if (inReplyTo != null) {
      all.add(inReplyTo);
    }
    int size = references.size();
    for (int i = 0; i < size; i++) {
      // the first names the root; of a very long chain the last ones matter
      if (i == 0 || i > size - MOST_REFERENCES) {
        all.add(references.get(i));
      }
    }
    return all.stream().mapToLong(LineHashes::text).distinct().toArray();
  }

  private static long[] lines(EmailRaw mail, String body, SegmentKind kind) {
    LineHashes hashes = new LineHashes(MOST_LINES);
    for (Segment segment : mail.getSegments()) {
      if (segment.getKind().equals(kind.wireName())) {
        hashes.addLines(body, segment.getStart(), segment.getEnd());
      }
    }
    return hashes.toArray();
  }

  /** Id of the mail. */
  public String emailId() {
    return emailId;
  }

  /** Keys of the subject: what engines partition by. */
  public BaseSubject subject() {
    return subject;
  }

  /** Message id, or null. */
  String messageId() {
    return messageId;
  }

  String headerThreadId() {
    return headerThreadId;
  }

  String headerEvidence() {
    return headerEvidence;
  }

  /** Message id of the parent that headers name, or null. */
  String headerParent() {
    return headerParent;
  }

  Headers headers() {
    return headerEvidence.equals("self") ? Headers.NONE : Headers.NAME_A_PARENT;
  }

  long sentAtMillis() {
    return sentAtMillis;
  }

  /** Hashes of message ids that this mail ties together. */
  long[] ids() {
    return ids;
  }

  long sender() {
    return sender;
  }

  long[] recipients() {
    return recipients;
  }

  long[] authoredLines() {
    return authoredLines;
  }

  long[] quotedLines() {
    return quotedLines;
  }

  /** Whether subject or body show an answer: a prefix, or quoted text. */
  boolean looksLikeReply() {
    return subject.prefix() == BaseSubject.Prefix.REPLY_OR_FORWARD || quotedLines.length > 0;
  }

  /** Whether one of the two wrote to or is the other. */
  boolean isBetweenSamePeople(MailFacts other) {
    return sender == other.sender
        || contains(other.recipients, sender)
        || contains(recipients, other.sender);
  }

  /** Whether at least two addresses stand on both mails, as sender or recipient. */
  boolean sharesTwoAddresses(MailFacts other) {
    return Arrays.stream(addresses())
            .filter(address -> contains(other.addresses(), address))
            .count()
        >= 2;
  }

  private long[] addresses() {
    return LongStream.concat(LongStream.of(sender), Arrays.stream(recipients))
        .filter(address -> address != NO_ADDRESS)
        .distinct()
        .toArray();
  }

  /** Whether one of the two quotes a line that the other wrote. */
  boolean sharesQuotedText(MailFacts other) {
    return meet(quotedLines, other.authoredLines) || meet(other.quotedLines, authoredLines);
  }

  private static boolean meet(long[] some, long[] others) {
    for (long line : some) {
      if (contains(others, line)) {
        return true;
      }
    }
    return false;
  }

  private static boolean contains(long[] values, long value) {
    return Arrays.stream(values).anyMatch(candidate -> candidate == value);
  }
}
