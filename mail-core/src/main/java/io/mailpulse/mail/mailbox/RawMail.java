package io.mailpulse.mail.mailbox;

import java.io.IOException;
import java.io.UncheckedIOException;

/** One mail of a mailbox; its bytes are read when they are asked for. */
public final class RawMail {

  private final String source;
  private final long sizeBytes;
  private final Content content;

  RawMail(String source, long sizeBytes, Content content) {
    this.source = source;
    this.sizeBytes = sizeBytes;
    this.content = content;
  }

  /** Where the mail was read: its path, with {@code #n} (from 1) inside an mbox. */
  public String source() {
    return source;
  }

  /** Size in bytes. */
  public long sizeBytes() {
    return sizeBytes;
  }

  /**
   * The raw bytes. Of a mail larger than {@link MailboxReader#MAX_BYTES} only the first bytes are
   * given, one more than that, so that the parser names the limit it breaks.
   *
   * @throws UncheckedIOException if the file cannot be read any more
   */
  public byte[] bytes() {
    try {
      return content.read();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + source, e);
    }
  }

  /** Reads the bytes of a mail. */
  @FunctionalInterface
  interface Content {
    byte[] read() throws IOException;
  }
}
