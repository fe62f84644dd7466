package io.mailpulse.mail.attachment;

/**
 * What came of reading a file.
 *
 * @param outcome how it ended
 * @param text the text; empty unless something was read
 */
public record AttachmentText(Outcome outcome, String text) {

  /** How reading a file ended. */
  public enum Outcome {
    /** The whole text was read. */
    READ,
    /** The text is longer than the bound; its beginning was read. */
    CUT,
    /** The file is larger than the bound and was not opened. */
    TOO_LARGE,
    /** No parser knows the type, or the file is broken or encrypted. */
    UNREADABLE,
    /** The wall time was over; the process was killed. */
    TIMED_OUT,
    /** The process ended: out of memory, or worse. */
    CRASHED
  }

  static AttachmentText none(Outcome outcome) {
    return new AttachmentText(outcome, "");
  }
}
