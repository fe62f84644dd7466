package io.mailpulse.mail.header;

import java.time.LocalDate;
import java.time.YearMonth;

/**
 * The one form of a date that nearly every mail has, such as {@code Tue, 3 Mar 2026 10:00:05 +0100
 * (CET)}, read in one pass; whatever differs from it is left to {@link HeaderDates}.
 */
final class UsualDate {

  /** The value is written otherwise. */
  static final long NONE = Long.MIN_VALUE;

  private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";
  private static final int SECONDS_PER_DAY = 86_400;
  private static final int FAILED = -1;
  private static final int WIDEST_ZONE = 1800;

  private final String value;
  private int at;

  private UsualDate(String value, int start) {
    this.value = value;
    this.at = start;
  }

  /** Seconds of the epoch that a value names from an offset to its end, or {@link #NONE}. */
  static long epochSecond(String value, int start) {
    return new UsualDate(value, start).read();
  }

  private long read() {
    while (at < value.length() && value.charAt(at) <= ' ') {
      at++;
    }
    if (is(at + 3, ',') && is(at + 4, ' ')) {
      at += 5;
    }
    int day = number(is(at + 1, ' ') ? 1 : 2, ' ');
    int month = month();
    int year = number(4, ' ');
    int hour = number(2, ':');
    int minute = number(2, ':');
    int second = number(2, ' ');
    int sign = sign();
    int zone = number(4, ' ');
    if (at == FAILED || !endsHere() || sign == 0 || zone > WIDEST_ZONE) {
      return NONE;
    }
    boolean time = hour < 24 && minute < 60 && second < 60;
    if (!time || !isDay(year, month, day)) {
      return NONE;
    }
    long days = LocalDate.of(year, month, day).toEpochDay();
    int offset = sign * (zone / 100 * 60 + zone % 100) * 60;
    return days * SECONDS_PER_DAY + hour * 3600 + minute * 60 + second - offset;
  }

  private static boolean isDay(int year, int month, int day) {
    return HeaderDates.isYear(year)
        && month > 0
        && day > 0
        && day <= YearMonth.of(year, month).lengthOfMonth();
  }

  private boolean is(int index, char wanted) {
    return index >= 0 && index < value.length() && value.charAt(index) == wanted;
  }

  /** So many digits, and what must stand behind them unless the value ends there. */
  private int number(int digits, char behind) {
    int end = at + digits;
    if (at == FAILED || end > value.length() || end < value.length() && !is(end, behind)) {
      at = FAILED;
      return 0;
    }
    int number = 0;
    for (int i = at; i < end; i++) {
      char c = value.charAt(i);
      if (c < '0' || c > '9') {
        at = FAILED;
        return 0;
      }
      number = number * 10 + c - '0';
    }
    at = Math.min(end + 1, value.length());
    return number;
  }

  /** Number of a month by its three letters, in any case; 0 if they are none. */
  private int month() {
    if (at == FAILED || !is(at + 3, ' ')) {
      at = FAILED;
      return 0;
    }
    int found = 0;
    while (found < MONTHS.length() && !value.regionMatches(true, at, MONTHS, found, 3)) {
      found += 3;
    }
    at += 4;
    return found == MONTHS.length() ? 0 : found / 3 + 1;
  }

  private int sign() {
    int sign = is(at, '+') ? 1 : is(at, '-') ? -1 : 0;
    at = sign == 0 ? FAILED : at + 1;
    return sign;
  }

  /** Nothing may follow but a comment, which names the zone once more. */
  private boolean endsHere() {
    return at == value.length() || is(at, '(') && value.indexOf(')', at) == value.length() - 1;
  }
}
