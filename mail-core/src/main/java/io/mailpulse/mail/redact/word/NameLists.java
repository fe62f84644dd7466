package io.mailpulse.mail.redact.word;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Words of scripts without capitals that stand around names, or are names. */
public final class NameLists {

  private final Set<String> words;
  private int longest;

  NameLists(Collection<String> words) {
    this.words = new HashSet<>(words);
    for (String word : words) {
      longest = Math.max(longest, word.length());
    }
  }

  /** Whether a word is one of the list. */
  public boolean holds(String word) {
    return words.contains(word);
  }

  /** Length of the longest word that starts at a place; 0 if none does. */
  public int lengthAt(String text, int at) {
    for (int length = Math.min(longest, text.length() - at); length > 0; length--) {
      if (words.contains(text.substring(at, at + length))) {
        return length;
      }
    }
    return 0;
  }

  /** Length of the longest word that ends at a place; 0 if none does. */
  public int lengthBefore(String text, int end) {
    for (int length = Math.min(longest, end); length > 0; length--) {
      if (words.contains(text.substring(end - length, end))) {
        return length;
      }
    }
    return 0;
  }

  /** Whether one of the words stands somewhere between two places. */
  public boolean isIn(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      int length = lengthAt(text, i);
      if (length > 0 && i + length <= to) {
        return true;
      }
    }
    return false;
  }
}
