package io.mailpulse.model.text;

import java.text.Normalizer;

/**
 * Writes a text the way models were trained to read it. Version 1: Unicode NFC; web addresses
 * become {@code <URL>}; numbers of three digits or more {@code <NUM>}, shorter ones stay because
 * ratings are made of them; {@code <EMAIL_7f3a>} and other redaction tokens lose their pseudonym;
 * user mentions become {@code @user}; runs of white space one blank; control characters, byte-order
 * marks and lone surrogates go; emoji, case and punctuation stay. One pass, linear in the text.
 *
 * <p>A change of any rule is a new version: scores are stamped with it and bundles name the one
 * they were trained behind.
 */
public final class Normaliser {

  /** The version that this class implements. */
  public static final String VERSION = "1";

  private static final int SHORTEST_NUMBER = 3;
  private static final int LONGEST_TOKEN = 40;

  private static final String[] ADDRESS_PREFIXES = {"https://", "http://", "www."};
  private static final boolean[] INERT = new boolean[0x7F];

  static {
    for (char c = '!'; c < INERT.length; c++) {
      INERT[c] = "<@hHwW0123456789".indexOf(c) < 0;
    }
  }

  private final String text;
  private final StringBuilder out;
  private int at;

  private Normaliser(String text) {
    this.text = text;
    this.out = new StringBuilder(text.length());
  }

  /**
   * Normalises a text.
   *
   * @param text any text, redacted or written by us
   * @return never null; empty if nothing visible is left
   */
  public static String normalise(CharSequence text) {
    String given = text.toString();
    // Lone surrogates have no normal form of their own and pass through.
    String composed =
        isSurelyComposed(given) || Normalizer.isNormalized(given, Normalizer.Form.NFC)
            ? given
            : Normalizer.normalize(given, Normalizer.Form.NFC);
    return new Normaliser(composed).run();
  }

  /** No combining mark and nothing else that composes stands below U+0300. */
  private static boolean isSurelyComposed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= '\u0300') {
        return false;
      }
    }
    return true;
  }

  private String run() {
    while (at < text.length()) {
      int from = at;
      while (at < text.length() && isInert(text.charAt(at))) {
        at++;
      }
      out.append(text, from, at);
      if (at == text.length()) {
        break;
      }
      char c = text.charAt(at);
      boolean taken =
          switch (c) {
            case '<' -> redactionToken();
            case '@' -> mention();
            case 'h', 'H', 'w', 'W' -> address();
            default -> isDigit(c) && number();
          };
      if (!taken) {
        plain(c);
      }
    }
    int end = out.length();
    if (end > 0 && out.charAt(end - 1) == ' ') {
      out.setLength(end - 1);
    }
    return out.toString();
  }

  /** ASCII that stays as it is wherever it stands. */
  private static boolean isInert(char c) {
    return c < 0x7F && INERT[c];
  }

  private void plain(char c) {
    at++;
    if (c > ' ' && c < 0x7F) {
      out.append(c);
    } else if (Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085') {
      blank();
    } else if (Character.isHighSurrogate(c)) {
      if (at < text.length() && Character.isLowSurrogate(text.charAt(at))) {
        out.append(c).append(text.charAt(at++));
      }
    } else if (!Character.isLowSurrogate(c) && !Character.isISOControl(c) && !isMark(c)) {
      out.append(c);
    }
  }

  private void blank() {
    if (!out.isEmpty() && out.charAt(out.length() - 1) != ' ') {
      out.append(' ');
    }
  }

  /** Zero-width space, word joiner, byte-order mark, replacement character, direction marks. */
  private static boolean isMark(char c) {
    return c == '\u200B'
        || c == '\u200E'
        || c == '\u200F'
        || c >= '\u202A' && c <= '\u202E'
        || c == '\u2060'
        || c >= '\u2066' && c <= '\u2069'
        || c == '\uFEFF'
        || c == '\uFFFD';
  }

  /** {@code <TYPE_pseudonym>} to {@code <TYPE>}. */
  private boolean redactionToken() {
    int limit = Math.min(text.length(), at + LONGEST_TOKEN);
    int i = at + 1;
    int typeEnd = -1;
    while (i < limit && text.charAt(i) != '>') {
      char c = text.charAt(i);
      if (typeEnd < 0 && c == '_' && i > at + 1) {
        typeEnd = i;
      } else if (typeEnd < 0 ? c < 'A' || c > 'Z' : !isHexadecimal(c)) {
        return false;
      }
      i++;
    }
    if (i >= limit || typeEnd < 0 || i == typeEnd + 1) {
      return false;
    }
    out.append(text, at, typeEnd).append('>');
    at = i + 1;
    return true;
  }

  private boolean mention() {
    int i = at + 1;
    while (i < text.length() && isWord(text.charAt(i))) {
      i++;
    }
    if (i == at + 1 || at > 0 && isWord(text.charAt(at - 1))) {
      return false;
    }
    out.append("@user");
    at = i;
    return true;
  }

  private boolean address() {
    if (at > 0 && isWord(text.charAt(at - 1))) {
      return false;
    }
    int start = addressPrefix();
    if (start < 0) {
      return false;
    }
    int i = start;
    while (i < text.length() && !endsAddress(text.charAt(i))) {
      i++;
    }
    while (i > start && ".,;:!?)]}'\"*".indexOf(text.charAt(i - 1)) >= 0) {
      i--;
    }
    out.append("<URL>");
    at = i;
    return true;
  }

  /** Where the address goes on after its scheme; -1 if there is none here. */
  private int addressPrefix() {
    for (String prefix : ADDRESS_PREFIXES) {
      if (text.regionMatches(true, at, prefix, 0, prefix.length())) {
        int end = at + prefix.length();
        return end < text.length() && !endsAddress(text.charAt(end)) ? end : -1;
      }
    }
    return -1;
  }

  private static boolean endsAddress(char c) {
    return c <= ' ' || c == '<' || c == '>' || c == '"' || Character.isWhitespace(c);
  }

  /** Digits with separators inside, such as {@code 1.299,00} or {@code 2026-11-22}. */
  private boolean number() {
    if (at > 0 && Character.isLetter(text.charAt(at - 1))) {
      return false;
    }
    int digits = 0;
    int i = at;
    int end = at;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (isDigit(c)) {
        digits++;
        end = i + 1;
      } else if (end != i || ".,:-'".indexOf(c) < 0) {
        break;
      }
      i++;
    }
    out.append(digits >= SHORTEST_NUMBER ? "<NUM>" : text.substring(at, end));
    at = end;
    return true;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9' || c > 0x7F && Character.isDigit(c);
  }

  private static boolean isWord(char c) {
    return c == '_' || Character.isLetterOrDigit(c);
  }

  private static boolean isHexadecimal(char c) {
    return c >= '0' && c <= '9' || c >= 'a' && c <= 'f';
  }
}
