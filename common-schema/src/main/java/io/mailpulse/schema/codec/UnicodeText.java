package io.mailpulse.schema.codec;

/**
 * Text that every encoder takes. Java strings may hold one half of a surrogate pair; JSON in UTF-8
 * cannot, and a writer that meets one gives up the record.
 */
public final class UnicodeText {

  private static final char REPLACEMENT = '\ufffd';

  private UnicodeText() {}

  /** The same text with U+FFFD in place of each half of a pair that stands alone. */
  public static String wellFormed(String text) {
    int first = loneSurrogate(text, 0);
    if (first < 0) {
      return text;
    }
    var mended = new StringBuilder(text);
    for (int at = first; at >= 0; at = loneSurrogate(text, at + 1)) {
      mended.setCharAt(at, REPLACEMENT);
    }
    return mended.toString();
  }

  /** At most a number of UTF-16 units, never ending between the two halves of a character. */
  public static String cut(String text, int units) {
    if (text.length() <= units) {
      return text;
    }
    boolean splits = units > 0 && Character.isHighSurrogate(text.charAt(units - 1));
    return text.substring(0, splits ? units - 1 : units);
  }

  private static int loneSurrogate(String text, int from) {
    for (int at = from; at < text.length(); at++) {
      char c = text.charAt(at);
      if (!Character.isSurrogate(c)) {
        continue;
      }
      boolean isPair =
          Character.isHighSurrogate(c)
              && at + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(at + 1));
      if (!isPair) {
        return at;
      }
      at++;
    }
    return -1;
  }
}
