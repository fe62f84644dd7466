package io.mailpulse.model.aspect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/**
 * Writes text so that the spellings of one word meet: case, accents, full width, the letters that
 * {@code same-letters.txt} pairs, and signs inside of words that are not seen. Kana, ideographs and
 * Hangul stay as they are: their marks tell words apart. One table look-up per character.
 */
final class Spelling {

  private static final String PAIRS = "same-letters.txt";
  private static final char DROPPED = 0;
  private static final char[] FOLDED = table();

  private Spelling() {}

  /** The text as it is compared; never longer. */
  static String fold(CharSequence text) {
    char[] folded = new char[text.length()];
    int length = 0;
    for (int i = 0; i < folded.length; i++) {
      char c = FOLDED[text.charAt(i)];
      if (c != DROPPED) {
        folded[length++] = c;
      }
    }
    return new String(folded, 0, length);
  }

  private static char[] table() {
    char[] table = new char[1 << 16];
    for (int c = 0; c < table.length; c++) {
      table[c] = isSpelledApart((char) c) ? base((char) c) : (char) c;
    }
    for (String pair : pairs().split("\n")) {
      if (pair.length() == 3 && pair.charAt(1) == ' ') {
        replace(table, pair.charAt(0), table[pair.charAt(2)]);
      }
    }
    return table;
  }

  private static void replace(char[] table, char letter, char read) {
    for (int c = 0; c < table.length; c++) {
      if (table[c] == letter) {
        table[c] = read;
      }
    }
  }

  /** Alphabets, and their letters in full width. */
  private static boolean isSpelledApart(char c) {
    return c < 0x3000 || c >= 0xFE00 && c < 0xFE10 || c >= 0xFF00 && c < 0xFF5F || c == 0xFEFF;
  }

  private static char base(char c) {
    String parts = Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFKD);
    char base = DROPPED;
    for (int i = 0; i < parts.length(); i++) {
      if (!isUnseen(parts.charAt(i))) {
        if (base != DROPPED) {
          return Character.toLowerCase(c);
        }
        base = Character.toLowerCase(parts.charAt(i));
      }
    }
    return base;
  }

  /** Accents, vowel points, Nukta, Tatweel, soft hyphens, joiners and their like. */
  private static boolean isUnseen(char c) {
    return c >= 0x0300 && c < 0x0370
        || c >= 0x0591 && c < 0x05BE
        || c >= 0x0610 && c < 0x061D
        || c == 0x0640
        || c >= 0x064B && c < 0x0660
        || c == 0x0670
        || c == 0x093C
        || Character.getType(c) == Character.FORMAT
        || c >= 0xFE00 && c < 0xFE10;
  }

  private static String pairs() {
    try (var in = Spelling.class.getResourceAsStream(PAIRS)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(PAIRS + " cannot be read", e);
    }
  }
}
