package io.mailpulse.mail.redact.number;

import io.mailpulse.mail.redact.finding.Findings;
import io.mailpulse.mail.redact.finding.PiiType;
import io.mailpulse.mail.redact.word.Letters;
import io.mailpulse.mail.redact.word.Surroundings;
import io.mailpulse.mail.redact.word.WordTable;

/**
 * Telephone numbers by their shape: international ones, the North American plan, area codes in
 * parentheses, trunk zeros; weaker shapes where a word such as "fax" stands beside them, or where
 * the grouping is one that only telephone numbers have.
 *
 * <p>Whether a number is assigned is not asked: people mistype, and retired numbers are personal
 * too.
 */
public final class Phones {

  private static final int FEWEST = 7;
  private static final int FEWEST_NAMED = 6;
  private static final int MOST = 15;
  private static final int FEWEST_TRUNK = 9;
  private static final int MOST_TRUNK = 12;
  private static final int MOST_EXTENSION = 6;

  /** Group lengths that are telephone numbers even where nothing says so. */
  private static final int[][] LOCAL_SHAPES = {
    {3, 4},
    {4, 4},
    {3, 3, 3},
    {2, 2, 2, 2},
    {3, 2, 2},
    {2, 2, 2, 2, 2},
    {3, 2, 3},
    {2, 3, 2, 2},
    {3, 2, 2, 2},
    {3, 3, 2, 2},
    {2, 3, 4},
    {2, 3, 3, 4},
    {3, 3, 4},
    {2, 4, 4},
    {2, 3, 3},
    {2, 2, 3, 2},
    {1, 3, 3, 4},
    {5, 3, 3},
    {2, 2, 3},
    {2, 7},
    {2, 8},
    {3, 7},
    {3, 8},
    {3, 4, 4},
    {3, 6}
  };

  private static final int MOST_CODE_LETTERS = 5;

  private final WordTable words;
  private final WordTable referenceWords;
  private final WordTable connectors;
  private final WordTable units;

  /**
   * Knows the words.
   *
   * @param words words that name a telephone number, lower case
   * @param referenceWords words that name another kind of number, such as an order's
   * @param connectors words between a name and its number, such as "no."
   * @param units what amounts are counted in
   */
  public Phones(WordTable words, WordTable referenceWords, WordTable connectors, WordTable units) {
    this.words = words;
    this.referenceWords = referenceWords;
    this.connectors = connectors;
    this.units = units;
  }

  /** Looks for a telephone number in the first groups of a run; returns its end or -1. */
  public int find(NumberRun run, Findings out) {
    for (int groups = run.groups(); groups > 0; groups--) {
      int digits = run.digits(groups);
      int end = run.end(groups - 1);
      if (digits >= FEWEST_NAMED
          && digits <= MOST
          && !isGluedTo(run.text(), run.lead(), end)
          && isPhone(run, groups, digits)) {
        end = withExtension(run.text(), end);
        out.add(run.lead(), end, PiiType.PHONE_NUMBER, normalForm(run, groups));
        return end;
      }
    }
    return -1;
  }

  private static boolean isGluedTo(String text, int start, int end) {
    if (start > 0) {
      char before = text.charAt(start - 1);
      if (isInWord(before) || "$\u20ac\u00a3\u00a5#_=%".indexOf(before) >= 0) {
        return true;
      }
      if ((before == '.' || before == ',' || before == '-')
          && Letters.isWordPartAt(text, start - 2)) {
        return before != '-' || Letters.isDigitAt(text, start - 2);
      }
    }
    if (end < text.length()) {
      char after = text.charAt(end);
      boolean extension = after == 'x' && Letters.isDigitAt(text, end + 1);
      if (isInWord(after) && !extension || after == '%' || after == '_') {
        return true;
      }
      return (after == '.' || after == ',') && Letters.isDigitAt(text, end + 1);
    }
    return false;
  }

