package io.mailpulse.schema;

import java.util.Objects;

/**
 * The record of a mail that redaction has run over. Scoring, rows and documents take only this
 * type. It can be made only of a record that says {@code pii_redacted}, and an architecture test
 * holds that nothing but the reader that redacts writes that field; so a record that was read
 * without redaction, or that some other program wrote, is refused before a model or a sink sees it.
 */
public final class RedactedMail {

  private final EmailRaw email;

  private RedactedMail(EmailRaw email) {
    this.email = email;
  }

  /**
   * Takes a record as the redacted mail that it says it is.
   *
   * @throws IllegalArgumentException if it says that redaction has not run
   */
  public static RedactedMail of(EmailRaw email) {
    Objects.requireNonNull(email, "email");
    if (!email.getPiiRedacted()) {
      throw new IllegalArgumentException(
          "mail "
              + email.getEmailId()
              + ": expected a record that redaction has run over, found pii_redacted = false. Read"
              + " the mail with MailReader; what InspectionReader reads must not leave the"
              + " machine.");
    }
    return new RedactedMail(email);
  }

  /** The record itself. */
  public EmailRaw email() {
    return email;
  }

  /** Some of its text, in order, as the type that models take. */
  public RedactedText text(CharSequence part) {
    return RedactedText.ofRedacted(part.toString());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RedactedMail that && email.equals(that.email);
  }

  @Override
  public int hashCode() {
    return email.hashCode();
  }

  /** Names the mail; nothing of what it says. */
  @Override
  public String toString() {
    return "RedactedMail[" + email.getEmailId() + "]";
  }
}
