package io.mailpulse.mail.mime;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What a calendar part asks for (RFC 5546): an invitation has a method, a mere file has none. */
final class CalendarMethod {

  private static final int WINDOW = 8 << 10;

  private CalendarMethod() {}

  /** The method in lower case; empty if there is none. */
  static String find(MailPart part, byte[] bytes, int length) {
    return part.contentType
        .parameter("method")
        .map(method -> method.toLowerCase(Locale.ROOT))
        .orElseGet(() -> inContent(bytes, Math.min(length, WINDOW)));
  }

  private static String inContent(byte[] bytes, int length) {
    String head = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    int at = head.indexOf("\nMETHOD:");
    if (at < 0) {
      return "";
    }
    int start = at + "\nMETHOD:".length();
    int end = start;
    while (end < head.length() && head.charAt(end) > ' ') {
      end++;
    }
    return head.substring(start, end).toLowerCase(Locale.ROOT);
  }
}
