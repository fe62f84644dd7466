package io.mailpulse.mail.redact.word;

/** Words near a number that say what it is. Looks at a bounded window only. */
public final class Surroundings {

  private static final int WINDOW = 40;

  /** A word of up to 16 letters and " no. ". */
  private static final int NEXT_TO = 22;

  private static final int MOST_CONNECTORS = 2;

  /** Characters of a word inside a run of letters that has no spaces. */
  private static final int LONGEST_UNSPACED = 5;

  private Surroundings() {}

  /** Whether one of the words stands shortly before a place, in any case. */
  public static boolean before(String text, int at, WordTable words) {
    return within(text, Math.max(0, at - WINDOW), at, words);
  }

  /**
   * Whether one of the words is next to a place, with at most a short word such as "no." between.
   */
  public static boolean justBefore(String text, int at, WordTable words) {
    return within(text, Math.max(0, at - NEXT_TO), at, words);
  }

  /** Whether one of the words is the next word after a place, with nothing but a space between. */
  public static boolean starts(String text, int at, WordTable words) {
    int start = at;
    while (start < text.length() && start - at < 2 && isSpace(text.charAt(start))) {
      start++;
    }
    int end = start;
    while (end < text.length() && end - start < NEXT_TO && Letters.isLetter(text.charAt(end))) {
      end++;
    }
    return end > start && words.holds(text, start, end);
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\u00a0' || c == '\u202f';
  }

  /** Whether one of the words stands right after a place, on the same line. */
  public static boolean after(String text, int at, WordTable words) {
    int end = Math.min(text.length(), at + WINDOW / 2);
    int newline = text.indexOf('\n', at);
    return within(text, at, newline >= 0 && newline < end ? newline : end, words);
  }

  /**
   * Whether one of the words names what stands at a place: nothing is between but punctuation and
   * up to two words such as "number" or "is".
   */
  public static boolean names(String text, int at, WordTable words, WordTable connectors) {
    int end = at;
    int lowest = Math.max(0, at - WINDOW);
    for (int n = 0; n <= MOST_CONNECTORS; n++) {
      while (end > lowest && isBetween(text.charAt(end - 1))) {
        end--;
      }
      int start = end;
      while (start > lowest && Letters.isLetter(text.charAt(start - 1))) {
        start--;
      }
      if (start == end) {
        return false;
      }
      if (isKnown(text, start, end, words)) {
        return true;
      }
      if (!connectors.holds(text, start, end)) {
        return false;
      }
      end = start;
    }
    return false;
  }

  private static boolean isBetween(char c) {
    return " \t\u00a0:#.-=(\u2116\u00b0\u00ba*'/_".indexOf(c) >= 0;
  }

  /** Whether a word is known, or where words are written without spaces, a part of it. */
  private static boolean isKnown(String text, int start, int end, WordTable words) {
    if (words.holds(text, start, end)) {
      return true;
    }
    if (!Letters.isUnspaced(text.charAt(end - 1))) {
      return false;
    }
    for (int from = start; from < end; from++) {
      for (int to = from + 1; to <= Math.min(end, from + LONGEST_UNSPACED); to++) {
        if (words.holds(text, from, to)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether Han characters stand shortly before or after a place. */
  public static boolean isAmongHan(String text, int start, int end) {
    return hasRange(text, start, end, '\u3400', '\u9fff');
  }

  /** Whether Cyrillic letters stand shortly before or after a place. */
  public static boolean isAmongCyrillic(String text, int start, int end) {
    return hasRange(text, start, end, '\u0400', '\u04ff');
  }

  private static boolean hasRange(String text, int start, int end, char first, char last) {
    for (int i = Math.max(0, start - WINDOW / 2); i < Math.min(text.length(), end + 4); i++) {
      if (text.charAt(i) >= first && text.charAt(i) <= last) {
        return true;
      }
    }
    return false;
  }

  private static boolean within(String text, int from, int to, WordTable words) {
    boolean cut = from > 0 && Letters.isWordPartAt(text, from - 1);
    int start = -1;
    for (int i = from; i <= to; i++) {
      if (i < to && isInside(text, i, start, to)) {
        start = start < 0 ? i : start;
      } else {
        if (!cut && start >= 0 && isKnown(text, start, i, words)) {
          return true;
        }
        cut = false;
        start = -1;
      }
    }
    return false;
  }

  private static boolean isInside(String text, int i, int wordStart, int to) {
    char c = text.charAt(i);
    return Letters.isLetter(c)
        || c >= 0x300 && wordStart >= 0 && Letters.isMark(c)
        || c == '.' && wordStart >= 0 && i + 1 < to && Letters.isLetter(text.charAt(i + 1));
  }
}
