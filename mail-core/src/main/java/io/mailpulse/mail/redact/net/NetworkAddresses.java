package io.mailpulse.mail.redact.net;

import io.mailpulse.mail.redact.finding.Findings;
import io.mailpulse.mail.redact.finding.PiiType;
import io.mailpulse.mail.redact.word.Letters;
import io.mailpulse.mail.redact.word.Surroundings;
import io.mailpulse.mail.redact.word.WordTable;
import java.util.Locale;

/** IPv4, IPv6 and MAC addresses. */
public final class NetworkAddresses {

  private static final int LONGEST_V6 = 45;
  private static final int V6_GROUPS = 8;
  private static final int V4_GROUPS = 4;
  private static final int MAC_PAIRS = 6;

  /** Parts of a version are small; octets of an address are not all so. */
  private static final int LARGEST_PART = 30;

  private final WordTable versionWords;
  private final WordTable networkWords;
  private final WordTable connectors;

  /**
   * Knows the words.
   *
   * @param versionWords words that name a version or a section, lower case
   * @param networkWords words that name an address or a machine
   * @param connectors words between a name and its number, such as "no."
   */
  public NetworkAddresses(WordTable versionWords, WordTable networkWords, WordTable connectors) {
    this.versionWords = versionWords;
    this.networkWords = networkWords;
    this.connectors = connectors;
  }

  /**
   * Looks for four octets.
   *
   * @param start first digit; no digit or dot stands before it
   * @return end of the address, or -1
   */
  public int findV4(String text, int start, Findings out) {
    int end = endOfV4(text, start);
    if (end < 0 || start > 0 && isJoined(text.charAt(start - 1)) || isVersion(text, start, end)) {
      return -1;
    }
    out.add(start, end, PiiType.IP_ADDRESS, text.substring(start, end));
    return end;
  }

  /**
   * Whether four numbers are a version or a section: a word says so, letters follow a hyphen, a
   * program's name and a slash lead up to them, or they are small and stand behind a name or before
   * a heading. A word of networks nearby makes them an address.
   */
  private boolean isVersion(String text, int start, int end) {
    if (Surroundings.names(text, start, versionWords, connectors)
        || start > 1
            && text.charAt(start - 1 - (text.charAt(start - 1) == ' ' ? 1 : 0)) == '\u00a7') {
      return true;
    }
    if (Surroundings.names(text, start, networkWords, connectors)
        || end < text.length() && (text.charAt(end) == ':' || text.charAt(end) == '/')
        || isPrivate(text, start)) {
      return false;
    }
    if (text.startsWith("-", end) && end + 1 < text.length()) {
      return Letters.isAsciiLetter(text.charAt(end + 1));
    }
    if (start > 1 && text.charAt(start - 1) == '/') {
      return Letters.isAsciiLetter(text.charAt(start - 2));
    }
    return isSmall(text, start, end)
        && (isAfterName(text, start) || isHeading(text, start, end))
        && !Surroundings.before(text, start, networkWords);
  }

  private static boolean isPrivate(String text, int start) {
    return text.startsWith("10.", start)
        || text.startsWith("127.", start)
        || text.startsWith("192.168.", start);
  }

  private static boolean isSmall(String text, int start, int end) {
    int value = 0;
    for (int i = start; i <= end; i++) {
      if (i < end && Letters.isDigit(text.charAt(i))) {
        value = value * 10 + text.charAt(i) - '0';
      } else if (value > LARGEST_PART) {
        return false;
      } else {
        value = 0;
      }
    }
    return true;
  }

  /** "WebServer 8.5.1.2": a capital begins the word before. */
  private static boolean isAfterName(String text, int start) {
    int word = start - 1;
    if (word < 1 || text.charAt(word) != ' ') {
      return false;
    }
    int wordEnd = word;
    while (word > 0 && wordEnd - word < MAC_PAIRS * 3 && Letters.isLetter(text.charAt(word - 1))) {
      word--;
    }
    return word < wordEnd && Letters.isUpper(text.charAt(word));
  }

  /** "3.2.1.4 Refunds" at the start of a line. */
  private static boolean isHeading(String text, int start, int end) {
    return (start == 0 || text.charAt(start - 1) == '\n')
        && end + 1 < text.length()
        && text.charAt(end) == ' '
        && Letters.isUpper(text.charAt(end + 1));
  }

  private static boolean isJoined(char before) {
    return before == '.' || before == '-' || before == '_' || Letters.isWordPart(before);
  }

