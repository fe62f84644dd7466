package io.mailpulse.mail.header;

import io.mailpulse.mail.wordlist.ResourceLines;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Times in header fields: RFC 5322 with its obsolete forms, asctime and ISO 8601, by looking at
 * what each token can be. A zone that is not understood is UTC.
 */
final class HeaderDates {

  /** Longer values hold no date. */
  private static final int MAX_LENGTH = 200;

  /** Years outside come from broken clocks and spam, and stores disagree on how to keep them. */
  private static final int EARLIEST_YEAR = 1900;

  private static final int LATEST_YEAR = 2199;

  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

  private static final Map<String, Integer> ZONE_SECONDS = zones();

  private int day = -1;
  private int month = -1;
  private int year = -1;
  private int secondOfDay = -1;
  private int zoneSeconds;
  private boolean afternoon;
  private boolean morning;

  private HeaderDates() {}

  /** The time that a Date field names. */
  static Optional<Instant> parse(String value) {
    return parse(value, 0);
  }

  private static Optional<Instant> parse(String value, int start) {
    if (value.length() - start > MAX_LENGTH) {
      return Optional.empty();
    }
    long usual = UsualDate.epochSecond(value, start);
    return usual == UsualDate.NONE
        ? new HeaderDates().read(value.substring(start))
        : Optional.of(Instant.ofEpochSecond(usual));
  }

  /** Whether a mail can have been sent in a year. */
  static boolean isYear(int year) {
    return year >= EARLIEST_YEAR && year <= LATEST_YEAR;
  }

  /** The time that a Received field ends with, behind its last semicolon. */
  static Optional<Instant> parseReceived(String value) {
    int semicolon = value.lastIndexOf(';');
    return semicolon < 0 ? Optional.empty() : parse(value, semicolon + 1);
  }

  private Optional<Instant> read(String value) {
    int at = 0;
    while (at < value.length()) {
      char c = value.charAt(at);
      if (c == '(') {
        int close = value.indexOf(')', at);
        at = close < 0 ? value.length() : close + 1;
      } else if (c <= ' ' || c == ',') {
        at++;
      } else {
        int start = at;
        while (at < value.length()
            && value.charAt(at) > ' '
            && value.charAt(at) != ','
            && value.charAt(at) != '(') {
          at++;
        }
        token(value.substring(start, at));
      }
    }
    return toInstant();
  }

  private void token(String token) {
    char first = token.charAt(0);
    if ((first == '+' || first == '-') && token.length() > 1) {
      zoneSeconds = offset(token);
    } else if (Character.isDigit(first)) {
      if (token.indexOf(':') > 0 && token.indexOf('T') < 0) {
        time(token);
      } else if (token.indexOf('-') > 0 || token.indexOf('/') > 0) {
        joinedDate(token);
      } else if (token.indexOf('.') > 0) {
        dotted(token);
      } else {
        number(token);
      }
    } else {
      word(token.toLowerCase(Locale.ROOT));
    }
  }

  private void word(String word) {
    int found = word.length() < 3 ? -1 : MONTHS.indexOf(word.substring(0, 3));
    if (found >= 0 && month < 0) {
      month = found + 1;
    } else if (word.equals("pm")) {
      afternoon = true;
    } else if (word.equals("am")) {
      morning = true;
    } else if (secondOfDay >= 0) {
      int sign = Math.max(word.indexOf('+'), word.indexOf('-'));
      // "GMT+0200" names an offset; a bare name is looked up.
      zoneSeconds =
          sign > 0 ? offset(word.substring(sign)) : ZONE_SECONDS.getOrDefault(word, zoneSeconds);
    }
  }

  private void number(String token) {
    int value = digits(token, 0, token.length());
    if (value < 0) {
      return;
    }
    if (token.length() == 4 && value > 31) {
      year = value;
    } else if (day < 0 && value >= 1 && value <= 31) {
      day = value;
    } else if (year < 0) {
      // RFC 5322, 4.3: two digits below 50 are after 2000; three count from 1900.
      year = token.length() == 2 ? value + (value < 50 ? 2000 : 1900) : value + 1900;
    }
  }

