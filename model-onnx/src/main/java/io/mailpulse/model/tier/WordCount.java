package io.mailpulse.model.tier;

/** Words of a text; a character of a script without spaces counts as one. */
public final class WordCount {

  private static final int FIRST_DENSE = 0x0E00;

  private WordCount() {}

  /** How many words a normalised text has. */
  public static int of(String text) {
    int words = 0;
    boolean inWord = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ' ') {
        inWord = false;
      } else if (c >= FIRST_DENSE && isDense(c)) {
        words++;
        inWord = false;
      } else if (!inWord) {
        words++;
        inWord = true;
      }
    }
    return words;
  }

  /** Thai and Lao, Burmese, Khmer, kana, ideographs. */
  private static boolean isDense(char c) {
    return c < 0x0F00
        || c >= 0x1000 && c < 0x10A0
        || c >= 0x1780 && c < 0x1800
        || c >= 0x3040 && c < 0x3100
        || c >= 0x3400 && c < 0xA000
        || c >= 0xF900 && c < 0xFB00;
  }
}
