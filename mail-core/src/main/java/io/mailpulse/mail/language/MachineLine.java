package io.mailpulse.mail.language;

import java.util.List;

/** Tells lines of logs, stack traces and consoles from lines that a person wrote. */
final class MachineLine {

  private static final int LOOKED_AT = 120;

  private static final List<String> BEGINNINGS =
      List.of(
          "Caused by:",
          "Exception in ",
          "Traceback (",
          "File \"",
          "npm ERR!",
          "npm WARN",
          "$ ",
          ">>> ",
          "# apt",
          "sudo ",
          "warning: ",
          "error: ",
          "fatal: ",
          "[INFO]",
          "[WARN",
          "[ERROR]",
          "[DEBUG]",
          "INFO:",
          "WARNING:",
          "ERROR:",
          "DEBUG:",
          "Stack trace",
          "System.",
          "---> ",
          "java.",
          "javax.",
          "org.",
          "com.",
          "panic:",
          "goroutine ",
          "Segmentation fault",
          "GET /",
          "POST /",
          "HTTP/",
          "WARN ",
          "INFO ",
          "ERROR ",
          "DEBUG ",
          "FATAL ",
          "TRACE ");

  private static final List<String> LEVELS =
      List.of(
          " INFO ",
          " WARN ",
          " WARNING ",
          " ERROR ",
          " DEBUG ",
          " FATAL ",
          " TRACE ",
          " INFO:",
          " ERROR:",
          " WARN:",
          "[INFO]",
          "[ERROR]",
          "[WARN",
          "[DEBUG]",
          "[error]",
          "[info]",
          "[warn]",
          "[notice]");

  private MachineLine() {}

  static boolean isOne(String text, int from, int to) {
    int start = from;
    int end = Math.min(to, from + LOOKED_AT);
    while (start < end && text.charAt(start) <= ' ') {
      start++;
    }
    if (end - start < 3) {
      return false;
    }
    String line = text.substring(start, end);
    return isStamped(line)
        || isFrame(line)
        || isException(line)
        || BEGINNINGS.stream().anyMatch(line::startsWith);
  }

  /** A date with a time, or a time with a level, before the message. */
  private static boolean isStamped(String line) {
    int digits = 0;
    int colons = 0;
    int letters = 0;
    int i = 0;
    while (i < line.length() && i < 36 && letters < 4) {
      char c = line.charAt(i++);
      digits += c >= '0' && c <= '9' ? 1 : 0;
      colons += c == ':' ? 1 : 0;
      letters += Character.isLetter(c) ? 1 : 0;
    }
    boolean moment = colons >= 2 && digits >= 6;
    boolean bracketed = line.charAt(0) == '[' && digits >= 4;
    return moment && digits >= 12
        || moment && line.charAt(0) <= '['
        || (bracketed || digits >= 4) && LEVELS.stream().anyMatch(line::contains);
  }

  /**
   * {@code at com.shop.Cart.load(Cart.java:7)}, {@code ... 12 more}, {@code #0 0x7f in main ()}.
   */
  private static boolean isFrame(String line) {
    boolean at = line.startsWith("at ") && line.indexOf('.') > 0 && line.indexOf('(') > 0;
    boolean more = line.startsWith("... ") && line.endsWith(" more");
    boolean numbered =
        line.charAt(0) == '#' && Character.isDigit(line.charAt(1)) && line.indexOf('(') > 0;
    return at || more || numbered;
  }

  /** {@code shop.CartException: no such cart}. */
  private static boolean isException(String line) {
    int end = 0;
    while (end < line.length() && line.charAt(end) > ' ' && line.charAt(end) != ':') {
      end++;
    }
    String name = line.substring(0, end);
    return name.endsWith("Exception") || name.endsWith("Error") && name.length() > 5;
  }
}
