package io.mailpulse.mail.language;

import java.lang.Character.UnicodeScript;
import java.util.EnumMap;
import java.util.Map;

/** How many letters of each script a text holds. */
final class ScriptTally {

  /** Two ideographs may already be a sentence; two Latin letters are not. */
  private static final int IDEOGRAPH_WEIGHT = 3;

  private final Map<UnicodeScript, int[]> counts = new EnumMap<>(UnicodeScript.class);
  private int letters;

  static ScriptTally of(String text) {
    ScriptTally tally = new ScriptTally();
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (c < 0x80 ? isAsciiLetter(c) : Character.isLetter(c)) {
        tally.letters++;
        UnicodeScript script = c < 0x80 ? UnicodeScript.LATIN : UnicodeScript.of(c);
        tally.counts.computeIfAbsent(script, s -> new int[1])[0]++;
      }
    }
    return tally;
  }

  private static boolean isAsciiLetter(int c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  int letters() {
    return letters;
  }

  /** Length in letters of an alphabet, so that short texts of all scripts compare. */
  int weight() {
    return letters
        + (IDEOGRAPH_WEIGHT - 1) * of(UnicodeScript.HAN)
        + (IDEOGRAPH_WEIGHT - 1) * of(UnicodeScript.HANGUL);
  }

  int of(UnicodeScript script) {
    int[] count = counts.get(script);
    return count == null ? 0 : count[0];
  }

  /** The script of most letters; COMMON if there is none. */
  UnicodeScript leading() {
    UnicodeScript best = UnicodeScript.COMMON;
    int most = 0;
    for (var entry : counts.entrySet()) {
      if (entry.getValue()[0] > most) {
        most = entry.getValue()[0];
        best = entry.getKey();
      }
    }
    return best;
  }
}
