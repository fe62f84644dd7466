package io.mailpulse.model.runtime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Groups rows of like length, so that padding them to the longest wastes little. Rows are sorted by
 * length; a group ends where one more row would exceed the token budget or leave more than a tenth
 * of the group as padding.
 */
public final class LengthBuckets {

  private static final double LEAST_FILL = 0.9;

  private LengthBuckets() {}

  /**
   * Groups rows.
   *
   * @param lengths of the rows
   * @param tokenBudget rows times longest of a group at most; a longer row is a group of its own
   * @return indices of rows; every row is in exactly one group
   */
  public static List<int[]> group(int[] lengths, int tokenBudget) {
    int[] order = sortedByLength(lengths);
    List<int[]> groups = new ArrayList<>();
    int from = 0;
    long sum = 0;
    for (int i = 0; i < order.length; i++) {
      long length = Math.max(1, lengths[order[i]]);
      long padded = length * (i - from + 1);
      if (i > from && (padded > tokenBudget || sum + length < LEAST_FILL * padded)) {
        groups.add(Arrays.copyOfRange(order, from, i));
        from = i;
        sum = 0;
      }
      sum += length;
    }
    if (from < order.length) {
      groups.add(Arrays.copyOfRange(order, from, order.length));
    }
    return groups;
  }

  private static int[] sortedByLength(int[] lengths) {
    long[] keys = new long[lengths.length];
    for (int i = 0; i < lengths.length; i++) {
      keys[i] = (long) lengths[i] << 32 | i;
    }
    Arrays.sort(keys);
    int[] order = new int[keys.length];
    for (int i = 0; i < keys.length; i++) {
      order[i] = (int) keys[i];
    }
    return order;
  }
}
