package io.mailpulse.mail.charset;

/**
 * Transfer encodings, undone in place: the decoded bytes are never longer than the encoded ones.
 * All methods return the decoded length and skip what is outside the alphabet.
 */
public final class TransferDecoding {

  /** So many signs outside the alphabet are a rule, fewer are damage. */
  private static final int FEWEST_SIGNS = 4;

  private TransferDecoding() {}

  /** Base64; what follows padding is decoded as a new run, as joined attachments need it. */
  public static int base64(byte[] bytes, int length) {
    int out = 0;
    int bits = 0;
    int count = 0;
    for (int i = 0; i < length; i++) {
      int value = Base64Alphabet.valueOf(bytes[i]);
      if (value >= 0) {
        bits = bits << 6 | value;
        if (++count == 4) {
          bytes[out++] = (byte) (bits >>> 16);
          bytes[out++] = (byte) (bits >>> 8);
          bytes[out++] = (byte) bits;
          bits = 0;
          count = 0;
        }
      } else if (bytes[i] == '=') {
        out = flush(bytes, out, bits, count);
        bits = 0;
        count = 0;
      }
    }
    return flush(bytes, out, bits, count);
  }

  /**
   * Where base64 ends and clear text follows, as mailing lists append it; {@code length} if nothing
   * follows. The first line that holds blanks between its letters, or mostly signs of no alphabet,
   * begins the clear text; a rule above it belongs to it.
   */
  public static int endOfBase64(byte[] bytes, int length) {
    boolean encoded = false;
    for (int start = 0; start < length; ) {
      int end = ByteScan.indexOf(bytes, start, length, (byte) '\n');
      boolean clear = isClear(bytes, start, end);
      if (encoded && clear) {
        return start;
      }
      encoded |= !clear && end - start >= 4;
      start = end + 1;
    }
    return length;
  }

  private static boolean isClear(byte[] bytes, int start, int end) {
    int letters = 0;
    int others = 0;
    int gaps = 0;
    boolean blank = false;
    for (int i = start; i < end; i++) {
      byte b = bytes[i];
      if (b == ' ' || b == '\t' || b == '\r') {
        blank = letters + others > 0;
        continue;
      }
      gaps += blank ? 1 : 0;
      blank = false;
      if (Base64Alphabet.valueOf(b) >= 0) {
        letters++;
      } else {
        others++;
      }
    }
    return gaps > 0 && letters > 0 || others >= FEWEST_SIGNS && others > letters;
  }

  private static int flush(byte[] bytes, int out, int bits, int count) {
    int at = out;
    if (count == 3) {
      bytes[at++] = (byte) (bits >>> 10);
      bytes[at++] = (byte) (bits >>> 2);
    } else if (count == 2) {
      bytes[at++] = (byte) (bits >>> 4);
    }
    return at;
  }

  /** Quoted-printable (RFC 2045), with soft line breaks and blanks before a break removed. */
  public static int quotedPrintable(byte[] bytes, int length) {
    int out = 0;
    int blanks = 0;
    for (int i = 0; i < length; i++) {
      byte b = bytes[i];
      if (b == ' ' || b == '\t') {
        blanks++;
        bytes[out++] = b;
        continue;
      }
      if (b == '\n' || b == '\r') {
        out -= blanks;
        bytes[out++] = b;
      } else if (b == '=') {
        int end = softBreakEnd(bytes, i + 1, length);
        if (end >= 0) {
          i = end - 1;
        } else if (i + 2 < length && hex(bytes[i + 1]) >= 0 && hex(bytes[i + 2]) >= 0) {
          bytes[out++] = (byte) (hex(bytes[i + 1]) << 4 | hex(bytes[i + 2]));
          i += 2;
        } else {
          bytes[out++] = b;
        }
      } else {
        bytes[out++] = b;
      }
      blanks = 0;
    }
    return out;
  }

  /** End of a soft line break that starts behind an equals sign, or -1. */
  private static int softBreakEnd(byte[] bytes, int start, int length) {
    int i = start;
    while (i < length && (bytes[i] == ' ' || bytes[i] == '\t')) {
      i++;
    }
    if (i == length) {
      return i;
    }
    if (bytes[i] == '\n') {
      return i + 1;
    }
    if (bytes[i] == '\r') {
      return i + 1 < length && bytes[i + 1] == '\n' ? i + 2 : i + 1;
    }
    return -1;
  }

  /** The Q encoding of RFC 2047: underscores are blanks. */
  public static int quotedWord(byte[] bytes, int length) {
    int out = 0;
    for (int i = 0; i < length; i++) {
      byte b = bytes[i];
      if (b == '_') {
        bytes[out++] = ' ';
      } else if (b == '=' && i + 2 < length && hex(bytes[i + 1]) >= 0 && hex(bytes[i + 2]) >= 0) {
        bytes[out++] = (byte) (hex(bytes[i + 1]) << 4 | hex(bytes[i + 2]));
        i += 2;
      } else {
        bytes[out++] = b;
      }
    }
    return out;
  }

  /** One line of uuencoded bytes from {@code start} to {@code end}, written at {@code out}. */
  public static int uuLine(byte[] bytes, int start, int end, byte[] target, int out) {
    int wanted = start < end ? bytes[start] - 32 & 0x3f : 0;
    int at = out;
    int limit = out + wanted;
    for (int i = start + 1; i < end && at < limit; i += 4) {
      int bits = 0;
      for (int k = 0; k < 4; k++) {
        bits = bits << 6 | (i + k < end ? bytes[i + k] - 32 & 0x3f : 0);
      }
      for (int k = 2; k >= 0 && at < limit; k--) {
        target[at++] = (byte) (bits >>> 8 * k);
      }
    }
    return at;
  }

  public static int hex(byte b) {
    if (b >= '0' && b <= '9') {
      return b - '0';
    }
    if (b >= 'A' && b <= 'F') {
      return b - 'A' + 10;
    }
    return b >= 'a' && b <= 'f' ? b - 'a' + 10 : -1;
  }
}
