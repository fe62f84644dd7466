package io.mailpulse.mail.language;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A second vote between close languages: frequent words, their beginnings and endings, and letters
 * that only one of them writes.
 */
final class FunctionWords {

  private static final double WORD_WEIGHT = 0.8;
  private static final double AFFIX_SHARE = 0.5;
  private static final double LETTER_WEIGHT = 0.06;
  private static final int MOST_LETTERS = 3;
  private static final int LONGEST_AFFIX = 5;
  private static final int SMOOTHING = 3;

  private final Map<String, Set<String>> byLanguage = new HashMap<>();
  private final Map<String, String> letters = new HashMap<>();

  FunctionWords() {
    WordLines.read("function-words.txt")
        .forEach((language, words) -> byLanguage.put(language, Set.copyOf(words)));
    WordLines.read("cue-letters.txt")
        .forEach((language, cues) -> letters.put(language, String.join("", cues)));
  }

  /** What the words of a text say for a language; 0 if nothing, about 0.3 for plain prose of it. */
  double vote(String language, List<String> words) {
    Set<String> known = byLanguage.getOrDefault(language, Set.of());
    String cues = letters.getOrDefault(language, "");
    double hits = 0;
    int cueHits = 0;
    for (String word : words) {
      if (known.contains(word)) {
        hits++;
      } else if (hasAffix(known, word)) {
        hits += AFFIX_SHARE;
      }
      for (int i = 0; i < cues.length() && cueHits < MOST_LETTERS; i++) {
        cueHits += word.indexOf(cues.charAt(i)) >= 0 ? 1 : 0;
      }
    }
    return WORD_WEIGHT * hits / (words.size() + SMOOTHING) + LETTER_WEIGHT * cueHits;
  }

  private static boolean hasAffix(Set<String> known, String word) {
    if (word.charAt(0) < 0x900) {
      return false; // only Indic and Ethiopic lists hold affixes
    }
    for (int n = 1; n <= LONGEST_AFFIX && n < word.length(); n++) {
      if (known.contains(word.substring(0, n) + '-')
          || known.contains('-' + word.substring(word.length() - n))) {
        return true;
      }
    }
    return false;
  }

  /** The words of a text in lower case; marks and apostrophes belong to them. */
  static List<String> wordsOf(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    List<String> words = new ArrayList<>();
    int start = -1;
    for (int i = 0; i <= lower.length(); i++) {
      boolean inside = i < lower.length() && isWordPart(lower.charAt(i));
      if (inside && start < 0) {
        start = i;
      } else if (!inside && start >= 0) {
        words.add(lower.substring(start, i));
        start = -1;
      }
    }
    return words;
  }

  private static boolean isWordPart(char c) {
    if (c < 0x80) {
      return c >= 'a' && c <= 'z' || c == '\'' || c >= '0' && c <= '9';
    }
    int type = Character.getType(c);
    return Character.isLetterOrDigit(c)
        || type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || c == '\u2019'
        || c == '\u200d';
  }
}