  private static int endOfV4(String text, int start) {
    int i = start;
    for (int group = 0; group < V4_GROUPS; group++) {
      int value = 0;
      int digits = 0;
      while (Letters.isDigitAt(text, i) && digits < 4) {
        value = value * 10 + text.charAt(i) - '0';
        digits++;
        i++;
      }
      if (digits == 0 || digits > 3 || value > 255) {
        return -1;
      }
      if (group < V4_GROUPS - 1) {
        if (i >= text.length() || text.charAt(i) != '.') {
          return -1;
        }
        i++;
      }
    }
    boolean goesOn =
        Letters.isWordPartAt(text, i)
            || i < text.length() && text.charAt(i) == '.' && Letters.isDigitAt(text, i + 1);
    return goesOn ? -1 : i;
  }

  /**
   * Looks for an IPv6 or a MAC address around a colon.
   *
   * @return end of the address, or -1
   */
  public static int findAroundColon(String text, int colon, int floor, Findings out) {
    int start = colon;
    int lowest = Math.max(floor, colon - LONGEST_V6);
    while (start > lowest && isV6(text.charAt(start - 1))) {
      start--;
    }
    int end = colon + 1;
    int limit = Math.min(text.length(), colon + LONGEST_V6);
    while (end < limit && isV6(text.charAt(end))) {
      end++;
    }
    while (end > colon + 1 && text.charAt(end - 1) == '.') {
      end--;
    }
    if (text.charAt(end - 1) == ':' && (end < 2 || text.charAt(end - 2) != ':')) {
      end--; // the colon of the sentence
    }
    if (end <= colon || Letters.isWordPartAt(text, start - 1) || Letters.isWordPartAt(text, end)) {
      return -1;
    }
    if (isPairs(text, start, end, ':')) {
      return add(text, start, end, PiiType.MAC_ADDRESS, out);
    }
    return isV6Address(text, start, end) ? add(text, start, end, PiiType.IP_ADDRESS, out) : -1;
  }

  /** Looks for a MAC address written with hyphens, or with dots as routers do. */
  public static int findMac(String text, int start, Findings out) {
    int hyphens = start + MAC_PAIRS * 3 - 1;
    if (hyphens <= text.length()
        && !Letters.isWordPartAt(text, hyphens)
        && isPairs(text, start, hyphens, '-')) {
      return add(text, start, hyphens, PiiType.MAC_ADDRESS, out);
    }
    int dots = start + 14;
    if (dots <= text.length()
        && !Letters.isWordPartAt(text, dots)
        && isRouterStyle(text, start, dots)) {
      return add(text, start, dots, PiiType.MAC_ADDRESS, out);
    }
    return -1;
  }

  private static int add(String text, int start, int end, PiiType type, Findings out) {
    String value = text.substring(start, end).toLowerCase(Locale.ROOT);
    out.add(start, end, type, type == PiiType.MAC_ADDRESS ? value.replaceAll("[-.:]", "") : value);
    return end;
  }

  private static boolean isV6(char c) {
    return Letters.isHex(c) || c == ':' || c == '.';
  }

  private static boolean isPairs(String text, int start, int end, char separator) {
    if (end - start != MAC_PAIRS * 3 - 1) {
      return false;
    }
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if ((i - start) % 3 == 2 ? c != separator : !Letters.isHex(c)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isRouterStyle(String text, int start, int end) {
    boolean letter = false;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if ((i - start) % 5 == 4 ? c != '.' : !Letters.isHex(c)) {
        return false;
      }
      letter |= Letters.isAsciiLetter(c);
    }
    return letter; // digits alone are an amount or a number of some office
  }

  private static boolean isV6Address(String text, int start, int end) {
    int groups = 0;
    int digits = 0;
    int hexDigits = 0;
    boolean compressed = false;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c == ':') {
        boolean second = i > start && text.charAt(i - 1) == ':';
        if (second && compressed || i == start && (i + 1 >= end || text.charAt(i + 1) != ':')) {
          return false;
        }
        compressed |= second;
        digits = 0;
      } else if (c == '.') {
        int octets = i - digits;
        return (compressed ? groups <= 6 : groups == 7) && endOfV4(text, octets) == end;
      } else {
        if (digits == 0) {
          groups++;
        }
        digits++;
        hexDigits++;
        if (digits > 4) {
          return false;
        }
      }
    }
    return compressed
        ? groups < V6_GROUPS && isPlausible(text, start, end, groups, hexDigits)
        : groups == V6_GROUPS;
  }

  /** Keeps {@code a::b} of programmers out: a short form must look like an address. */
  private static boolean isPlausible(String text, int start, int end, int groups, int hexDigits) {
    boolean digit = false;
    for (int i = start; i < end; i++) {
      digit |= Letters.isDigit(text.charAt(i));
    }
    return digit && (groups >= 2 && hexDigits >= 3 || text.startsWith("::1", start));
  }
}
