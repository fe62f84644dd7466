package io.mailpulse.model.aspect;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Words that set one half of a sentence against the other, by language ({@code contrast.json}):
 * those that cut before them, those that do so behind punctuation only, since elsewhere they are
 * particles (German "war aber"), those that cut after them (Japanese), and those that open a
 * sentence and cut at its first comma ("Although ..., ...").
 */
final class Contrast {

  private static final String RESOURCE = "contrast.json";
  private static final String CUT = "cut";
  private static final String COMMA = "comma";
  private static final String END = "end";
  private static final String OPEN = "open";
  private static final String COMMAS = ",\u060C\u3001\uFF0C";
  private static final String PUNCTUATION = COMMAS + ";:-)\u2013\u2014\u061B\uFF1B";
  private static final Map<String, Map<String, List<String>>> BY_LANGUAGE = read();

  private Contrast() {}

  /**
   * A place between two characters.
   *
   * @param at index of the character after it, above 0
   * @param sure whether a clause ends here; if not, only where both sides have their own matter
   */
  record Cut(int at, boolean sure) {}

  /** Places where a sentence turns, in order; linear in it. */
  static List<Cut> cuts(String sentence, String language) {
    Map<String, List<String>> words = BY_LANGUAGE.getOrDefault(language, Map.of());
    if (words.isEmpty()) {
      return List.of();
    }
    String text = lower(sentence);
    int comma = opens(text, words) ? firstComma(text) : -1;
    List<Cut> cuts = new ArrayList<>();
    for (int i = 1; i < text.length(); i++) {
      if (i - 1 == comma) {
        cuts.add(new Cut(i, true));
      } else if (stands(text, i, words.get(CUT))) {
        cuts.add(new Cut(i, true));
      } else if (stands(text, i, words.get(COMMA))) {
        cuts.add(new Cut(i, isBehindPunctuation(text, i)));
      } else if (ends(text, i, words.get(END))) {
        cuts.add(new Cut(i, true));
      }
    }
    return cuts;
  }

  /** Languages that have words of contrast. */
  static Set<String> languages() {
    return BY_LANGUAGE.keySet();
  }

  private static boolean opens(String text, Map<String, List<String>> words) {
    return words.containsKey(OPEN)
        && words.get(OPEN).stream()
            .anyMatch(word -> text.startsWith(word) && WordBounds.isAt(text, word.length()));
  }

  private static int firstComma(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (COMMAS.indexOf(text.charAt(i)) >= 0) {
        return i;
      }
    }
    return -1;
  }

  private static boolean stands(String text, int at, List<String> words) {
    if (words == null || !WordBounds.isAt(text, at)) {
      return false;
    }
    for (String word : words) {
      if (text.startsWith(word, at) && WordBounds.isAt(text, at + word.length())) {
        return true;
      }
    }
    return false;
  }

  private static boolean ends(String text, int at, List<String> words) {
    return words != null
        && words.stream().anyMatch(word -> text.startsWith(word, at - word.length()));
  }

  private static boolean isBehindPunctuation(String text, int at) {
    int i = at - 1;
    while (i > 0 && text.charAt(i) == ' ') {
      i--;
    }
    return PUNCTUATION.indexOf(text.charAt(i)) >= 0;
  }

  /** Lower case of the same length. */
  private static String lower(String sentence) {
    char[] lower = sentence.toCharArray();
    for (int i = 0; i < lower.length; i++) {
      lower[i] = Character.toLowerCase(lower[i]);
    }
    return new String(lower);
  }

  private static Map<String, Map<String, List<String>>> read() {
    try (var in = Contrast.class.getResourceAsStream(RESOURCE)) {
      return new ObjectMapper()
          .readValue(in, new TypeReference<Map<String, Map<String, List<String>>>>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(RESOURCE + " cannot be read", e);
    }
  }
}
