package io.mailpulse.flink.thread;

import io.mailpulse.flink.record.Counting;
import io.mailpulse.flink.record.Mean;
import io.mailpulse.mail.thread.BaseSubject;
import io.mailpulse.mail.thread.ThreadRank;
import io.mailpulse.mail.thread.ThreadRank.Anchor;
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

  /** Redacted base subject of the latest mail. */
  public String lastSubject = "";

  /** The latest mail. */
  public String lastEmailId = "";

  /** Bundle behind the latest score. */
  public String modelVersion = "";

  /** True from the mail that turned the thread until its negativity falls back. */
  public boolean turned;

  /**
   * Thread that holds this one's mails from now on, if a merge was heard of: another, or this one.
   * The fields below are its rank.
   */
  public String intoThreadId = "";

  /** Name of what names that thread. */
  public String intoAnchor = "";

  /** When the oldest mail with its id was sent. */
  public long intoSinceMillis;

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
      lastSubject = BaseSubject.of(subject).text();
      lastEmailId = mail.getEmailId();
      modelVersion = mail.getModelVersion();
    }
    firstSeenMillis = Math.min(firstSeenMillis, at);
    volume++;
    addScore(mail);
  }

  /** Puts the score of a mail in the place of what it was added with as pending. */
  void correct(EmailSentiment mail) {
    if (mail.getEmailId().equals(lastEmailId)) {
      lastLabel = mail.getLabel();
      modelVersion = mail.getModelVersion();
    }
    addScore(mail);
  }

  private void addScore(EmailSentiment mail) {
    if (Counting.of(mail) == Counting.IN_MOOD) {
      scored++;
      negative += "negative".equals(mail.getLabel()) ? 1 : 0;
      polaritySum += mail.getPolarity();
    }
  }

  /** Takes note of a merge; an older notice than the one known changes nothing. */
  void hear(ThreadRank into) {
    boolean first = intoThreadId.isEmpty();
    if (first
        || into.compareTo(
                new ThreadRank(Anchor.fromWireName(intoAnchor), intoSinceMillis, intoThreadId))
            < 0) {
      intoThreadId = into.threadId();
      intoAnchor = into.anchor().wireName();
      intoSinceMillis = into.sinceMillis();
    }
  }

  double averagePolarity() {
    return Mean.of(polaritySum, scored);
  }
}
