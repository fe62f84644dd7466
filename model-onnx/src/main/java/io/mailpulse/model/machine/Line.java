package io.mailpulse.model.machine;

import java.util.ArrayList;
import java.util.List;

/**
 * A line without the white space around it, and its words.
 *
 * @param text the visible part
 * @param words what blanks and tabs separate; at most {@value #MOST_WORDS}
 */
record Line(String text, List<String> words) {

  /** Words that rules look at; a machine's line shows itself sooner. */
  private static final int MOST_WORDS = 200;

  static Line of(String text, int start, int end) {
    int from = start;
    int to = end;
    while (from < to && isBlank(text.charAt(from))) {
      from++;
    }
    while (to > from && isBlank(text.charAt(to - 1))) {
      to--;
    }
    return new Line(text.substring(from, to), words(text, from, to));
  }

  private static List<String> words(String text, int from, int to) {
    List<String> words = new ArrayList<>();
    int start = from;
    for (int i = from; i <= to && words.size() < MOST_WORDS; i++) {
      if (i == to || isBlank(text.charAt(i))) {
        if (i > start) {
          words.add(text.substring(start, i));
        }
        start = i + 1;
      }
    }
    return words;
  }

  static boolean isBlank(char c) {
    return c <= ' ' || c == '\u00A0' || c == '\u3000';
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Letter, digit, underscore, dot or hyphen of ASCII: what names in programs are made of. */
  static boolean isName(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || isDigit(c)
        || c == '_'
        || c == '.'
        || c == '-';
  }

  boolean isEmpty() {
    return text.isEmpty();
  }

  boolean startsWith(String start) {
    return text.startsWith(start);
  }

  boolean endsWith(String end) {
    return text.endsWith(end);
  }

  boolean has(String part) {
    return text.contains(part);
  }

  String word(int n) {
    return n < words.size() ? words.get(n) : "";
  }

  char last() {
    return text.charAt(text.length() - 1);
  }
}
