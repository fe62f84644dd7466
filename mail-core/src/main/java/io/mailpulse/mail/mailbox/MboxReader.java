package io.mailpulse.mail.mailbox;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Mails of an mbox (mboxrd): separator lines start with {@code From } and name a time and a year,
 * behind a blank line or at the start, with a header field on the next line; {@code >From } in a
 * body loses one mark. Where the file begins with a separator that names neither, those like it
 * separate too, with or without a blank line above. One mail is in memory.
 */
final class MboxReader extends Spliterators.AbstractSpliterator<RawMail> {

  private static final byte[] SEPARATOR = "From ".getBytes(StandardCharsets.US_ASCII);
  private static final int CHUNK = 64 << 10;

  private final String path;
  private final InputStream in;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(256);
  private int number;
  private boolean lineIsSeparator;
  private boolean lineEnded = true;
  private boolean lineContinues;

  /** The line after {@link #line}, where it had to be looked at. */
  private byte[] ahead;

  private boolean aheadEnded;

  /** Whether the separators of this file name no time. */
  private final boolean bare;

  private MboxReader(Path path) throws IOException {
    super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
    this.path = path.toString();
    this.in = new BufferedInputStream(Files.newInputStream(path), CHUNK);
    readLine();
    bare = !namesTime(line.toByteArray());
    lineIsSeparator = true;
  }

  static boolean isMbox(byte[] head) {
    return startsWithSeparator(head, head.length);
  }

  static Stream<RawMail> open(Path path) throws IOException {
    var reader = new MboxReader(path);
    return StreamSupport.stream(reader, false)
        .onClose(
            () -> {
              try {
                reader.in.close();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  @Override
  public boolean tryAdvance(Consumer<? super RawMail> action) {
    if (!lineIsSeparator) {
      return false;
    }
    try {
      byte[] mail = readMail();
      String source = path + '#' + ++number;
      action.accept(new RawMail(source, mail.length, () -> mail));
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
  }

  private byte[] readMail() throws IOException {
    var mail = new ByteArrayOutputStream(CHUNK);
    boolean afterBlank = false;
    int blankBytes = 0;
    lineIsSeparator = false;
    while (readLine()) {
      byte[] bytes = line.toByteArray();
      if (!lineContinues && separates(bytes, afterBlank)) {
        lineIsSeparator = true;
        break;
      }
      afterBlank = isBlankLine(bytes);
      blankBytes = afterBlank ? bytes.length : 0;
      int from = !lineContinues && isQuotedSeparator(bytes) ? 1 : 0;
      if (mail.size() <= MailboxReader.MAX_BYTES) {
        mail.write(bytes, from, bytes.length - from);
      }
    }
    byte[] read = mail.toByteArray();
    // The blank line before a separator belongs to the mbox.
    return lineIsSeparator && read.length > blankBytes
        ? Arrays.copyOf(read, read.length - blankBytes)
        : read;
  }

  /**
   * Reads one line with its line break into {@link #line}, a longer one piece by piece: a file
   * without line breaks must not fill the heap.
   *
   * @return false at the end of the file
   */
  private boolean readLine() throws IOException {
    boolean endedBefore = lineEnded;
    line.reset();
    if (ahead != null) {
      line.writeBytes(ahead);
      lineEnded = aheadEnded;
      lineContinues = !endedBefore;
      ahead = null;
      return line.size() > 0;
    }
    fillLine();
    lineContinues = !endedBefore;
    return line.size() > 0;
  }

  private void fillLine() throws IOException {
    lineEnded = false;
    int b;
    while (line.size() < CHUNK && (b = in.read()) >= 0) {
      line.write(b);
      if (b == '\n') {
        lineEnded = true;
        break;
      }
    }
  }

  /** Looks at the line after the one just read, which stays to be read. */
  private byte[] lookAhead() throws IOException {
    boolean ended = lineEnded;
    line.reset();
    fillLine();
    ahead = line.toByteArray();
    aheadEnded = lineEnded;
    lineEnded = ended;
    return ahead;
  }

  private static boolean isBlankLine(byte[] bytes) {
    return bytes.length == 1 && bytes[0] == '\n'
        || bytes.length == 2 && bytes[0] == '\r' && bytes[1] == '\n';
  }

  private static boolean isQuotedSeparator(byte[] bytes) {
    int at = 0;
    while (at < bytes.length && bytes[at] == '>') {
      at++;
    }
    return at > 0 && bytes.length - at >= 5 && startsWith(bytes, at);
  }

  private static boolean startsWithSeparator(byte[] bytes, int length) {
    return length >= SEPARATOR.length && startsWith(bytes, 0);
  }

  private static boolean startsWith(byte[] bytes, int offset) {
    for (int i = 0; i < SEPARATOR.length; i++) {
      if (bytes[offset + i] != SEPARATOR[i]) {
        return false;
      }
    }
    return true;
  }

  /** A line of a body may begin with the word From, and may be a whole separator shown there. */
  private boolean separates(byte[] bytes, boolean afterBlank) throws IOException {
    if (!startsWithSeparator(bytes, bytes.length)) {
      return false;
    }
    boolean dated = namesTime(bytes);
    boolean may = dated ? afterBlank : bare && isBareSeparator(bytes);
    return may && isField(lookAhead());
  }

  /** {@code From }, {@code From -}, {@code From ???@???}: nothing that a sentence would say. */
  private static boolean isBareSeparator(byte[] bytes) {
    int words = 0;
    boolean inWord = false;
    for (int i = SEPARATOR.length; i < bytes.length; i++) {
      boolean blank = bytes[i] <= ' ' && bytes[i] >= 0;
      words += !blank && !inWord ? 1 : 0;
      inWord = !blank;
    }
    return words <= 1;
  }

  /** A header field, or a separator that was quoted in front of one. */
  private static boolean isField(byte[] bytes) {
    if (isQuotedSeparator(bytes)) {
      return true;
    }
    int at = 0;
    while (at < bytes.length && bytes[at] > ' ' && bytes[at] < 0x7f && bytes[at] != ':') {
      at++;
    }
    return at > 0 && at < bytes.length && bytes[at] == ':';
  }

  private static boolean namesTime(byte[] bytes) {
    boolean time = false;
    boolean year = false;
    int digits = 0;
    for (int i = SEPARATOR.length; i <= bytes.length; i++) {
      byte b = i < bytes.length ? bytes[i] : 0;
      if (b >= '0' && b <= '9') {
        digits++;
        continue;
      }
      time |= digits == 2 && b == ':';
      year |= digits == 4 && (b <= ' ');
      digits = 0;
    }
    return time && year;
  }
}
