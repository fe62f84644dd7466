package io.mailpulse.mail.redact.word;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Words to flags, looked up in a text without making strings: open addressing over the hash that
 * the scan computes while it walks over the word. A word has one flag at least. Immutable.
 */
public final class WordTable {

  private final String[] words;

  /** Hash above, flags below: one look at memory tells most words that are not known. */
  private final long[] slots;

  private final int mask;

  static WordTable ofWords(Collection<String> words) {
    return new WordTable(words.stream().distinct().collect(Collectors.toMap(w -> w, w -> 1)));
  }

  WordTable(Map<String, Integer> flagsByWord) {
    int capacity = Integer.highestOneBit(Math.max(8, flagsByWord.size() * 3));
    words = new String[capacity];
    slots = new long[capacity];
    mask = capacity - 1;
    flagsByWord.forEach(
        (word, flag) -> {
          int slot = slot(word.hashCode());
          while (slots[slot] != 0) {
            slot = slot + 1 & mask;
          }
          words[slot] = word;
          slots[slot] = (long) word.hashCode() << Integer.SIZE | flag;
        });
  }

  /**
   * Flags of a word, 0 if it is not known.
   *
   * @param hash {@link String#hashCode()} of the word in lower case
   */
  int flags(String text, int start, int end, int hash) {
    for (int slot = slot(hash); slots[slot] != 0; slot = slot + 1 & mask) {
      if ((int) (slots[slot] >>> Integer.SIZE) == hash
          && equalsLower(words[slot], text, start, end)) {
        return (int) slots[slot];
      }
    }
    return 0;
  }

  /** Whether a word is known, in any case. */
  public boolean holds(String text, int start, int end) {
    int hash = 0;
    for (int i = start; i < end; i++) {
      hash = 31 * hash + Letters.lower(text.charAt(i));
    }
    return flags(text, start, end, hash) != 0;
  }

  private int slot(int hash) {
    return (hash ^ hash >>> 16) & mask;
  }

  private static boolean equalsLower(String word, String text, int start, int end) {
    if (word.length() != end - start) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (word.charAt(i) != Letters.lower(text.charAt(start + i))) {
        return false;
      }
    }
    return true;
  }
}
