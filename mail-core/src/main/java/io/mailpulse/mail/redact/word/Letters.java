package io.mailpulse.mail.redact.word;

/** Character classes of the scans: ASCII by comparison, the rest by Unicode. */
public final class Letters {

  private Letters() {}

  public static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  public static boolean isHex(char c) {
    return isDigit(c) || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
  }

  public static boolean isAsciiLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  public static boolean isLetter(char c) {
    return c < 0x80 ? isAsciiLetter(c) : Character.isLetter(c);
  }

  public static boolean isWordPart(char c) {
    return c < 0x80 ? isAsciiLetter(c) || isDigit(c) : Character.isLetterOrDigit(c);
  }

  /** Thai, Lao, Khmer, kana, Han and Hangul, in which a number follows a word without a space. */
  public static boolean isUnspaced(char c) {
    return c >= 0x0E00 && c < 0x0F00
        || c >= 0x1780 && c < 0x1800
        || c >= 0x3040 && c < 0xA000
        || c >= 0xAC00 && c < 0xD7B0;
  }

  /** Vowels and signs that a letter before them carries. */
  public static boolean isMark(char c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }

  public static boolean isWordPartAt(CharSequence text, int at) {
    return at >= 0 && at < text.length() && isWordPart(text.charAt(at));
  }

  /**
   * Whether a word goes on at a place behind a number: a particle of a script without spaces begins
   * a new one.
   */
  public static boolean continuesAt(CharSequence text, int at) {
    return isWordPartAt(text, at) && !isUnspaced(text.charAt(at));
  }

  public static boolean isDigitAt(CharSequence text, int at) {
    return at >= 0 && at < text.length() && isDigit(text.charAt(at));
  }

  public static boolean isUpper(char c) {
    return c < 0x80 ? c >= 'A' && c <= 'Z' : Character.isUpperCase(c) || Character.isTitleCase(c);
  }

  public static char lower(char c) {
    if (c < 0x80) {
      return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
    }
    return Character.toLowerCase(c);
  }
}
