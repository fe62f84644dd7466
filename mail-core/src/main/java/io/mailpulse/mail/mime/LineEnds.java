package io.mailpulse.mail.mime;

import io.mailpulse.mail.charset.ByteScan;
import java.util.Arrays;

/**
 * Line ends that no mail may have and some transports make: CR alone, CR CR LF, LF CR. The first
 * line end tells; a mail that begins as it should is left as it is.
 */
final class LineEnds {

  private LineEnds() {}

  /** The bytes from an offset on, with LF or CR LF line ends; the same array if they have them. */
  static byte[] mend(byte[] mime, int start) {
    int first = start;
    while (first < mime.length && mime[first] != '\r' && mime[first] != '\n') {
      first++;
    }
    if (first == mime.length) {
      return mime;
    }
    int next = first + 1 < mime.length ? mime[first + 1] : -1;
    boolean sound = mime[first] == '\n' ? next != '\r' : next == '\n';
    if (sound) {
      return mime;
    }
    return mime[first] == '\n' ? withoutCrAfterLf(mime) : withLfForCr(mime);
  }

  /** A run of CR before LF is one line end; a CR alone is one too. */
  private static byte[] withLfForCr(byte[] mime) {
    boolean doubled = isDoubled(mime);
    byte[] out = new byte[mime.length];
    int length = 0;
    for (int at = 0; at < mime.length; at++) {
      if (mime[at] != '\r') {
        out[length++] = mime[at];
        continue;
      }
      int end = at + 1;
      while (doubled && end < mime.length && mime[end] == '\r') {
        end++;
      }
      boolean ended = end < mime.length && mime[end] == '\n';
      at = ended ? end : at;
      out[length++] = '\n';
    }
    return Arrays.copyOf(out, length);
  }

  /** Whether the first line ends with several CR and an LF, rather than with a CR. */
  private static boolean isDoubled(byte[] mime) {
    int at = ByteScan.indexOf(mime, 0, mime.length, (byte) '\r');
    while (at < mime.length && mime[at] == '\r') {
      at++;
    }
    return at < mime.length && mime[at] == '\n';
  }

  private static byte[] withoutCrAfterLf(byte[] mime) {
    byte[] out = new byte[mime.length];
    int length = 0;
    for (int at = 0; at < mime.length; at++) {
      boolean afterLf = mime[at] == '\r' && at > 0 && mime[at - 1] == '\n';
      if (!afterLf) {
        out[length++] = mime[at];
      }
    }
    return Arrays.copyOf(out, length);
  }
}
