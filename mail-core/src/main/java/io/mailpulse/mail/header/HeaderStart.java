package io.mailpulse.mail.header;

/** Where the header of a mail begins: behind a byte order mark, blank lines and mbox separators. */
public final class HeaderStart {

  private static final byte[] SEPARATOR = {'F', 'r', 'o', 'm', ' '};
  private static final byte[] QUOTED_SEPARATOR = {'>', 'F', 'r', 'o', 'm', ' '};

  private HeaderStart() {}

  /** Offset of the first header byte; the length of {@code mime} if there is only white space. */
  public static int find(byte[] mime) {
    int at = startsWith(mime, 0, new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf}) ? 3 : 0;
    while (at < mime.length) {
      int lineStart = at;
      while (at < mime.length && isBlank(mime[at])) {
        at++;
      }
      if (at == mime.length) {
        return at;
      }
      if (mime[at] == '\r' || mime[at] == '\n') {
        at++;
      } else if (at == lineStart
          && (startsWith(mime, at, SEPARATOR) || startsWith(mime, at, QUOTED_SEPARATOR))) {
        while (at < mime.length && mime[at] != '\n') {
          at++;
        }
      } else {
        return at;
      }
    }
    return at;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t' || b == 0;
  }

  private static boolean startsWith(byte[] bytes, int offset, byte[] prefix) {
    if (bytes.length - offset < prefix.length) {
      return false;
    }
    for (int i = 0; i < prefix.length; i++) {
      if (bytes[offset + i] != prefix[i]) {
        return false;
      }
    }
    return true;
  }
}
