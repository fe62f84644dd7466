package io.mailpulse.model.ngram;

/**
 * Sorts code points into the kinds that the featuriser treats apart, and folds what means the same.
 */
final class CharClass {

  static final int SPACE = 0;
  static final int WORD = 1;

  /** Scripts written without spaces: each character is a word of its own. */
  static final int DENSE = 2;

  static final int SYMBOL = 3;

  /** Joiners, selectors and vowel signs that writers leave out at will. */
  static final int IGNORED = 4;

  private static final int TABLE = 0x3000;
  private static final byte[] KINDS = new byte[TABLE];
  private static final char[] FOLDED = new char[TABLE];

  static {
    for (int c = 0; c < TABLE; c++) {
      KINDS[c] = (byte) classify(c);
      FOLDED[c] = (char) foldSlowly(c);
    }
  }

  private CharClass() {}

  static int kind(int codePoint) {
    return codePoint < TABLE ? KINDS[codePoint] : classify(codePoint);
  }

  /** Lower case, one digit for all, apostrophes alike, Arabic letter variants alike. */
  static int fold(int codePoint) {
    return codePoint < TABLE ? FOLDED[codePoint] : foldSlowly(codePoint);
  }

  private static int classify(int c) {
    if (Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c)) {
      return SPACE;
    }
    if (isArabicVowelSign(c) || c == 0x0640) {
      return IGNORED;
    }
    int type = Character.getType(c);
    if (type == Character.FORMAT || (c >= 0xFE00 && c <= 0xFE0F)) {
      return IGNORED;
    }
    boolean mark = type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    if (!Character.isLetterOrDigit(c) && !mark) {
      return SYMBOL;
    }
    return isDense(c) ? DENSE : WORD;
  }

  private static boolean isDense(int c) {
    if (c < 0x0E00) {
      return false;
    }
    return switch (Character.UnicodeScript.of(c)) {
      case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
      default -> false;
    };
  }

  private static boolean isArabicVowelSign(int c) {
    return c >= 0x064B && c <= 0x0652;
  }

  private static int foldSlowly(int c) {
    if (Character.isDigit(c)) {
      return '0';
    }
    return switch (c) {
      case 0x2018, 0x2019, 0x02BC, 0x00B4, '`' -> '\'';
      case 0x0622, 0x0623, 0x0625 -> 0x0627;
      case 0x0649 -> 0x064A;
      case 0x0629 -> 0x0647;
      default -> Character.toLowerCase(c);
    };
  }
}
