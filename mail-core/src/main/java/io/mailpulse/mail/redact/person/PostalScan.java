package io.mailpulse.mail.redact.person;

import io.mailpulse.mail.redact.finding.Findings;
import io.mailpulse.mail.redact.finding.PiiType;
import io.mailpulse.mail.redact.word.Letters;
import io.mailpulse.mail.redact.word.Vocabulary;
import io.mailpulse.mail.redact.word.Words;
import io.mailpulse.mail.redact.word.Words.Case;
import io.mailpulse.mail.redact.word.Words.Gap;
import java.util.Set;

/**
 * Street and house number, where a word or an ending says "street": {@code 12 Elm Street}, {@code
 * Lindenstraße 4a}, {@code rue de la Paix 5}, {@code 5, rue de la Paix}; with the line of the town
 * behind it. Bounded to a few words. The street alone makes the pseudonym.
 */
public final class PostalScan {

  private static final int MOST_WORDS = 4;
  private static final int MOST_DIGITS = 5;

  private final Set<String> endings;

  private final TownLine town;

  public PostalScan(Set<String> endings, TownLine town) {
    this.endings = endings;
    this.town = town;
  }

  /** Adds the addresses in a text whose words are read. */
  void scan(String text, Words words, Findings out) {
    for (int i = 0; i < words.count(); i++) {
      if (words.is(i, Vocabulary.STREET) || hasEnding(words, i)) {
        around(text, words, i, out);
      }
    }
  }

  private boolean hasEnding(Words words, int i) {
    if (words.written(i) != Case.CAPITALISED || words.end(i) - words.start(i) < 7) {
      return false;
    }
    for (String ending : endings) {
      if (words.endsWith(i, ending)) {
        return true;
      }
    }
    return false;
  }

  private void around(String text, Words words, int street, Findings out) {
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
        && !words.isNumberAfter(last)
        && words.gap(last) == Gap.SPACE
        && last + 1 < words.count()
        && (words.written(last + 1) != Case.LOWER || words.is(last + 1, Vocabulary.PARTICLE))) {
      last++;
    }
    boolean before = words.isNumberBefore(first) && words.written(street) != Case.LOWER;
    boolean after = words.isNumberAfter(last) && words.written(last) != Case.LOWER;
    int start = before ? numberBefore(text, words.start(first)) : words.start(street);
    int end = after ? numberAfter(text, words.end(last)) : words.end(street);
    if (before && first < street || after) {
      out.add(
          start, town.endAfter(text, end), PiiType.POSTAL_ADDRESS, normalForm(text, start, end));
    }
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

  private static int numberAfter(String text, int wordEnd) {
    int i = wordEnd;
    while (i < text.length() && text.charAt(i) == ' ') {
      i++;
    }
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
