package io.mailpulse.mail;

import io.mailpulse.schema.DeadLetter;
import io.mailpulse.schema.EmailRaw;
import java.util.List;

/** What became of one raw mail: records, or a dead letter. Never neither, never both. */
public sealed interface ReadResult {

  /**
   * The mail was read.
   *
   * @param mails the mail itself first, then those attached to it as message/rfc822, each with its
   *     {@code parent_email_id}; all redacted and threaded by their headers
   */
  record Read(List<EmailRaw> mails) implements ReadResult {}

  /**
   * The mail could not be read.
   *
   * @param letter who gave up, on what, with which payload
   */
  record Rejected(DeadLetter letter) implements ReadResult {}
}
