package io.mailpulse.schema;

/** What a tenant wants of the text of attached files. */
public enum AttachmentUse {
  /** Files stay unopened. */
  CLOSED,
  /** The text is read, redacted and added to the body as segments of its own. */
  READ,
  /** It is also scored, below what the sender wrote. */
  SCORED;

  /** Whether files are opened. */
  public boolean opens() {
    return this != CLOSED;
  }
}
