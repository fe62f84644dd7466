package io.mailpulse.flink.record;

import io.mailpulse.schema.EmailSentiment;
import io.mailpulse.schema.MailKind;
import io.mailpulse.schema.SentimentLabel;

/** Whether a mail counts in moods: only what a person wrote and the model has a label for. */
public enum Counting {
  IN_MOOD,
  APART;

  private static final String PERSON = MailKind.PERSON.wireName();
  private static final String UNKNOWN = SentimentLabel.UNKNOWN.wireName();

  /** Whether a scored mail counts. */
  public static Counting of(EmailSentiment mail) {
    return PERSON.equals(mail.getMailKind()) && !UNKNOWN.equals(mail.getLabel()) ? IN_MOOD : APART;
  }
}
