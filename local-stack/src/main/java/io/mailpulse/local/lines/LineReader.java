package io.mailpulse.local.lines;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Cuts a byte stream at line feeds, and knows whether reading on would wait. */
final class LineReader {

  private static final int BUFFER = 1 << 16;

  private final BufferedInputStream in;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(BUFFER);

  LineReader(InputStream in) {
    this.in = new BufferedInputStream(in, BUFFER);
  }

  /** The next line without its end, or null at the end of the stream. */
  byte[] next() throws IOException {
    line.reset();
    int b = in.read();
    if (b < 0) {
      return null;
    }
    for (; b >= 0 && b != '\n'; b = in.read()) {
      line.write(b);
    }
    return line.toByteArray();
  }

  /**
   * True if nothing has arrived that was not read: answer now rather than keep a caller waiting.
   */
  boolean wouldWait() throws IOException {
    return in.available() == 0;
  }
}
