package io.mailpulse.mail.segment.cue;

/** A run of digits with the separators of dates and times, and what it looks like. */
final class DateRun {
  /** What a run looks like. */
  enum Kind {
    DATE,
    TIME,
    /** Two numbers with a dot between, of which the second has two digits: "10.15". */
    CLOCK,
    /** One or two digits: the day of a month. */
    SMALL,
    OTHER
  }

  private final String text;
  private int i;
  private int parts = 1;
  private int value;
  private int digits;
  private char separator;
  private boolean colon;
  private int years;
  private Kind kind = Kind.OTHER;

  private DateRun(String text, int from) {
    this.text = text;
    this.i = from;
  }

  /** Reads the run that begins with the digit at an offset. */
  static DateRun at(String text, int from) {
    var run = new DateRun(text, from);
    run.read();
    run.conclude();
    return run;
  }

  Kind kind() {
    return kind;
  }

  /** Offset after the run. */
  int end() {
    return i;
  }

  /** How many of its parts look like years. */
  int years() {
    return years;
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9' || c >= '\u0660' && c <= '\u0669' || c >= '\u06f0' && c <= '\u06f9';
  }

  private void read() {
    int length = text.length();
    while (i < length) {
      char c = text.charAt(i);
      if (isDigit(c)) {
        value = Math.min(value * 10 + Character.digit(c, 10), 100_000);
        digits++;
        i++;
      } else if (isSeparator(c)) {
        separator = c;
        colon |= c == ':';
        parts++;
        i++;
        if (parts == 2) {
          noteYear();
        }
        startPart();
      } else if (c == '.'
          && i + 2 < length
          && text.charAt(i + 1) == ' '
          && isDigit(text.charAt(i + 2))
          && (separator == 0 || separator == '.')
          && digits <= 2) {
        // "27. 10. 2021" as Czech and Slovak write it.
        separator = '.';
        parts++;
        i += 2;
        startPart();
      } else {
        return;
      }
    }
  }

  private boolean isSeparator(char c) {
    return i + 1 < text.length()
        && (c == '.' || c == '/' || c == '-' || c == ':')
        && isDigit(text.charAt(i + 1))
        && (separator == 0 || separator == c);
  }

  private void startPart() {
    value = 0;
    digits = 0;
  }

  private void conclude() {
    char after = i < text.length() ? text.charAt(i) : 0;
    if (after == '年'
        || after == '月'
        || after == '日'
        || after == '년'
        || after == '월'
        || after == '일') {
      kind = Kind.DATE;
    } else if (colon) {
      kind = Kind.TIME;
    } else if (parts >= 3) {
      kind = Kind.DATE;
      noteYear();
    } else if (parts == 2 && separator == '.' && digits == 2 && value < 60) {
      kind = Kind.CLOCK;
    } else if (parts == 1) {
      noteYear();
      kind = digits <= 2 ? Kind.SMALL : Kind.OTHER;
    }
  }

  private void noteYear() {
    if (digits == 4 && value >= 1970 && value < 2100) {
      years++;
    }
  }
}
