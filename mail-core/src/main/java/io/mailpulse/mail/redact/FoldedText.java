package io.mailpulse.mail.redact;

import io.mailpulse.mail.redact.word.Letters;
import java.util.Arrays;

/**
 * A text as the finders read it: digits of all scripts and full-width forms as ASCII, percent
 * sequences of links (encoded more than once, too) decoded, invisible characters left out. Knows
 * where each character stood. Linear.
 */
final class FoldedText {

  /** What of a link is decoded: what addresses and numbers are made of, and what parts them. */
  private static final String DECODED = "@:/=?&|;,+.-_~!*#";

  /** Links of this gateway write {@code -40} for {@code %40}. */
  private static final String DEFENDED = "urldefense.";

  private static final int MOST_ENCODINGS = 6;
  private static final int FULL_WIDTH = 0xFF01 - '!';
  private static final char REMOVED = 0;

  private final String text;

  /** Where each folded character starts in the source; null where nothing moved. */
  private final int[] starts;

  private FoldedText(String text, int[] starts) {
    this.text = text;
    this.starts = starts;
  }

  static FoldedText of(String source) {
    int length = source.length();
    boolean defended = source.contains(DEFENDED);
    int first = 0;
    while (first < length && !isFolded(source, first) && !defended) {
      first++;
    }
    return first == length ? new FoldedText(source, null) : fold(source, defended);
  }

  String text() {
    return text;
  }

  /** The place in the source of a place in the folded text. */
  int toSource(int folded) {
    return starts == null ? folded : starts[folded];
  }

  private static boolean isFolded(String source, int at) {
    char c = source.charAt(at);
    return c < 0x80 ? c == '%' && endOfEncoded(source, at) > at : fold(c) != c;
  }

  private static FoldedText fold(String source, boolean defended) {
    int length = source.length();
    StringBuilder folded = new StringBuilder(length);
    int[] starts = new int[length + 1];
    int i = 0;
    while (i < length) {
      char c = source.charAt(i);
      int end = i + 1;
      char kept = fold(c);
      if (c == '%' || c == '-' && defended && i > 0 && source.charAt(i - 1) != ' ') {
        int encoded = endOfEncoded(source, i);
        if (encoded > i) {
          kept = (char) Integer.parseInt(source, encoded - 2, encoded, 16);
          end = encoded;
        }
      }
      if (kept != REMOVED || c == REMOVED) {
        starts[folded.length()] = i;
        folded.append(kept);
      }
      i = end;
    }
    starts[folded.length()] = length;
    return new FoldedText(folded.toString(), Arrays.copyOf(starts, folded.length() + 1));
  }

  /** End of {@code %40}, {@code %2540}, {@code %252540} and so on; the place itself if none. */
  private static int endOfEncoded(String source, int percent) {
    int pair = percent + 1;
    for (int n = 0; n < MOST_ENCODINGS && source.startsWith("25", pair); n++) {
      if (!isHexPair(source, pair + 2)) {
        break;
      }
      pair += 2;
    }
    if (!isHexPair(source, pair)) {
      return percent;
    }
    char decoded = (char) Integer.parseInt(source, pair, pair + 2, 16);
    boolean wanted =
        Letters.isAsciiLetter(decoded) || Letters.isDigit(decoded) || DECODED.indexOf(decoded) >= 0;
    return wanted ? pair + 2 : percent;
  }

  private static boolean isHexPair(String source, int at) {
    return at + 1 < source.length()
        && Letters.isHex(source.charAt(at))
        && Letters.isHex(source.charAt(at + 1));
  }

  private static char fold(char c) {
    if (c < 0x80) {
      return c;
    }
    if (isInvisible(c)) {
      return REMOVED;
    }
    if (c >= 0xFF01 && c <= 0xFF5E) {
      return (char) (c - FULL_WIDTH);
    }
    if (c == 0x3000) {
      return ' ';
    }
    if (c >= 0x660 && Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER) {
      return (char) ('0' + Character.digit(c, 10));
    }
    return c;
  }

  /** Zero width, soft hyphens and marks of direction: read by nobody. */
  private static boolean isInvisible(char c) {
    return c == 0xAD
        || c == 0x34F
        || c >= 0x200B && c <= 0x200F
        || c >= 0x202A && c <= 0x202E
        || c >= 0x2060 && c <= 0x2069
        || c == 0xFEFF;
  }
}
