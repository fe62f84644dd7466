package io.mailpulse.model.machine;

import java.util.Locale;
import java.util.Set;

/**
 * Log lines and stack traces. A time stamp alone is none: people write down when things happened,
 * and copy chats. It takes a level, a process or fractions of a second beside it.
 */
final class LogShapes {

  private static final Set<String> LEVELS =
      Set.of(
          "TRACE",
          "DEBUG",
          "INFO",
          "NOTICE",
          "WARN",
          "WARNING",
          "ERROR",
          "ERR",
          "FATAL",
          "SEVERE",
          "CRITICAL",
          "CRIT");
  private static final Set<String> MONTHS =
      Set.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");
  private static final int WORDS_BEFORE_LEVEL = 4;

  private LogShapes() {}

  static Shape of(Line line) {
    if (isTrace(line) || isStamped(line) || isAccess(line) || leadsWithBracketedLevel(line)) {
      return Shape.MACHINE;
    }
    if (line.startsWith("npm ERR!") || isPlaceInSource(line.word(0))) {
      return Shape.MACHINE;
    }
    String first = line.word(0);
    boolean leads = first.endsWith(":") && LEVELS.contains(first.substring(0, first.length() - 1));
    return leads || line.startsWith("fatal: ") || line.startsWith("panic: ")
        ? Shape.LIKELY
        : Shape.PROSE;
  }

  private static boolean isTrace(Line line) {
    return line.startsWith("at ") && isFrame(line)
        || line.startsWith("File \"") && line.has("\", line ")
        || line.startsWith("Traceback (most recent call last)")
        || line.startsWith("Exception in thread ")
        || line.startsWith("Caused by: ") && isThrown(line.word(2))
        || line.startsWith("... ")
            && isNumber(line.word(1))
            && line.words().size() <= 5
            && (line.endsWith(" more") || line.endsWith("omitted"))
        || line.startsWith("#")
            && isNumber(line.word(0).substring(1))
            && line.word(1).startsWith("0x")
        || isThrown(line.word(0));
  }

  /** {@code at pkg.Type.method(Type.java:12)} and its like of other languages. */
  private static boolean isFrame(Line line) {
    int open = line.text().lastIndexOf('(');
    if (open < 0 || !line.endsWith(")")) {
      return false;
    }
    String place = line.text().substring(open + 1, line.text().length() - 1);
    boolean named = place.equals("Native Method") || place.equals("Unknown Source");
    int colon = place.lastIndexOf(':');
    return named || place.indexOf(' ') < 0 && colon > 0 && isNumber(place.substring(colon + 1));
  }

  /** {@code java.io.IOException:}, {@code TypeError:}; not the words Error and Exception. */
  private static boolean isThrown(String word) {
    String name = word.endsWith(":") ? word.substring(0, word.length() - 1) : word;
    if (!name.endsWith("Exception") && !name.endsWith("Error")) {
      return false;
    }
    boolean inside = false;
    for (int i = 0; i < name.length(); i++) {
      if (!Line.isName(name.charAt(i)) && name.charAt(i) != '$') {
        return false;
      }
      inside |= name.charAt(i) == '.' || i > 0 && Character.isUpperCase(name.charAt(i));
    }
    return inside && Character.isLetter(name.charAt(0)) && (word.endsWith(":") || has(name, '.'));
  }

  private static boolean isStamped(Line line) {
    int n = 0;
    String first = bare(line.word(0));
    if (MONTHS.contains(first) && isNumber(line.word(1)) && isClock(bare(line.word(2)))) {
      return isProcess(line.word(4)) || hasLevel(line, 3);
    }
    boolean joined =
        first.length() > 11 && first.charAt(10) == 'T' && isDate(first.substring(0, 10));
    String clock = first;
    if (joined) {
      clock = first.substring(11);
    } else if (isDate(first)) {
      n = 1;
      clock = bare(line.word(1));
    }
    return isClock(clock)
        && (isFine(clock)
            || hasLevel(line, n + 1)
            || isProcess(line.word(n + 1))
            || isProcess(line.word(n + 2)));
  }

  private static boolean hasLevel(Line line, int from) {
    for (int n = from; n < from + WORDS_BEFORE_LEVEL; n++) {
      String word = line.word(n);
      if (LEVELS.contains(bare(word))
          || isBracketedLevel(word)
          || n == from
              && word.endsWith(":")
              && LEVELS.contains(bare(word).toUpperCase(Locale.ROOT))) {
        return true;
      }
    }
    return false;
  }

  /** Not where the level is a word of a sentence that was wrapped. */
  private static boolean leadsWithBracketedLevel(Line line) {
    return isBracketedLevel(line.word(0))
        && !line.word(1).isEmpty()
        && !Character.isLowerCase(line.word(1).charAt(0));
  }

  private static boolean isBracketedLevel(String word) {
    return word.length() > 2
        && word.charAt(0) == '['
        && (word.endsWith("]") || word.endsWith("]:"))
        && LEVELS.contains(bare(word).toUpperCase(Locale.ROOT));
  }

  /** {@code sshd[4711]:}. */
  private static boolean isProcess(String word) {
    int open = word.indexOf('[');
    return open > 0 && word.endsWith("]:") && isNumber(word.substring(open + 1, word.length() - 2));
  }

  /** A line of a web server's access log. */
  private static boolean isAccess(Line line) {
    return line.has(" HTTP/") && (line.has("\"GET ") || line.has("\"POST ") || line.has("\"PUT "));
  }

  /** {@code src/main.c:12:5:}. */
  private static boolean isPlaceInSource(String word) {
    if (!word.endsWith(":") || !has(word, '.')) {
      return false;
    }
    String[] parts = word.split(":", 4);
    return parts.length >= 3 && has(parts[0], '.') && isNumber(parts[1]);
  }

  private static boolean isDate(String word) {
    if (word.length() != 10) {
      return false;
    }
    boolean yearFirst = word.charAt(4) == '-' || word.charAt(4) == '/' || word.charAt(4) == '.';
    boolean yearLast = word.charAt(2) == '.' || word.charAt(2) == '/' || word.charAt(2) == '-';
    int digits = 0;
    for (int i = 0; i < word.length(); i++) {
      digits += Line.isDigit(word.charAt(i)) ? 1 : 0;
    }
    return digits == 8 && (yearFirst || yearLast);
  }

  /** {@code 10:15:22}, perhaps with fractions and a zone. */
  private static boolean isClock(String word) {
    return word.length() >= 8
        && Line.isDigit(word.charAt(0))
        && Line.isDigit(word.charAt(1))
        && word.charAt(2) == ':'
        && Line.isDigit(word.charAt(3))
        && Line.isDigit(word.charAt(4))
        && word.charAt(5) == ':'
        && Line.isDigit(word.charAt(6))
        && Line.isDigit(word.charAt(7));
  }

  private static boolean isFine(String clock) {
    return clock.length() > 9
        && (clock.charAt(8) == '.' || clock.charAt(8) == ',')
        && Line.isDigit(clock.charAt(9));
  }

  private static String bare(String word) {
    int from = 0;
    int to = word.length();
    while (from < to && "[(".indexOf(word.charAt(from)) >= 0) {
      from++;
    }
    while (to > from && "]):,".indexOf(word.charAt(to - 1)) >= 0) {
      to--;
    }
    return word.substring(from, to);
  }

  private static boolean isNumber(String word) {
    return !word.isEmpty() && word.chars().allMatch(c -> Line.isDigit((char) c));
  }

  private static boolean has(String word, char c) {
    return word.indexOf(c) >= 0;
  }
}
