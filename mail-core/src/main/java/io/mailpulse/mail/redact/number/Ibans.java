package io.mailpulse.mail.redact.number;

import io.mailpulse.mail.redact.finding.Findings;
import io.mailpulse.mail.redact.finding.PiiType;
import io.mailpulse.mail.redact.word.Letters;
import java.util.Locale;
import java.util.Map;

/** IBANs: two letters, two check digits, the length of the country, remainder 1 modulo 97. */
public final class Ibans {

  private static final int MOST = 34;
  private static final int GROUP = 4;

  private final Map<String, Integer> lengths;

  /**
   * Knows the countries.
   *
   * @param lengths characters of an IBAN per ISO 3166 country code
   */
  public Ibans(Map<String, Integer> lengths) {
    this.lengths = Map.copyOf(lengths);
  }

  /**
   * Looks for an IBAN.
   *
   * @param start first letter of the country code
   * @return end of the IBAN, or -1
   */
  public int find(String text, int start, Findings out) {
    String country = text.substring(start, start + 2).toUpperCase(Locale.ROOT);
    Integer length = lengths.get(country);
    if (length == null) {
      return -1;
    }
    StringBuilder value = new StringBuilder(MOST);
    int i = start;
    int sinceGap = 0;
    while (i < text.length() && value.length() < length) {
      char c = text.charAt(i);
      if (Letters.isDigit(c) || Letters.isAsciiLetter(c)) {
        value.append(c);
        sinceGap++;
      } else if (isGap(c) && (sinceGap == GROUP || value.length() == GROUP)) {
        sinceGap = 0;
      } else {
        return -1;
      }
      i++;
    }
    String iban = value.toString().toUpperCase(Locale.ROOT);
    if (iban.length() != length || Letters.continuesAt(text, i) || remainder(iban) != 1) {
      return -1;
    }
    out.add(start, i, PiiType.IBAN_CODE, iban);
    return i;
  }

  private static boolean isGap(char c) {
    return c == ' ' || c == '\u00a0' || c == '-';
  }

  private static int remainder(String iban) {
    int remainder = 0;
    for (int i = 0; i < iban.length(); i++) {
      int value = Character.digit(iban.charAt((i + 4) % iban.length()), 36);
      remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
    }
    return remainder;
  }
}
