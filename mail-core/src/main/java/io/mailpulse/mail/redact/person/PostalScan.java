package io.mailpulse.mail.redact.person;

import io.mailpulse.mail.redact.finding.Findings;
import io.mailpulse.mail.redact.finding.PiiType;
import io.mailpulse.mail.redact.word.Letters;
import io.mailpulse.mail.redact.word.Vocabulary;
import io.mailpulse.mail.redact.word.Words;
import io.mailpulse.mail.redact.word.Words.Case;
import io.mailpulse.mail.redact.word.Words.Gap;

/**
 * Street and house number, where a word or an ending says "street": {@code 12 Elm Street}, {@code
 * Lindenstraße 4a}, {@code rue de la Paix 5}, {@code 5, rue de la Paix}; with the line of the town
 * behind it. Bounded to a few words. The street alone makes the pseudonym.
 */
public final class PostalScan {

  private static final int MOST_WORDS = 4;
  private static final int MOST_DIGITS = 5;

  private final StreetWords streets;
  private final TownLine town;

  public PostalScan(StreetWords streets, TownLine town) {
    this.streets = streets;
    this.town = town;
  }

  /** Adds the addresses in a text whose words are read. */
  void scan(String text, Words words, Findings out) {
    for (int i = 0; i < words.count(); i++) {
      if (streets.isStreet(words, i)) {
        around(text, words, i, out);
      }
    }
  }

  private void around(String text, Words words, int street, Findings out) {
    boolean caseless = isCaseless(text.charAt(words.start(street)));
    int first = street;
    while (street - first < MOST_WORDS
        && !words.isNumberBefore(first)
        && first > 0
        && words.gap(first - 1) == Gap.SPACE
        && words.written(first - 1) != Case.LOWER) {
      first--;
    }
    int last = street;
    while (last - street < MOST_WORDS
        && streets.houseNumber(text, words.end(last)) < 0
        && streets.leadsOn(words, last)
        && last + 1 < words.count()
        && (caseless
            || words.written(last + 1) != Case.LOWER
            || words.is(last + 1, Vocabulary.PARTICLE))) {
      last++;
    }
    boolean named = words.written(street) != Case.LOWER;
    boolean behind = first < street && streets.isBehindName(words, street);
    int number = streets.houseNumber(text, words.end(last));
    // "17 rue des Lilas": in lower case between the number and the name
    boolean between = first == street && last > street && words.written(last) != Case.LOWER;
    boolean before = words.isNumberBefore(first) && (named && first < street || between);
    boolean after =
        number >= 0 && (words.written(last) != Case.LOWER || behind && last == street || caseless);
    if (before || after) {
      int name = behind ? words.start(first) : words.start(street);
      int start = before ? numberBefore(text, words.start(first)) : name;
      int end = after ? afterNumber(text, number) : words.end(between ? last : street);
      out.add(
          start, town.endAfter(text, end), PiiType.POSTAL_ADDRESS, normalForm(text, start, end));
    }
  }

  /** Hebrew and Arabic: nothing but the number says where the name ends. */
  private static boolean isCaseless(char c) {
    return c >= 0x590 && c < 0x700;
  }

  private static int numberBefore(String text, int wordStart) {
    int i = wordStart;
    while (i > 0 && text.charAt(i - 1) == ' ') {
      i--;
    }
    int digits = i;
    while (Letters.isDigitAt(text, i - 1) && digits - i < MOST_DIGITS) {
      i--;
    }
    return i;
  }

  private static int afterNumber(String text, int number) {
    int i = number;
    int digits = i;
    while (Letters.isDigitAt(text, i) && i - digits < MOST_DIGITS) {
      i++;
    }
    boolean letter =
        i < text.length()
            && Letters.isAsciiLetter(text.charAt(i))
            && !Letters.isWordPartAt(text, i + 1);
    return letter ? i + 1 : i;
  }

  /** Lower case, letters and digits only. */
  private static String normalForm(String text, int start, int end) {
    StringBuilder form = new StringBuilder(end - start);
    for (int i = start; i < end; i++) {
      if (Letters.isWordPart(text.charAt(i))) {
        form.append(Letters.lower(text.charAt(i)));
      }
    }
    return form.toString();
  }
}
