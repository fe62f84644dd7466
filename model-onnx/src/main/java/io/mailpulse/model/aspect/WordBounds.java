package io.mailpulse.model.aspect;

/** Where words begin and end, in scripts with blanks between them and in those without. */
final class WordBounds {

  private WordBounds() {}

  /** True if a word may begin or end before a character of a text. */
  static boolean isAt(String text, int at) {
    if (at == 0 || at == text.length()) {
      return true;
    }
    char before = text.charAt(at - 1);
    char after = text.charAt(at);
    return isDense(before) || isDense(after) || !isInWord(before) || !isInWord(after);
  }

  /** Letters, digits, and the vowel signs without which Hindi would fall apart into letters. */
  private static boolean isInWord(char c) {
    if (c < 128) {
      return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z';
    }
    if (Character.isLetterOrDigit(c)) {
      return true;
    }
    int type = Character.getType(c);
    return type == Character.COMBINING_SPACING_MARK || type == Character.NON_SPACING_MARK;
  }

  /** Scripts without spaces between words, and Korean, whose particles stick to them. */
  static boolean isDense(char c) {
    return c >= 0x0E00
        && (c < 0x0F00
            || c >= 0x3040 && c < 0x3100
            || c >= 0x3400 && c < 0xA000
            || c >= 0xAC00 && c < 0xD7B0);
  }
}
