package io.mailpulse.mail.redact.net;

import io.mailpulse.mail.redact.finding.Findings;
import io.mailpulse.mail.redact.finding.PiiType;
import io.mailpulse.mail.redact.word.Letters;
import io.mailpulse.mail.redact.word.WordTable;

/**
 * Links that carry credentials: user information or a parameter whose name says secret. Not
 * thread-safe.
 */
public final class Urls {

  private static final int LONGEST_SCHEME = 12;
  private static final int LONGEST_URL = 2048;

  /** Links inside a link that are looked at; without a bound {@code ://://://} were costly. */
  private static final int MOST_INNER = 8;

  private final WordTable secretNames;
  private int scannedTo;
  private int inner;
  private long steps;

  public Urls(WordTable secretNames) {
    this.secretNames = secretNames;
  }

  /** Starts a new text. */
  public void begin() {
    scannedTo = 0;
    inner = 0;
  }

  /** Characters looked at so far. */
  public long steps() {
    return steps;
  }

  /**
   * Looks for a link with a secret.
   *
   * @param colon where {@code ://} stands
   * @param floor nothing before this belongs to the link
   * @return end of the link, or -1 if there is no secret in it
   */
  public int find(String text, int colon, int floor, Findings out) {
    int start = colon;
    int lowest = Math.max(floor, colon - LONGEST_SCHEME);
    while (start > lowest && isScheme(text.charAt(start - 1))) {
      start--;
    }
    inner = colon < scannedTo ? inner + 1 : 0;
    if (inner > MOST_INNER) {
      return -1;
    }
    int end = colon + 3;
    int limit = Math.min(text.length(), end + LONGEST_URL);
    while (end < limit && isUrl(text.charAt(end))) {
      end++;
    }
    steps += end - start;
    scannedTo = Math.max(scannedTo, end);
    while (end > colon + 3 && ".,;:!?)]'".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    if (start == colon || !hasUserInfo(text, colon + 3, end) && !hasSecret(text, colon + 3, end)) {
      return -1;
    }
    out.add(start, end, PiiType.URL_SECRET, text.substring(start, end));
    return end;
  }

  private static boolean isScheme(char c) {
    return Letters.isAsciiLetter(c) || Letters.isDigit(c) || c == '+' || c == '.' || c == '-';
  }

  private static boolean isUrl(char c) {
    return c > ' ' && c != '<' && c != '>' && c != '"' && (c < 0x80 || !Character.isWhitespace(c));
  }

  private static boolean hasUserInfo(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c == '/' || c == '?' || c == '#') {
        return false;
      }
      if (c == '@') {
        return i > start;
      }
    }
    return false;
  }

  private boolean hasSecret(String text, int start, int end) {
    int name = -1;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c == '?' || c == '&' || c == '#' || c == ';') {
        name = i + 1;
      } else if (c == '=' && name >= 0) {
        if (i + 1 < end && text.charAt(i + 1) != '&' && secretNames.holds(text, name, i)) {
          return true;
        }
        name = -1;
      }
    }
    return false;
  }
}
