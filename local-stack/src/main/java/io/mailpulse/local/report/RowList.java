package io.mailpulse.local.report;

import java.util.List;
import java.util.function.Function;

/**
 * A table of text for a page.
 *
 * @param titles of the columns; none leaves the head out
 * @param rows the first hundred
 * @param more how many are left out
 */
record RowList(List<String> titles, List<List<String>> rows, int more) {

  static final int MOST = 100;

  static <T> RowList of(List<String> titles, List<T> all, Function<T, List<String>> row) {
    List<List<String>> rows = all.stream().limit(MOST).map(row).toList();
    return new RowList(titles, rows, all.size() - rows.size());
  }
}
