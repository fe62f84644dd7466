package io.mailpulse.mail.language;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Languages of other scripts that people type in Latin letters: "pote tha erthei i paraggelia mou".
 * No table of letter runs has them, so the nearest language of Latin letters would be answered.
 */
final class RomanisedWords {

  /** Different words of a list that a text holds at least. */
  private static final int FEWEST_WORDS = 3;

  /** Of so many words of the text, one stands in the list at least. */
  private static final int ONE_OF = 3;

  private final List<String> languages = new ArrayList<>();

  /** By word, a bit per language. */
  private final Map<String, Integer> byWord = new HashMap<>();

  RomanisedWords() {
    WordLines.read("romanised-words.txt")
        .forEach(
            (code, words) -> {
              int bit = 1 << languages.size();
              languages.add(code);
              words.forEach(word -> byWord.merge(word, bit, (one, other) -> one | other));
            });
  }

  /** The language whose words a text in Latin letters is made of, if there is one. */
  Optional<String> language(List<String> text) {
    int[] found = new int[languages.size()];
    int[] different = new int[languages.size()];
    Set<String> seen = new HashSet<>();
    for (String word : text) {
      int bits = byWord.getOrDefault(word, 0);
      boolean first = bits != 0 && seen.add(word);
      for (int i = 0; bits != 0 && i < found.length; i++) {
        int hit = bits >> i & 1;
        found[i] += hit;
        different[i] += first ? hit : 0;
      }
    }
    int best = -1;
    for (int i = 0; i < found.length; i++) {
      boolean enough = different[i] >= FEWEST_WORDS && found[i] * ONE_OF >= text.size();
      best = enough && (best < 0 || found[i] > found[best]) ? i : best;
    }
    return best < 0 ? Optional.empty() : Optional.of(languages.get(best));
  }
}
