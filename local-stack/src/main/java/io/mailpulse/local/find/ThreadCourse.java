package io.mailpulse.local.find;

import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.EmailSentiment;
import io.mailpulse.schema.MailKind;
import io.mailpulse.schema.SentimentLabel;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * A thread from its first mail to its last.
 *
 * @param threadId the thread
 * @param mails its mails with their scores, by event time
 */
public record ThreadCourse(String threadId, List<Mail> mails) {

  /**
   * A mail that was answered.
   *
   * @param raw the mail
   * @param score its score
   */
  public record Mail(EmailRaw raw, EmailSentiment score) {

    boolean negativeOfPerson() {
      return score.getMailKind().equals(MailKind.PERSON.wireName())
          && score.getLabel().equals(SentimentLabel.NEGATIVE.wireName());
    }
  }

  /** Sorts the mails. */
  public ThreadCourse {
    mails =
        mails.stream()
            .sorted(
                Comparator.<Mail, Instant>comparing(m -> m.score().getCreatedAt())
                    .thenComparing(m -> m.score().getEmailId()))
            .toList();
  }

  /** How much anger it holds: the confidences of its negative mails from people, summed up. */
  public double heat() {
    return mails.stream()
        .filter(Mail::negativeOfPerson)
        .mapToDouble(mail -> mail.score().getConfidence())
        .sum();
  }

  /** Highest negativity that its 24 h window reached, 0 to 1. */
  public double peakNegRate() {
    return mails.stream()
        .map(mail -> mail.score().getThreadNegRate24h())
        .filter(Objects::nonNull)
        .mapToDouble(Double::doubleValue)
        .max()
        .orElse(0);
  }

  /** Redacted subject of its first mail. */
  public String subject() {
    return mails.get(0).raw().getSubject();
  }
}
