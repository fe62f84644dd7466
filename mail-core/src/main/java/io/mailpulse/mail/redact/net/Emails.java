package io.mailpulse.mail.redact.net;

import io.mailpulse.mail.redact.finding.Findings;
import io.mailpulse.mail.redact.finding.PiiType;
import io.mailpulse.mail.redact.word.Letters;
import java.util.Locale;

/** Addresses around an {@code @}. */
public final class Emails {

  /** RFC 5321: local parts have at most 64 octets, domains 255. */
  private static final int LONGEST_LOCAL = 64;

  private static final int LONGEST_DOMAIN = 255;

  private Emails() {}

  /**
   * Looks for an address.
   *
   * @param at where the {@code @} stands
   * @param floor nothing before this belongs to the address
   * @return end of the address, or -1
   */
  public static int find(String text, int at, int floor, Findings out) {
    int start = startOfLocal(text, at, Math.max(floor, at - LONGEST_LOCAL));
    int end = endOfDomain(text, at + 1);
    if (start == at || end < 0) {
      return -1;
    }
    out.add(start, end, PiiType.EMAIL_ADDRESS, text.substring(start, end).toLowerCase(Locale.ROOT));
    return end;
  }

  private static int startOfLocal(String text, int at, int floor) {
    int start = at;
    while (start > floor && isLocal(text.charAt(start - 1))) {
      start--;
    }
    while (start < at && !Letters.isWordPart(text.charAt(start)) && text.charAt(start) != '_') {
      start++;
    }
    return start;
  }

  private static boolean isLocal(char c) {
    return Letters.isWordPart(c) || "._%+-'&=~!#$*".indexOf(c) >= 0;
  }

  private static int endOfDomain(String text, int from) {
    int limit = Math.min(text.length(), from + LONGEST_DOMAIN);
    int end = from;
    int lastDot = -1;
    int lastLabelEnd = -1;
    while (end < limit) {
      char c = text.charAt(end);
      if (Letters.isWordPart(c)) {
        end++;
      } else if ((c == '.' || c == '-') && Letters.isWordPartAt(text, end + 1) && end > from) {
        if (c == '.') {
          lastLabelEnd = lastDot < 0 ? -1 : end;
          lastDot = end;
        }
        end++;
      } else {
        break;
      }
    }
    if (lastDot < 0) {
      return -1;
    }
    if (isTopLevel(text, lastDot + 1, end)) {
      return end;
    }
    return lastLabelEnd; // "a@b.example.7": the address ends before the number
  }

  private static boolean isTopLevel(String text, int start, int end) {
    return end - start >= 2 && !Letters.isDigit(text.charAt(start));
  }
}
