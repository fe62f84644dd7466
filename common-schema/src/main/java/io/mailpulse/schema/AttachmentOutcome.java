package io.mailpulse.schema;

import java.util.Locale;

/** What came of reading the text of an attached file. */
public enum AttachmentOutcome {
  /** The whole text was read. */
  READ,
  /** The text is longer than the room left for it; its beginning was read, if there was room. */
  CUT,
  /** There is no text in it (a picture, a scan), or no parser knows the type. */
  EMPTY,
  /** It opens with a password only. */
  ENCRYPTED,
  /** It is broken, or made to unpack into more than a document ever holds. */
  UNREADABLE,
  /** It has more bytes than the bound and was not opened. */
  TOO_LARGE,
  /** As many files of the mail as the bound allows were opened before it. */
  TOO_MANY,
  /** The time for one file was over; the process that read it was killed. */
  TIMED_OUT,
  /** The files before it used up the mail's time; it was not opened. */
  NO_TIME,
  /** The process that read it ended: out of memory, or worse. */
  CRASHED;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /** The name in records. */
  public String wireName() {
    return wireName;
  }
}
