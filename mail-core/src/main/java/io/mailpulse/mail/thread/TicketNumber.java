package io.mailpulse.mail.thread;

import java.util.Locale;
import java.util.Set;

/**
 * The number of a ticket that a help desk writes into subjects and finds answers by, whatever
 * becomes of the rest: {@code [Ticket #4711]}, {@code [desk.example #4711]}, {@code Case 4711},
 * {@code (ref:00A1.500b2:ref)}, {@code (#4711)}, {@code INC0004711}, {@code [KILN-47]}. Without the
 * word for it, since answers and desks write it in their own language.
 */
final class TicketNumber {

  private static final int LONGEST_TAG = 60;
  private static final int LONGEST_REFERENCE = 80;
  private static final int SHORTEST_REFERENCE = 6;
  private static final int LONGEST_NUMBER = 32;

  /** Letters that some desks put in and around a number. */
  private static final int MOST_LETTERS = 8;

  /** Digits that a number has at least, the fewer the more says that it is one. */
  private static final int FEWEST_IN_TAG = 2;

  private static final int FEWEST_MARKED = 3;
  private static final int FEWEST_BARE = 4;

  private static final int FEWEST_OF_RECORD = 7;
  private static final int FEWEST_OF_ISSUE = 1;
  private static final int MOST_OF_ISSUE = 7;
  private static final int LONGEST_PROJECT = 10;

  /** What records of service desks begin with. */
  private static final Set<String> RECORDS =
      Set.of(
          "INC", "RITM", "REQ", "TASK", "SCTASK", "CHG", "PRB", "CS", "CSTASK", "HRC", "SR", "WO",
          "CRQ", "CASE", "TKT", "IM", "SD", "RF");

  /** Capitals before a dash and a number that name no project. */
  private static final Set<String> NO_PROJECTS =
      Set.of(
          "ISO", "IEC", "IEEE", "DIN", "EN", "ANSI", "ASTM", "NIST", "FIPS", "MIL", "BS", "SAE",
          "UTF", "RFC", "SHA", "MD", "CVE", "TLS", "SSL", "AES", "RSA", "USB", "MP", "GPT", "COVID",
          "SARS", "ICD", "COP", "EU", "PCI", "CAT", "KW", "CW", "WK", "FY", "TOP", "AK", "JAN",
          "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");

  /** From so many digits on no two desks number alike by accident. */
  private static final int DIGITS_THAT_TELL = 6;

  /** Words between that of a ticket and its number. */
  private static final Set<String> MARKS =
      Set.of(
          "no", "nr", "n", "nº", "num", "number", "nummer", "numero", "número", "numéro", "id",
          "ref");

  private final String text;

  private TicketNumber(String text) {
    this.text = text;
  }

