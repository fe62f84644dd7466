package io.mailpulse.mail.redact.word;

/** Words near a number that say what it is. Looks at a bounded window only. */
public final class Surroundings {

  private static final int WINDOW = 40;

  /** A word of up to 16 letters and " no. ". */
  private static final int NEXT_TO = 22;

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

  /** Whether one of the words stands right after a place, on the same line. */
  public static boolean after(String text, int at, WordTable words) {
    int end = Math.min(text.length(), at + WINDOW / 2);
    int newline = text.indexOf('\n', at);
    return within(text, at, newline >= 0 && newline < end ? newline : end, words);
  }

  private static boolean within(String text, int from, int to, WordTable words) {
    boolean cut = from > 0 && Letters.isWordPartAt(text, from - 1);
    int start = -1;
    for (int i = from; i <= to; i++) {
      if (i < to && isInside(text, i, start, to)) {
        start = start < 0 ? i : start;
      } else {
        if (!cut && start >= 0 && words.holds(text, start, i)) {
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
        || c == '.' && wordStart >= 0 && i + 1 < to && Letters.isLetter(text.charAt(i + 1));
  }
}
