package io.mailpulse.generate;

import io.mailpulse.generate.truth.MailTruth;
import java.time.Duration;
import java.util.List;

/**
 * One arrival of a mail.
 *
 * @param bytes as they came
 * @param truths what is true of it, and then of the mails attached to it
 * @param sinceStart when it arrives, in the time of the run that is told of
 */
public record GeneratedMail(byte[] bytes, List<MailTruth> truths, Duration sinceStart) {

  /** What is true of the mail itself. */
  public MailTruth truth() {
    return truths.get(0);
  }
}
