package io.mailpulse.flink.record;

import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.EmailSentiment;

/**
 * A mail and what the model says of it: what every store takes. Both records are redacted and carry
 * the same {@code email_id}. A later one with the same id, told by the sentiment's {@code
 * processed_at}, replaces an earlier one.
 *
 * @param raw the mail
 * @param sentiment its score
 */
public record ScoredMail(EmailRaw raw, EmailSentiment sentiment) {}
