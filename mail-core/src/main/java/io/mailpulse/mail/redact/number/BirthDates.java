package io.mailpulse.mail.redact.number;

import io.mailpulse.mail.redact.finding.Findings;
import io.mailpulse.mail.redact.finding.PiiType;
import io.mailpulse.mail.redact.word.Letters;
import io.mailpulse.mail.redact.word.Surroundings;
import io.mailpulse.mail.redact.word.WordTable;

/** Dates beside a word of birth: in figures, or with the name of a month. */
public final class BirthDates {

  private static final int LONGEST_MONTH = 14;

  private final WordTable birthWords;
  private final WordTable months;

  public BirthDates(WordTable birthWords, WordTable months) {
    this.birthWords = birthWords;
    this.months = months;
  }

  /** Whether a word of birth stands before a date. */
  public boolean isBirth(String text, int dateStart) {
    return Surroundings.before(text, dateStart, birthWords);
  }

  /**
   * Looks for a date with the name of a month around a number of one or two digits, or before it.
   *
   * @return end of the date, or -1
   */
  public int findNamedMonth(NumberRun run, int floor, Findings out) {
    String text = run.text();
    if (run.length(0) > 2) {
      return -1;
    }
    int end = dayFirst(text, run.end(0));
    int start = run.start(0);
    if (end < 0) {
      start = monthBefore(text, run.start(0), floor);
      end = start < 0 ? -1 : yearAfter(text, run.end(0));
    }
    if (end < 0 || !isBirth(text, start)) {
      return -1;
    }
    out.add(start, end, PiiType.DATE_OF_BIRTH, text.substring(start, end));
    return end;
  }

  private int dayFirst(String text, int afterDay) {
    int i = afterDay;
    while (i < text.length() && i - afterDay < 4 && !isMonthStart(text, i)) {
      i++;
    }
    int end = endOfWord(text, i);
    if (end == i || !months.holds(text, i, end)) {
      return -1;
    }
    return yearAfter(text, end);
  }

  private static boolean isMonthStart(String text, int i) {
    // "1st of May", "2. Mai", "3 de mayo": the ordinal and the preposition are skipped over
    return Letters.isLetter(text.charAt(i))
        && (i == 0 || text.charAt(i - 1) == ' ' || text.charAt(i - 1) == '-');
  }

  private int monthBefore(String text, int dayStart, int floor) {
    int end = dayStart;
    while (end > floor && text.charAt(end - 1) == ' ') {
      end--;
    }
    int start = end;
    while (start > floor
        && end - start < LONGEST_MONTH
        && (Letters.isLetter(text.charAt(start - 1)) || text.charAt(start - 1) == '.')) {
      start--;
    }
    int wordEnd = start < end && text.charAt(end - 1) == '.' ? end - 1 : end;
    return months.holds(text, start, wordEnd) ? start : -1;
  }

  private static int yearAfter(String text, int from) {
    int i = from;
    while (i < text.length() && i - from < 5 && !Letters.isDigit(text.charAt(i))) {
      if (text.charAt(i) == '\n') {
        return -1;
      }
      i++;
    }
    int start = i;
    int year = 0;
    while (Letters.isDigitAt(text, i) && i - start < 5) {
      year = year * 10 + text.charAt(i) - '0';
      i++;
    }
    return i - start == 4 && Dates.isYear(year) ? i : -1;
  }

  private static int endOfWord(String text, int from) {
    int end = from;
    while (end < text.length()
        && end - from < LONGEST_MONTH
        && Letters.isLetter(text.charAt(end))) {
      end++;
    }
    return end;
  }
}
