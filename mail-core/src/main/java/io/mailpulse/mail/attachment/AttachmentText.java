package io.mailpulse.mail.attachment;

import io.mailpulse.schema.AttachmentOutcome;

/**
 * What came of reading a file.
 *
 * @param outcome how it ended
 * @param text the text; empty unless something was read
 */
public record AttachmentText(AttachmentOutcome outcome, String text) {

  static AttachmentText none(AttachmentOutcome outcome) {
    return new AttachmentText(outcome, "");
  }
}
