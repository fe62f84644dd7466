package io.mailpulse.mail.html;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jsoup.parser.Parser;

/** Character references: numbers decoded here, names from the HTML table that jsoup ships. */
final class Entities {
  /** Receives the characters of a reference. */
  interface Sink {
    void character(char c);
  }

  private static final int LONGEST_NAME = 33;
  private static final int MANY = 4_096;
  private static final Map<String, String> NAMED = new ConcurrentHashMap<>();

  private Entities() {}

  /** Decodes the reference at {@code at} and returns the offset after it. */
  static int decode(String html, int at, int limit, Sink sink) {
    int end = at + 1;
    if (end < limit && html.charAt(end) == '#') {
      return number(html, at, limit, sink);
    }
    while (end < limit && end - at < LONGEST_NAME && isAlphanumeric(html.charAt(end))) {
      end++;
    }
    boolean closed = end < limit && html.charAt(end) == ';';
    if (end > at + 1) {
      String reference = html.substring(at, closed ? end + 1 : end);
      String decoded = named(reference);
      if (!decoded.equals(reference)) {
        emit(decoded, sink);
        return at + reference.length();
      }
    }
    sink.character('&');
    return at + 1;
  }

  /** Characters without a width: they would split words that readers see whole. */
  static boolean isInvisible(char c) {
    return c == '\u200b'
        || c == '\ufeff'
        || c == '\u00ad'
        || c == '\u2060'
        || c == '\u034f'
        || c == 0;
  }

  private static String named(String reference) {
    String known = NAMED.get(reference);
    if (known == null) {
      known = Parser.unescapeEntities(reference, false);
      if (NAMED.size() < MANY) {
        NAMED.put(reference, known);
      }
    }
    return known;
  }

  private static int number(String html, int at, int limit, Sink sink) {
    int i = at + 2;
    boolean hex = i < limit && (html.charAt(i) | 0x20) == 'x';
    if (hex) {
      i++;
    }
    int digits = i;
    int value = 0;
    while (i < limit) {
      int digit = Character.digit(html.charAt(i), hex ? 16 : 10);
      if (digit < 0 || html.charAt(i) > 'f') {
        break;
      }
      value = Math.min(value * (hex ? 16 : 10) + digit, 0x110000);
      i++;
    }
    if (i == digits) {
      sink.character('&');
      return at + 1;
    }
    if (value >= 0x80 && value <= 0x9f) {
      // Numbers of this range mean the Windows code page, as in browsers.
      emit(named("&#" + value + ";"), sink);
    } else if (Character.isValidCodePoint(value)
        && value != 0
        && (value < 0xd800 || value > 0xdfff)) {
      emit(Character.toString(value), sink);
    }
    return i < limit && html.charAt(i) == ';' ? i + 1 : i;
  }

  private static void emit(String decoded, Sink sink) {
    for (int i = 0; i < decoded.length(); i++) {
      sink.character(decoded.charAt(i));
    }
  }

  private static boolean isAlphanumeric(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
  }
}
