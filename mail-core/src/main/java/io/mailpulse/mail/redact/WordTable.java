package io.mailpulse.mail.redact;

import java.util.Map;

/**
 * Words to flags, looked up in a text without making strings: open addressing over the hash that
 * the scan computes while it walks over the word. Immutable.
 */
final class WordTable {

  private final String[] words;
  private final int[] flags;
  private final int mask;

  WordTable(Map<String, Integer> flagsByWord) {
    int capacity = Integer.highestOneBit(Math.max(8, flagsByWord.size() * 3));
    words = new String[capacity];
    flags = new int[capacity];
    mask = capacity - 1;
    flagsByWord.forEach(
        (word, flag) -> {
          int slot = slot(word.hashCode());
          while (words[slot] != null) {
            slot = slot + 1 & mask;
          }
          words[slot] = word;
          flags[slot] = flag;
        });
  }

  /**
   * Flags of a word, 0 if it is not known.
   *
   * @param hash {@link String#hashCode()} of the word in lower case
   */
  int flags(String text, int start, int end, int hash) {
    for (int slot = slot(hash); words[slot] != null; slot = slot + 1 & mask) {
      if (equalsLower(words[slot], text, start, end)) {
        return flags[slot];
      }
    }
    return 0;
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
