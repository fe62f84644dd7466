package io.mailpulse.flink.record;

import io.mailpulse.schema.EmailSentiment;
import io.mailpulse.schema.UnknownReason;

/**
 * What windows count of a mail: its score, without the mail.
 *
 * @param sentiment the score
 * @param replaces the record of the same mail that this one corrects, or null if it is the mail's
 *     first
 * @param version model version that the mail's window goes by, whatever version scored the mail
 */
public record CountedMail(EmailSentiment sentiment, Replaced replaces, String version) {

  private static final String PENDING = UnknownReason.PENDING.wireName();

  /** What is counted of a mail, under the version of its first record. */
  public static CountedMail of(ScoredMail mail) {
    return new CountedMail(
        mail.sentiment(),
        mail.replaces(),
        mail.isCorrection() ? mail.replaces().modelVersion() : mail.sentiment().getModelVersion());
  }

  /** The same mail in a window that goes by a version. */
  public CountedMail under(String other) {
    return new CountedMail(sentiment, replaces, other);
  }

  /** The same mail under another score. */
  public CountedMail with(EmailSentiment other) {
    return new CountedMail(other, replaces, version);
  }

  /** Whether a record of this mail went before. */
  public boolean isCorrection() {
    return replaces != null;
  }

  /** Whether the mail waits for the model: a correction follows. */
  public boolean isPending() {
    return PENDING.equals(sentiment.getUnknownReason());
  }
}
