package io.mailpulse.mail.mime;

import java.nio.charset.StandardCharsets;

/** The line that closes a multipart: two dashes, its boundary, two dashes. */
final class ClosingDelimiter {

  private ClosingDelimiter() {}

  /** RFC 2046 allows 70; a hostile one of thousands would make the search quadratic. */
  private static final int MAX_BOUNDARY = 200;

  /** Looks from the end, where it stands in every whole mail. */
  static boolean isIn(byte[] mime, String boundary) {
    if (boundary.length() > MAX_BOUNDARY) {
      return true;
    }
    byte[] delimiter = ("--" + boundary + "--").getBytes(StandardCharsets.UTF_8);
    for (int start = mime.length - delimiter.length; start >= 0; start--) {
      if (mime[start] == '-' && matches(mime, start, delimiter)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(byte[] mime, int start, byte[] delimiter) {
    for (int i = 0; i < delimiter.length; i++) {
      if (mime[start + i] != delimiter[i]) {
        return false;
      }
    }
    return true;
  }
}
