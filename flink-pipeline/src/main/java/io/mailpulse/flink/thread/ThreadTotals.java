package io.mailpulse.flink.thread;

import io.mailpulse.schema.EmailSentiment;

/**
 * What is known of a thread beyond its last 24 hours. A mutable bean: Flink serialises it field by
 * field.
 */
public final class ThreadTotals {

  /** Event time of the earliest mail. */
  public long firstSeenMillis = Long.MAX_VALUE;

  /** Event time of the latest mail. */
  public long lastSeenMillis = Long.MIN_VALUE;

  /** Mails so far, unknown and machine mail included. */
  public long volume;

  /** Person mails with a label so far. */
  public long scored;

  /** Of scored. */
  public long negative;

  /** Sum of polarity over scored. */
  public double polaritySum;

  /** Label of the latest mail. */
  public String lastLabel = "";

  /** Redacted subject of the latest mail. */
  public String lastSubject = "";

  /** The latest mail. */
  public String lastEmailId = "";

  /** Bundle behind the latest score. */
  public String modelVersion = "";

  /** True from the mail that turned the thread until its negativity falls back. */
  public boolean turned;

  /** Event time at which a silent thread is forgotten. */
  public long forgetAtMillis = Long.MIN_VALUE;

  /** A thread without mails. */
  public ThreadTotals() {}

  void add(EmailSentiment mail, String subject) {
    long at = mail.getCreatedAt().toEpochMilli();
    // Mails of the same instant have an order too, so that every arrival order ends the same.
    if (at > lastSeenMillis
        || at == lastSeenMillis && mail.getEmailId().compareTo(lastEmailId) > 0) {
      lastSeenMillis = at;
      lastLabel = mail.getLabel();
      lastSubject = subject;
      lastEmailId = mail.getEmailId();
      modelVersion = mail.getModelVersion();
    }
    firstSeenMillis = Math.min(firstSeenMillis, at);
    volume++;
    if (Counting.of(mail) == Counting.IN_MOOD) {
      scored++;
      negative += "negative".equals(mail.getLabel()) ? 1 : 0;
      polaritySum += mail.getPolarity();
    }
  }

  double averagePolarity() {
    return scored == 0 ? 0 : polaritySum / scored;
  }
}
