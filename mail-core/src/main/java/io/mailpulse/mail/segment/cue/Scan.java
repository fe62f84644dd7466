package io.mailpulse.mail.segment.cue;

/**
 * What one pass over a line finds: dates, times, addresses, the cues of the language files, and how
 * much else there is. One pass, no look-back.
 */
public final class Scan {
  private static final int WORD_CUES =
      Cue.ON.bit() | Cue.WROTE.bit() | Cue.MONTH.bit() | Cue.WEEKDAY.bit();

  private final String text;
  private int numericDates;
  private int times;
  private int years;
  private int months;
  private int weekdays;
  private int addresses;
  private int smallNumbers;
  private int wrote;
  private int words;
  private int plainWords;
  private int endOfLastWrote = -1;
  private int startOfFirstTime = -1;
  private int startOfFirstDate = -1;
  private boolean opensWithOn;
  private boolean zone;

  private Scan(String text) {
    this.text = text;
  }

  public static Scan of(String text) {
    var scan = new Scan(text);
    scan.run();
    return scan;
  }

  public boolean hasDate() {
    return numericDates > 0
        || months > 0 && (smallNumbers > 0 || years > 0)
        || years > 0 && weekdays > 0;
  }

  public boolean hasNumericDate() {
    return numericDates > 0;
  }

  public boolean hasTime() {
    return times > 0;
  }

  public boolean hasZone() {
    return zone;
  }

  public boolean hasWeekday() {
    return weekdays > 0;
  }

  public boolean hasAddress() {
    return addresses > 0;
  }

  public boolean saysWrote() {
    return wrote > 0;
  }

  /** Whether the last "wrote" is followed by nothing but punctuation. */
  public boolean endsWithWrote() {
    if (endOfLastWrote < 0) {
      return false;
    }
    for (int i = endOfLastWrote; i < text.length(); i++) {
      if (Character.isLetterOrDigit(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  public boolean endsWithColon() {
    return text.endsWith(":") || text.endsWith("：");
  }

  /** Whether the last thing it names is an address in brackets. */
  public boolean endsWithAddress() {
    return addresses > 0 && text.endsWith(">");
  }

  public boolean opensWithOn() {
    return opensWithOn;
  }

  /** Words that no file names, that are not written large and stand outside names in brackets. */
  public int plainWords() {
    return plainWords;
  }

  int words() {
    return words;
  }

  /** Offset of the first date or time, or -1. */
  public int firstMoment() {
    if (startOfFirstDate < 0) {
      return startOfFirstTime;
    }
    return startOfFirstTime < 0 ? startOfFirstDate : Math.min(startOfFirstDate, startOfFirstTime);
  }

  private void run() {
    int i = 0;
    int length = text.length();
    boolean first = true;
    while (i < length) {
      char c = text.charAt(i);
      if (c == '<' || c == '(' || c == '[' || c == '"') {
        int end = bracketEnd(i);
        if (end > 0) {
          int at = text.indexOf('@', i);
          boolean address = at > 0 && at < end;
          if (address) {
            addresses++;
          }
          if (c == '<' || c == '"' || c == '[' && address) {
            i = end + 1;
            first = false;
            continue;
          }
        }
        i++;
      } else if (DateRun.isDigit(c)) {
        i = number(i);
        first = false;
      } else if (Character.isLetter(c)) {
        i = word(i, first);
        first = false;
      } else {
        if (c == '@') {
          addresses++;
        } else if ((c == '+' || c == '-')
            && i + 4 < length
            && DateRun.isDigit(text.charAt(i + 1))
            && DateRun.isDigit(text.charAt(i + 4))
            && i > 0
            && text.charAt(i - 1) == ' ') {
          zone = true;
        }
        i++;
      }
    }
  }

  private int bracketEnd(int from) {
    char open = text.charAt(from);
    char close = open == '<' ? '>' : open == '(' ? ')' : open == '[' ? ']' : '"';
    int limit = Math.min(text.length(), from + 120);
    for (int i = from + 1; i < limit; i++) {
      if (text.charAt(i) == close) {
        return i;
      }
    }
    return -1;
  }

  private int number(int from) {
    var number = DateRun.at(text, from);
    years += number.years();
    switch (number.kind()) {
      case DATE -> noteDate(from);
      case TIME -> noteTime(from);
      case CLOCK -> {
        // "10.15" is a time where a date stands on the line.
        if (hasDate()) {
          noteTime(from);
        }
      }
      case SMALL -> smallNumbers++;
      case OTHER -> {}
    }
    return number.end();
  }

  private void noteDate(int at) {
    numericDates++;
    if (startOfFirstDate < 0) {
      startOfFirstDate = at;
    }
  }

  private void noteTime(int at) {
    times++;
    if (startOfFirstTime < 0) {
      startOfFirstTime = at;
    }
  }

  private int word(int from, boolean first) {
    int phraseEnd = Lexicon.get().match(text, from, text.length(), WORD_CUES);
    if (phraseEnd > 0) {
      int cues = Lexicon.get().cuesOf(text, from, phraseEnd);
      if ((cues & Cue.WROTE.bit()) != 0) {
        wrote++;
        endOfLastWrote = phraseEnd;
      }
      if ((cues & Cue.MONTH.bit()) != 0) {
        months++;
      }
      if ((cues & Cue.WEEKDAY.bit()) != 0) {
        weekdays++;
      }
      if (first && (cues & Cue.ON.bit()) != 0) {
        opensWithOn = true;
      }
      return phraseEnd;
    }
    int end = from + 1;
    boolean unspaced = PhraseTrie.isUnspaced(text.charAt(from));
    boolean address = false;
    while (!unspaced && end < text.length() && isWordPart(text.charAt(end))) {
      address |= text.charAt(end) == '@';
      end++;
    }
    words++;
    if (address) {
      addresses++;
    } else if (Character.isLowerCase(text.charAt(from))) {
      plainWords++;
    } else if (text.startsWith("GMT", from) || text.startsWith("UTC", from)) {
      zone = true;
    }
    return end;
  }

  private static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c)
        || c == '@'
        || c == '.'
        || c == '_'
        || c == '-'
        || c == '\''
        || c == '\u2019'
        || c == '+';
  }
}
