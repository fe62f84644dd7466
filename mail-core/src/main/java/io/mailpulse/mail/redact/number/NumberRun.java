package io.mailpulse.mail.redact.number;

import io.mailpulse.mail.redact.word.Letters;

/**
 * Groups of digits on one line with separators between them, as numbers of people are written. One
 * is reused for a whole text.
 */
public final class NumberRun {

  static final int MOST_GROUPS = 12;
  private static final int MOST_DIGITS = 40;
  private static final int WIDEST_GAP = 3;

  private final int[] starts = new int[MOST_GROUPS];
  private final int[] ends = new int[MOST_GROUPS];
  private final StringBuilder digits = new StringBuilder(MOST_DIGITS);
  private final int[] digitsBefore = new int[MOST_GROUPS + 1];
  private String text;
  private int groups;
  private int lead;
  private boolean inRow;

  /**
   * Reads the run that starts at a digit.
   *
   * @param floor nothing before this is looked at
   */
  public void read(String source, int firstDigit, int floor) {
    text = source;
    groups = 0;
    digits.setLength(0);
    int i = firstDigit;
    while (groups < MOST_GROUPS && digits.length() < MOST_DIGITS) {
      int start = i;
      while (i < source.length()
          && Letters.isDigit(source.charAt(i))
          && digits.length() < MOST_DIGITS) {
        digits.append(source.charAt(i++));
      }
      starts[groups] = start;
      ends[groups] = i;
      digitsBefore[++groups] = digits.length();
      int next = afterGap(source, i);
      if (next < 0) {
        break;
      }
      i = next;
    }
    lead = lead(source, firstDigit, floor);
    inRow = isInRow(source, lead, floor);
  }

  /** Whether another number, that nothing was found in, stands before this one. */
  private static boolean isInRow(String source, int lead, int floor) {
    int i = lead;
    while (i > floor && lead - i < WIDEST_GAP && isBlank(source.charAt(i - 1))) {
      i--;
    }
    return i < lead && i > floor && Letters.isDigit(source.charAt(i - 1));
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  private static int afterGap(String source, int from) {
    int i = from;
    while (i < source.length() && i - from < WIDEST_GAP && isGap(source.charAt(i))) {
      i++;
    }
    return i > from && Letters.isDigitAt(source, i) ? i : -1;
  }

  private static boolean isGap(char c) {
    return switch (c) {
      case ' ', '-', '.', '/', '(', ')', '\u00a0', '\u2010', '\u2011', '\u2013', '\u202f', '\t' ->
          true;
      default -> false;
    };
  }

  private static int lead(String source, int firstDigit, int floor) {
    int at = firstDigit;
    if (at > floor && source.charAt(at - 1) == '(') {
      at--;
    }
    if (at > floor + 1 && source.charAt(at - 1) == ' ' && source.charAt(at - 2) == '+') {
      at--; // "+ 49 30 ..."
    }
    return at > floor && source.charAt(at - 1) == '+' ? at - 1 : at;
  }

  String text() {
    return text;
  }

  public int groups() {
    return groups;
  }

  int start(int group) {
    return starts[group];
  }

  public int end(int group) {
    return ends[group];
  }

  public int length(int group) {
    return ends[group] - starts[group];
  }

  /** Where the number starts with its plus sign or parenthesis. */
  public int lead() {
    return lead;
  }

  /** Whether the number is one of a row of numbers, as in a table. */
  public boolean isInRow() {
    return inRow;
  }

  public boolean hasPlus() {
    return text.charAt(lead) == '+';
  }

  /** Number of digits of the first groups. */
  public int digits(int firstGroups) {
    return digitsBefore[firstGroups];
  }

  /** Digits of the first groups, without separators. */
  public String digitsOf(int firstGroups) {
    return digits.substring(0, digitsBefore[firstGroups]);
  }

  int digitAt(int index) {
    return digits.charAt(index) - '0';
  }

  /** Numeric value of a short group. */
  int value(int group) {
    int value = 0;
    for (int i = starts[group]; i < ends[group] && i - starts[group] < 9; i++) {
      value = value * 10 + text.charAt(i) - '0';
    }
    return value;
  }

  /** Separator between a group and the next: its first character that is not a space, or space. */
  char separator(int group) {
    for (int i = ends[group]; i < starts[group + 1]; i++) {
      if (text.charAt(i) > ' ' && text.charAt(i) != '\u00a0' && text.charAt(i) != '\u202f') {
        return text.charAt(i);
      }
    }
    return ' ';
  }

  /** End of the groups that one separator of one character joins. */
  public int endOfEven() {
    int last = 0;
    while (last + 1 < groups && gap(last) == 1 && separator(last) == separator(0)) {
      last++;
    }
    return ends[last];
  }

  int gap(int group) {
    return starts[group + 1] - ends[group];
  }

  /** Whether the first groups have these lengths and the same separator between them. */
  boolean hasShape(int... lengths) {
    if (groups < lengths.length) {
      return false;
    }
    for (int i = 0; i < lengths.length; i++) {
      if (length(i) != lengths[i]
          || i > 0 && (separator(i - 1) != separator(0) || gap(i - 1) != 1)) {
        return false;
      }
    }
    return true;
  }
}
