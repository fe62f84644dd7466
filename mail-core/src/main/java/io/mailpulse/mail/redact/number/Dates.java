package io.mailpulse.mail.redact.number;

/** Calendar dates in figures. */
public final class Dates {

  private Dates() {}

  /** Whether the first groups start with a date: year, month and day in an order that is used. */
  public static boolean isDate(NumberRun run, int groups) {
    if (groups < 3 || run.separator(0) != run.separator(1) || run.separator(0) == '(') {
      return false;
    }
    if (run.separator(0) == ' ' && (run.length(0) != 4 && run.length(2) != 4)) {
      return false;
    }
    if (run.length(0) == 4) {
      return run.length(2) <= 2
          && isYear(run.value(0))
          && isMonthAndDay(run.value(1), run.value(2));
    }
    if (run.length(2) == 2 && groups > 3 && isSameAgain(run)) {
      return false; // 06.12.34.56.78 is a telephone number
    }
    boolean year = run.length(2) == 2 || run.length(2) == 4 && isYear(run.value(2));
    return run.length(0) <= 2
        && run.length(1) <= 2
        && year
        && (isMonthAndDay(run.value(0), run.value(1)) || isMonthAndDay(run.value(1), run.value(0)));
  }

  /** Whether a fourth pair follows behind the same separator. */
  private static boolean isSameAgain(NumberRun run) {
    return run.length(3) == 2
        && run.gap(2) == 1
        && run.separator(2) == run.separator(0)
        && run.length(0) == 2
        && run.length(1) == 2;
  }

  static boolean isYear(int year) {
    return year >= 1880 && year < 2100;
  }

  static boolean isMonthAndDay(int month, int day) {
    return month >= 1 && month <= 12 && day >= 1 && day <= 31;
  }
}