  /** The key of the first ticket that a subject of bounded length names, or null. */
  static String keyOf(String subject) {
    var scan = new TicketNumber(subject);
    String reference = scan.reference();
    if (reference != null) {
      return reference;
    }
    for (int i = 0; i < subject.length(); i++) {
      char c = subject.charAt(i);
      String found = null;
      if (c == '[' || c == '{') {
        found = scan.inTag(i + 1, c == '[' ? ']' : '}');
        found = found == null ? scan.issueIn(i + 1, c == '[' ? ']' : '}') : found;
      } else if (c == '(') {
        boolean marked = i + 1 < subject.length() && isMark(subject.charAt(i + 1));
        found = marked ? scan.inTag(i + 1, ')') : scan.issueIn(i + 1, ')');
      } else if (scan.startsWord(i)) {
        found = scan.afterWord(i, subject.length(), FEWEST_BARE);
        found = found == null ? scan.recordAt(i) : found;
        found = found == null && scan.isTracker() ? scan.issueAt(i, FEWEST_OF_ISSUE) : found;
      }
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** The key of the issue that a subject without its prefixes begins with, or null. */
  static String issueThatBegins(String base) {
    var scan = new TicketNumber(base);
    return base.isEmpty() ? null : scan.issueAt(0, FEWEST_IN_TAG);
  }

  /** Whether a ticket with this key is one and the same whoever writes about it. */
  static boolean isTelling(String key) {
    return !key.startsWith("#")
        || key.chars().filter(c -> c >= '0' && c <= '9').count() >= DIGITS_THAT_TELL;
  }

  /** A record of ServiceNow or its like: capitals that name its kind, then at least 7 digits. */
  private String recordAt(int start) {
    int letters = endOfLetters(start, text.length());
    boolean kind = RECORDS.contains(text.substring(start, letters));
    int end = letters;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    boolean ends = end == text.length() || !Character.isLetterOrDigit(text.charAt(end));
    boolean enough = end - letters >= FEWEST_OF_RECORD && end - letters <= LONGEST_NUMBER;
    return kind && ends && enough
        ? "#" + text.substring(start, end).toLowerCase(Locale.ROOT)
        : null;
  }

  /** Whether the subject says that a tracker of issues wrote it. */
  private boolean isTracker() {
    return text.length() >= 4 && text.toLowerCase(Locale.ROOT).contains("jira");
  }

  /** An issue that is all a tag holds, before or behind what the subject says. */
  private String issueIn(int start, char closing) {
    int close = text.indexOf(closing, start);
    boolean bounded = close > start && close - start <= LONGEST_TAG;
    boolean alone = bounded && text.substring(start, close).strip().indexOf(' ') < 0;
    boolean outside = alone && (close == text.length() - 1 || opensAt(start - 1));
    return outside && startsWord(start) ? issueAt(start, FEWEST_OF_ISSUE) : null;
  }

  /** Whether only prefixes and tags stand before an offset. */
  private boolean opensAt(int offset) {
    for (String word : text.substring(0, offset).split(" ")) {
      boolean tag = word.startsWith("[") || word.startsWith("(");
      if (!word.isEmpty() && !tag && !word.endsWith(":") && !word.endsWith("\uff1a")) {
        return false;
      }
    }
    return true;
  }

  /**
   * {@code KILN-47}: the key of a project in capitals, a dash and a number. Standards, versions,
   * months and years look alike and are none.
   */
  private String issueAt(int start, int fewest) {
    int at = start;
    int letters = 0;
    while (at < text.length() && at - start <= LONGEST_PROJECT && isOfProject(text.charAt(at))) {
      letters += isDigit(text.charAt(at)) ? 0 : 1;
      at++;
    }
    if (letters < 2 || at >= text.length() || text.charAt(at) != '-') {
      return null;
    }
    int end = at + 1;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    String number = text.substring(at + 1, end);
    boolean ends =
        end == text.length()
            || !Character.isLetterOrDigit(text.charAt(end)) && text.charAt(end) != '-';
    boolean usual =
        number.length() >= fewest && number.length() <= MOST_OF_ISSUE && number.charAt(0) != '0';
    String key = "#" + text.substring(start, end).toLowerCase(Locale.ROOT);
    boolean none = NO_PROJECTS.contains(text.substring(start, at)) || isYear("#" + number);
    return ends && usual && !none ? key : null;
  }

  private static boolean isOfProject(char c) {
    return c >= 'A' && c <= 'Z' || isDigit(c);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** {@code ref:...:ref}. */
  private String reference() {
    String lower = text.toLowerCase(Locale.ROOT);
    int open = lower.length() == text.length() ? lower.indexOf("ref:") : -1;
    if (open < 0) {
      return null;
    }
    int start = open + 4;
    int close = lower.indexOf(":ref", start);
    boolean usual = close - start >= SHORTEST_REFERENCE && close - start <= LONGEST_REFERENCE;
    if (!usual || text.substring(start, close).indexOf(' ') >= 0) {
      return null;
    }
    return "#ref:" + text.substring(start, close);
  }

  /** A number in a tag: behind a word for tickets, or behind a mark whatever stands before. */
  private String inTag(int start, char closing) {
    int end = start;
    int limit = Math.min(text.length(), start + LONGEST_TAG);
    int mark = -1;
    while (end < limit && text.charAt(end) != closing) {
      mark = mark < 0 && isMark(text.charAt(end)) ? end : mark;
      end++;
    }
    if (end == limit) {
      return null;
    }
    if (mark >= 0) {
      String number = numberAt(skipSeparators(mark, end), end, FEWEST_IN_TAG);
      boolean named = startsWord(start) && endOfTicketWord(start, end) > 0;
      return number == null || named || digits(number) >= FEWEST_MARKED ? number : null;
    }
    for (int i = start; i < end; i++) {
      String number = startsWord(i) ? afterWord(i, end, FEWEST_IN_TAG) : null;
      if (number != null) {
        return number;
      }
    }
    return null;
  }

  /** A number behind a word for tickets. */
  private String afterWord(int start, int end, int fewest) {
    int at = endOfTicketWord(start, end);
    if (at < 0) {
      return null;
    }
    int from = skipSeparators(at, end);
    boolean marked = text.substring(at, from).chars().anyMatch(c -> isMark((char) c));
    int word = endOfLetters(from, end);
    if (word > from && MARKS.contains(text.substring(from, word).toLowerCase(Locale.ROOT))) {
      marked = true;
      from = skipSeparators(word, end);
    }
    String number = from == at ? null : numberAt(from, end, marked ? FEWEST_MARKED : fewest);
    return number != null && !marked && isYear(number) ? null : number;
  }

  /** Where one or two words that mean a ticket end, or -1. */
  private int endOfTicketWord(int start, int end) {
    int one = endOfLetters(start, end);
    if (one < end && text.charAt(one) == ' ') {
      int two = endOfLetters(one + 1, end);
      if (two > one + 1 && isTicket(start, two)) {
        return two;
      }
    }
    return one > start && isTicket(start, one) ? one : -1;
  }

  private boolean isTicket(int start, int end) {
    return SubjectWords.shared().isTicketWord(text.substring(start, end).toLowerCase(Locale.ROOT));
  }

  private String numberAt(int start, int end, int fewest) {
    int at = start;
    while (at < end && at - start <= LONGEST_NUMBER && isPartOfNumber(text.charAt(at))) {
      at++;
    }
    String token = text.substring(start, at).toLowerCase(Locale.ROOT);
    while (token.endsWith("-")) {
      token = token.substring(0, token.length() - 1);
    }
    boolean ends = at == end || !Character.isLetterOrDigit(text.charAt(at));
    int letters = (int) token.chars().filter(c -> c >= 'a' && c <= 'z').count();
    boolean usual = ends && token.length() <= LONGEST_NUMBER && letters <= MOST_LETTERS;
    return usual && digits(token) >= fewest && !isDate(token) ? "#" + token : null;
  }

  private int skipSeparators(int start, int end) {
    int at = start;
    while (at < end && (isMark(text.charAt(at)) || " :.-=\u00a0".indexOf(text.charAt(at)) >= 0)) {
      at++;
    }
    return at;
  }

  private int endOfLetters(int start, int end) {
    int at = start;
    while (at < end && Character.isLetter(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private boolean startsWord(int at) {
    return Character.isLetter(text.charAt(at))
        && (at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1)));
  }

  private static boolean isMark(char c) {
    return c == '#' || c == '\uff03' || c == '\u2116' || c == '\u00ba' || c == '\u00b0';
  }

  private static boolean isPartOfNumber(char c) {
    return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '-';
  }

  private static long digits(String text) {
    return text.chars().filter(c -> c >= '0' && c <= '9').count();
  }

  /** A season, an edition: "Fall 2026". */
  private static boolean isYear(String key) {
    return key.length() == 5 && (key.startsWith("#19") || key.startsWith("#20"));
  }

  private static boolean isDate(String token) {
    return token.length() == 10 && token.charAt(4) == '-' && token.charAt(7) == '-';
  }
}
