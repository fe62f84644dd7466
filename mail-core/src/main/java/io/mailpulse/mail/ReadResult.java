package io.mailpulse.mail;

import io.mailpulse.schema.DeadLetter;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.RedactedMail;
import java.util.List;

/** What became of one raw mail: records, or a dead letter. Never neither, never both. */
public sealed interface ReadResult {

  /**
   * The mail was read.
   *
   * @param mails the mail itself first, then those attached to it as message/rfc822, each with its
   *     {@code parent_email_id}; all redacted and threaded by their headers
   */
  record Read(List<RedactedMail> mails) implements ReadResult {

    /**
     * Takes records that redaction has run over.
     *
     * @throws IllegalArgumentException if one says that it has not
     */
    public static Read of(List<EmailRaw> emails) {
      return new Read(emails.stream().map(RedactedMail::of).toList());
    }

    /** The records of the mails. */
    public List<EmailRaw> emails() {
      return mails.stream().map(RedactedMail::email).toList();
    }
  }

  /**
   * The mail could not be read.
   *
   * @param letter who gave up, on what, with which payload
   */
  record Rejected(DeadLetter letter) implements ReadResult {}
}
