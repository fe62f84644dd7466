package io.mailpulse.generate.mime;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Text in header fields (RFC 2047), in words that each fit a line. */
final class EncodedWord {

  /** Bytes of a word before Base64: whole words stay below 75 characters. */
  private static final int MOST_BYTES = 39;

  private EncodedWord() {}

  /** The text as it is if it is ASCII, else as encoded words on lines of their own. */
  static String of(String text, Charset charset) {
    if (Bytes.isAscii(text)) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    int start = 0;
    while (start < text.length()) {
      int end = endOfWord(text, start, charset);
      byte[] bytes = text.substring(start, end).getBytes(charset);
      out.append(start == 0 ? "" : "\r\n ")
          .append("=?")
          .append(charset.name())
          .append("?B?")
          .append(Base64.getEncoder().encodeToString(bytes))
          .append("?=");
      start = end;
    }
    return out.toString();
  }

  /** A file name as a parameter (RFC 2231). */
  static String parameter(String name, String value) {
    if (Bytes.isAscii(value)) {
      return name + "=\"" + value + '"';
    }
    StringBuilder out = new StringBuilder(name).append("*=UTF-8''");
    for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
      boolean plain =
          b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b == '.';
      if (plain) {
        out.append((char) b);
      } else {
        out.append('%')
            .append(Character.toUpperCase(Character.forDigit((b >> 4) & 0xf, 16)))
            .append(Character.toUpperCase(Character.forDigit(b & 0xf, 16)));
      }
    }
    return out.toString();
  }

  private static int endOfWord(String text, int start, Charset charset) {
    int end = start;
    while (end < text.length()) {
      int next = end + Character.charCount(text.codePointAt(end));
      if (end > start && text.substring(start, next).getBytes(charset).length > MOST_BYTES) {
        break;
      }
      end = next;
    }
    return end;
  }
}