  /** A time such as 10.30, or a date such as 3.3.2026. */
  private void dotted(String token) {
    String[] parts = token.split("[.]", 4);
    if (parts.length == 3 && parts[2].length() == 4) {
      number(parts[0]);
      month = digits(parts[1], 0, parts[1].length());
      number(parts[2]);
    } else if (secondOfDay < 0) {
      time(token);
    }
  }

  private void joinedDate(String token) {
    int timeMark = token.indexOf('T');
    String date = timeMark > 0 ? token.substring(0, timeMark) : token;
    String[] parts = date.split("[-/]", 4);
    if (parts.length != 3) {
      return;
    }
    if (parts[0].length() == 4) {
      year = digits(parts[0], 0, 4);
      month = digits(parts[1], 0, parts[1].length());
      day = digits(parts[2], 0, parts[2].length());
    } else {
      number(parts[0]);
      if (Character.isDigit(parts[1].isEmpty() ? 'x' : parts[1].charAt(0))) {
        month = digits(parts[1], 0, parts[1].length());
      } else {
        word(parts[1].toLowerCase(Locale.ROOT));
      }
      if (!parts[2].isEmpty()) {
        number(parts[2]);
      }
    }
    if (timeMark > 0) {
      String time = token.substring(timeMark + 1);
      int sign = Math.max(time.indexOf('+'), time.indexOf('-'));
      if (sign > 0) {
        zoneSeconds = offset(time.substring(sign));
        time = time.substring(0, sign);
      }
      time(time.endsWith("Z") ? time.substring(0, time.length() - 1) : time);
    }
  }

  private void time(String token) {
    int hourEnd = separator(token, 0);
    int minuteEnd = separator(token, hourEnd + 1);
    int secondEnd = separator(token, minuteEnd + 1);
    int hour = digits(token, 0, hourEnd);
    int minute = digits(token, hourEnd + 1, minuteEnd);
    int second = digits(token, minuteEnd + 1, secondEnd);
    if (hour >= 0 && hour < 24 && minute >= 0 && minute < 60) {
      secondOfDay = hour * 3600 + minute * 60 + Math.min(Math.max(second, 0), 59);
    }
  }

  private static int separator(String token, int from) {
    int at = from;
    while (at < token.length() && token.charAt(at) != ':' && token.charAt(at) != '.') {
      at++;
    }
    return Math.min(at, token.length());
  }

  private static int offset(String token) {
    int colon = token.indexOf(':');
    String plain = colon > 0 ? token.substring(0, colon) + token.substring(colon + 1) : token;
    int value = digits(plain, 1, plain.length());
    if (value < 0 || plain.length() < 3 || plain.length() > 5) {
      return 0;
    }
    int minutes = plain.length() == 3 ? value * 60 : value / 100 * 60 + value % 100;
    return minutes > 18 * 60 ? 0 : (token.charAt(0) == '-' ? -60 : 60) * minutes;
  }

  /** Value of a run of digits; -1 if it is none or too long. */
  private static int digits(String text, int start, int end) {
    if (start >= end || end - start > 6) {
      return -1;
    }
    int value = 0;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      value = value * 10 + c - '0';
    }
    return value;
  }

  private Optional<Instant> toInstant() {
    if (day < 1 || month < 1 || !isYear(year) || secondOfDay < 0) {
      return Optional.empty();
    }
    int second = secondOfDay;
    if (afternoon && second < 12 * 3600) {
      second += 12 * 3600;
    } else if (morning && second >= 12 * 3600) {
      second -= 12 * 3600;
    }
    try {
      return Optional.of(
          LocalDateTime.of(year, month, day, second / 3600, second / 60 % 60, second % 60)
              .toInstant(ZoneOffset.ofTotalSeconds(zoneSeconds)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Map<String, Integer> zones() {
    var zones = new HashMap<String, Integer>();
    ResourceLines.pairs(HeaderDates.class, "zone-names.txt")
        .forEach((name, hours) -> zones.put(name, (int) (Double.parseDouble(hours) * 3600)));
    return Map.copyOf(zones);
  }
}
