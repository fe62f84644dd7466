package io.mailpulse.flink.record;

import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.EmailSentiment;
import io.mailpulse.schema.UnknownReason;

/**
 * A mail and what the model says of it: what every store takes. Both records are redacted and carry
 * the same {@code email_id}. A later one with the same id, told by the sentiment's {@code
 * processed_at}, replaces an earlier one.
 *
 * @param raw the mail
 * @param sentiment its score
 * @param replaces the record of the same mail that this one corrects, or null if it is the mail's
 *     first
 */
public record ScoredMail(EmailRaw raw, EmailSentiment sentiment, Replaced replaces) {

  private static final String PENDING = UnknownReason.PENDING.wireName();

  /** A mail's first record. */
  public ScoredMail(EmailRaw raw, EmailSentiment sentiment) {
    this(raw, sentiment, null);
  }

  /** Whether a record of this mail went before. */
  public boolean isCorrection() {
    return replaces != null;
  }

  /** Whether the mail waits for the model: a correction follows. */
  public boolean isPending() {
    return PENDING.equals(sentiment.getUnknownReason());
  }

  /** The same mail under another score. */
  public ScoredMail with(EmailSentiment other) {
    return new ScoredMail(raw, other, replaces);
  }
}
