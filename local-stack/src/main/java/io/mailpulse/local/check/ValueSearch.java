package io.mailpulse.local.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Finds many values in many texts in one pass over each: values are looked up by their first three
 * characters. A value counts where no letter or digit goes on with it.
 */
final class ValueSearch {

  private static final int HEAD = 3;

  private final Map<Long, List<String>> byHead = new HashMap<>();

  /**
   * A search for values.
   *
   * @throws IllegalArgumentException if one is too short to tell anything
   */
  ValueSearch(Collection<String> values) {
    for (String value : values) {
      if (value.length() < HEAD) {
        throw new IllegalArgumentException("a value of fewer than 3 characters is in every text");
      }
      byHead.computeIfAbsent(head(value, 0), head -> new ArrayList<>()).add(value);
    }
  }

  /** Gives every value that stands in a text, once per place. */
  void find(String text, Consumer<String> found) {
    for (int i = 0; i + HEAD <= text.length(); i++) {
      List<String> candidates = byHead.get(head(text, i));
      if (candidates == null) {
        continue;
      }
      for (String value : candidates) {
        if (text.startsWith(value, i) && isWhole(text, i, i + value.length())) {
          found.accept(value);
        }
      }
    }
  }

  private static boolean isWhole(String text, int start, int end) {
    return !continues(text, start - 1, start) && !continues(text, end - 1, end);
  }

  /** Whether the characters on both sides of a border belong to one word or number. */
  private static boolean continues(String text, int before, int after) {
    if (before < 0 || after >= text.length()) {
      return false;
    }
    char left = text.charAt(before);
    char right = text.charAt(after);
    return Character.isLetterOrDigit(left)
        && Character.isLetterOrDigit(right)
        && isSpaced(left)
        && isSpaced(right);
  }

  /** Scripts that part words; in Han and kana anything may follow anything. */
  private static boolean isSpaced(char c) {
    return c < 0x2e80;
  }

  private static long head(String text, int at) {
    return (long) text.charAt(at) << 32 | (long) text.charAt(at + 1) << 16 | text.charAt(at + 2);
  }
}
