package io.mailpulse.settings;

import java.util.function.Function;

/**
 * A text that may hold references to secrets, as {@code ${secret:REFERENCE}} anywhere in it: a
 * property of a Kafka client or of a Hadoop file system. The text travels; what it refers to is put
 * in where it is used.
 */
public final class SecretText {

  private static final String OPEN = "${secret:";
  private static final char CLOSE = '}';

  private SecretText() {}

  /** Whether a text refers to a secret. */
  public static boolean refersIn(String text) {
    return text.contains(OPEN);
  }

  /**
   * Checks the references of a text; no secret is looked for.
   *
   * @return the text
   * @throws IllegalArgumentException with what was expected; the message never shows the text
   */
  public static String check(String text) {
    replace(text, reference -> "");
    return text;
  }

  /**
   * The text with its secrets.
   *
   * @throws IllegalStateException if one is not at its place
   */
  public static String resolve(String text) {
    return replace(text, SecretRef::resolve);
  }

  private static String replace(String text, Function<SecretRef, String> by) {
    var resolved = new StringBuilder();
    int done = 0;
    for (int open = text.indexOf(OPEN); open >= 0; open = text.indexOf(OPEN, done)) {
      int start = open + OPEN.length();
      int close = text.indexOf(CLOSE, start);
      if (close < 0) {
        throw new IllegalArgumentException("expected } after ${secret:");
      }
      resolved.append(text, done, open);
      resolved.append(by.apply(SecretRef.parse(text.substring(start, close))));
      done = close + 1;
    }
    return resolved.append(text, done, text.length()).toString();
  }
}
