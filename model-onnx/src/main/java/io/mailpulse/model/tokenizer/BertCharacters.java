package io.mailpulse.model.tokenizer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.BitSet;
import java.util.Locale;

/** How BERT's normaliser and word splitter see each character. */
final class BertCharacters {

  static final byte WORD = 0;
  static final byte SPACE = 1;
  static final byte DROPPED = 2;

  /** A word of its own: punctuation, and ideographs. */
  static final byte ALONE = 3;

  private static final int TABLE = 0x10000;
  private static final byte[] KINDS = new byte[TABLE];

  private static final BitSet LETTERS = readLetters();

  static {
    for (int c = 0; c < TABLE; c++) {
      KINDS[c] = classify(c);
    }
  }

  private BertCharacters() {}

  static byte kind(int codePoint) {
    return codePoint < TABLE ? KINDS[codePoint] : classify(codePoint);
  }

  private static byte classify(int c) {
    if (LETTERS.get(c)) {
      return WORD;
    }
    if (c == '\t' || c == '\n' || c == '\r') {
      return SPACE;
    }
    int type = Character.getType(c);
    boolean other =
        type == Character.CONTROL
            || type == Character.FORMAT
            || type == Character.SURROGATE
            || type == Character.PRIVATE_USE;
    if (c == 0 || c == 0xFFFD || other) {
      return DROPPED;
    }
    boolean separator =
        type == Character.SPACE_SEPARATOR
            || type == Character.LINE_SEPARATOR
            || type == Character.PARAGRAPH_SEPARATOR;
    if (separator) {
      return SPACE;
    }
    return isIdeograph(c) || isPunctuation(c, type) ? ALONE : WORD;
  }

  private static boolean isIdeograph(int c) {
    return c >= 0x4E00 && c <= 0x9FFF
        || c >= 0x3400 && c <= 0x4DBF
        || c >= 0xF900 && c <= 0xFAFF
        || c >= 0x20000 && c <= 0x2A6DF
        || c >= 0x2A700 && c <= 0x2B73F
        || c >= 0x2B740 && c <= 0x2B81F
        || c >= 0x2B920 && c <= 0x2CEAF
        || c >= 0x2F800 && c <= 0x2FA1F;
  }

  private static boolean isPunctuation(int c, int type) {
    boolean ascii =
        c >= '!' && c <= '/'
            || c >= ':' && c <= '@'
            || c >= '[' && c <= '`'
            || c >= '{' && c <= '~';
    return ascii
        || wasPunctuation(c)
        || type == Character.CONNECTOR_PUNCTUATION
        || type == Character.DASH_PUNCTUATION
        || type == Character.START_PUNCTUATION
        || type == Character.END_PUNCTUATION
        || type == Character.INITIAL_QUOTE_PUNCTUATION
        || type == Character.FINAL_QUOTE_PUNCTUATION
        || type == Character.OTHER_PUNCTUATION;
  }

  /** Two that Unicode has since moved elsewhere. */
  private static boolean wasPunctuation(int c) {
    return c == 0x166D || c == 0x111C9;
  }

  /** Decomposed, accents stripped, lower case; may be empty or several characters. */
  static String fold(int codePoint) {
    String decomposed = Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFD);
    var folded = new StringBuilder(decomposed.length());
    for (int i = 0; i < decomposed.length(); ) {
      int c = decomposed.codePointAt(i);
      i += Character.charCount(c);
      if (Character.getType(c) != Character.NON_SPACING_MARK
          || LETTERS.get(c)
          || wasPunctuation(c)) {
        folded.append(Character.toString(c).toLowerCase(Locale.ROOT));
      }
    }
    return folded.toString();
  }

  private static BitSet readLetters() {
    var letters = new BitSet(Character.MAX_CODE_POINT + 1);
    try (var in = BertCharacters.class.getResourceAsStream("letters-to-bert.txt");
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#")) {
          for (String range : line.split(" ")) {
            String[] ends = range.split("-");
            letters.set(
                Integer.parseInt(ends[0], 16), Integer.parseInt(ends[ends.length - 1], 16) + 1);
          }
        }
      }
      return letters;
    } catch (IOException e) {
      throw new UncheckedIOException("letters-to-bert.txt cannot be read", e);
    }
  }
}