  private static boolean isInWord(char c) {
    return Letters.isWordPart(c) && !Letters.isUnspaced(c);
  }

  private boolean isPhone(NumberRun run, int groups, int digits) {
    if (Dates.isDate(run, groups)) {
      return false;
    }
    if (isAmount(run, groups)) {
      return false;
    }
    if (run.hasPlus()) {
      return digits >= FEWEST;
    }
    if (Surroundings.names(run.text(), run.lead(), referenceWords, connectors)) {
      return false;
    }
    if (run.digitAt(0) == 0 && run.digitAt(1) == 0) {
      return digits >= 10 && CallingCodes.isAssigned(run.digitsOf(groups).substring(2));
    }
    if (run.isInRow()) {
      return isNamed(run, groups);
    }
    return isMobile(run, groups, digits)
        || digits >= FEWEST && (isNorthAmerican(run, groups) || isBracketed(run, groups, digits))
        || isTrunk(run, groups, digits)
        || digits >= FEWEST && groups > 1 && isLocalShape(run, groups) && !isReference(run)
        || isNamed(run, groups);
  }

  /** "+100 000 000", "12 500 000 EUR": thousands, counted in something or round. */
  private boolean isAmount(NumberRun run, int groups) {
    if (groups < 2 || run.length(0) > 3 || run.digitAt(0) == 0) {
      return false;
    }
    for (int i = 1; i < groups; i++) {
      if (run.length(i) != 3 || run.separator(i - 1) == '-' || run.separator(i - 1) == '/') {
        return false;
      }
    }
    int end = run.end(groups - 1);
    return run.value(groups - 1) == 0 && run.value(1) == 0
        || end < run.text().length() && "%\u20ac$\u00a3\u00a5".indexOf(unit(run.text(), end)) >= 0
        || Surroundings.starts(run.text(), end, units);
  }

  private static char unit(String text, int end) {
    char next = text.charAt(end);
    return next == ' ' && end + 1 < text.length() ? text.charAt(end + 1) : next;
  }

  /** Mobile numbers in one piece, where the script around them says which country's they are. */
  private static boolean isMobile(NumberRun run, int groups, int digits) {
    int first = run.digitAt(0);
    int second = run.digitAt(1);
    int end = run.end(groups - 1);
    if (groups == 1 && digits == 11) {
      return first == 1 && second >= 3 && Surroundings.isAmongHan(run.text(), run.lead(), end)
          || (first == 7 || first == 8)
              && second == 9
              && Surroundings.isAmongCyrillic(run.text(), run.lead(), end);
    }
    return isMixed(run, groups, 1, 3, 3, 2, 2) && (first == 7 || first == 8)
        || isMixed(run, groups, 2, 5, 4) && run.value(1) / 10_000 == 9
        || isMixed(run, groups, 5, 5) && first >= 6 && run.separator(0) == ' ';
  }

  /** Whether all groups have these lengths, whatever separates them. */
  private static boolean isMixed(NumberRun run, int groups, int... lengths) {
    boolean same = groups == lengths.length;
    for (int i = 0; same && i < groups; i++) {
      same = run.length(i) == lengths[i];
    }
    return same;
  }

  private static boolean isNorthAmerican(NumberRun run, int groups) {
    int first = groups == 4 && run.length(0) == 1 && run.digitAt(0) == 1 ? 1 : 0;
    return groups - first == 3
        && run.length(first) == 3
        && run.length(first + 1) == 3
        && run.length(first + 2) == 4;
  }

  private static boolean isBracketed(NumberRun run, int groups, int digits) {
    int start = run.lead();
    return groups > 1
        && digits <= MOST_TRUNK
        && run.text().charAt(start) == '('
        && run.length(0) <= 5
        && run.text().charAt(run.end(0)) == ')';
  }

  private static boolean isTrunk(NumberRun run, int groups, int digits) {
    return run.digitAt(0) == 0
        && digits >= (groups == 1 ? FEWEST_TRUNK + 1 : FEWEST_TRUNK)
        && digits <= MOST_TRUNK
        && run.digitAt(1) != 0
        && (groups == 1 || run.length(0) >= 2 && run.length(0) <= 5 && run.length(groups - 1) >= 2);
  }

