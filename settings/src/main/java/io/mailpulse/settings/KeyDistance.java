package io.mailpulse.settings;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Which option a misspelt key was meant to be. */
public final class KeyDistance {

  private static final int MAX_EDITS = 4;

  private KeyDistance() {}

  /** The candidate that takes the fewest single-character edits, if they are few. */
  public static Optional<String> nearest(String key, Stream<String> candidates) {
    return candidates
        .filter(candidate -> edits(key, candidate) <= MAX_EDITS)
        .min(Comparator.comparingInt(candidate -> edits(key, candidate)));
  }

  private static int edits(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