  private static boolean isLocalShape(NumberRun run, int groups) {
    if (isYears(run, groups) || run.separator(0) == '.' && groups < 4 || run.separator(0) == '/') {
      return false;
    }
    if (groups < run.groups()
        && run.gap(groups - 1) == 1
        && run.separator(groups - 1) == run.separator(0)) {
      return false; // a part of something longer
    }
    for (int[] shape : LOCAL_SHAPES) {
      if (shape.length == groups && run.hasShape(shape)) {
        return true;
      }
    }
    return false;
  }

  /** "order 4471-0098", "BC-2026-3391": grouped like a telephone number, and said to be none. */
  private boolean isReference(NumberRun run) {
    return Surroundings.justBefore(run.text(), run.lead(), referenceWords)
        || isAfterCode(run.text(), run.lead());
  }

  /** Whether capitals and a hyphen lead up to a place, as in {@code BC-2026}. */
  private boolean isAfterCode(String text, int at) {
    int hyphen = at - 1;
    if (hyphen < 1 || text.charAt(hyphen) != '-') {
      return false;
    }
    int start = hyphen;
    while (start > 0
        && hyphen - start <= MOST_CODE_LETTERS
        && text.charAt(start - 1) >= 'A'
        && text.charAt(start - 1) <= 'Z') {
      start--;
    }
    return start < hyphen
        && hyphen - start <= MOST_CODE_LETTERS
        && !Letters.isWordPartAt(text, start - 1)
        && !words.holds(text, start, hyphen);
  }

  private static boolean isYears(NumberRun run, int groups) {
    return groups == 2 && isYear(run, 0) && isYear(run, 1);
  }

  private static boolean isYear(NumberRun run, int group) {
    return run.length(group) == 4 && run.value(group) >= 1800 && run.value(group) < 2100;
  }

  private boolean isNamed(NumberRun run, int groups) {
    for (int i = 1; i < groups; i++) {
      if (run.length(i) < 2 || run.gap(i - 1) > 2) {
        return false;
      }
    }
    return Surroundings.before(run.text(), run.lead(), words)
        || Surroundings.after(run.text(), run.end(groups - 1), words);
  }

  /** {@code x123}, {@code ext. 123} belong to the number. */
  private static int withExtension(String text, int end) {
    int i = end;
    while (i < text.length() && i - end < 2 && text.charAt(i) == ' ') {
      i++;
    }
    int word = i;
    while (i < text.length() && i - word < 9 && Letters.isAsciiLetter(text.charAt(i))) {
      i++;
    }
    String name = text.substring(word, i);
    boolean extension =
        name.equalsIgnoreCase("x")
            || name.equalsIgnoreCase("ext")
            || name.equalsIgnoreCase("ex")
            || name.equalsIgnoreCase("extension");
    if (!extension) {
      return end;
    }
    while (i < text.length() && i - word < 12 && (text.charAt(i) == '.' || text.charAt(i) == ' ')) {
      i++;
    }
    int digits = i;
    while (Letters.isDigitAt(text, i) && i - digits < MOST_EXTENSION) {
      i++;
    }
    return i > digits && !Letters.isWordPartAt(text, i) ? i : end;
  }

  /** The national number, so that the international and the local form give one token. */
  private static String normalForm(NumberRun run, int groups) {
    String digits = run.digitsOf(groups);
    if (run.hasPlus()) {
      return CallingCodes.withoutCode(digits);
    }
    if (digits.startsWith("00")) {
      return CallingCodes.withoutCode(digits.substring(2));
    }
    if (digits.length() == 11 && digits.charAt(0) == '1') {
      return digits.substring(1);
    }
    return digits.charAt(0) == '0' ? digits.substring(1) : digits;
  }
}
