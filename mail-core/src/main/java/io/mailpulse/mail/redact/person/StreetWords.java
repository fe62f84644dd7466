package io.mailpulse.mail.redact.person;

import io.mailpulse.mail.redact.word.Letters;
import io.mailpulse.mail.redact.word.Vocabulary;
import io.mailpulse.mail.redact.word.Words;
import io.mailpulse.mail.redact.word.Words.Case;
import io.mailpulse.mail.redact.word.Words.Gap;
import java.util.Set;

/** Which words say "street", how far its name reads, and where the number of the house stands. */
public final class StreetWords {

  private static final int SHORTEST_WITH_ENDING = 7;
  private static final int LONGEST_MARK = 3;
  private static final int MOST_DIGITS = 5;

  private final Set<String> endings;
  private final Set<String> behindName;
  private final Set<String> shortWords;
  private final Set<String> houseMarks;

  /**
   * Knows the words.
   *
   * @param endings of names that are one word, {@code -straße}
   * @param behindName words that stand behind the name, {@code utca}
   * @param shortWords words that a dot ends, {@code ul.}
   * @param houseMarks what stands before the number of the house, {@code No:}, {@code д.}
   */
  public StreetWords(
      Set<String> endings, Set<String> behindName, Set<String> shortWords, Set<String> houseMarks) {
    this.endings = Set.copyOf(endings);
    this.behindName = Set.copyOf(behindName);
    this.shortWords = Set.copyOf(shortWords);
    this.houseMarks = Set.copyOf(houseMarks);
  }

  boolean isStreet(Words words, int i) {
    return words.is(i, Vocabulary.STREET) || hasEnding(words, i);
  }

  private boolean hasEnding(Words words, int i) {
    if (words.written(i) != Case.CAPITALISED
        || words.end(i) - words.start(i) < SHORTEST_WITH_ENDING) {
      return false;
    }
    for (String ending : endings) {
      if (words.endsWith(i, ending)) {
        return true;
      }
    }
    return false;
  }

  boolean isBehindName(Words words, int i) {
    return behindName.contains(words.lower(i));
  }

  /** Whether the name goes on behind a word: after a space, or the dot of a short word. */
  boolean leadsOn(Words words, int i) {
    return words.gap(i) == Gap.SPACE
        || words.gap(i) == Gap.DOT && shortWords.contains(words.lower(i));
  }

  /**
   * Where the number of the house begins behind a word: after a space, or a mark with a space, dot
   * or colon around it, in Cyrillic also after a comma; -1 if none does.
   */
  int houseNumber(String text, int wordEnd) {
    int i = afterSpaces(text, wordEnd);
    boolean comma = i < text.length() && text.charAt(i) == ',' && isCyrillic(text, wordEnd - 1);
    if (comma) {
      i = afterSpaces(text, i + 1);
    }
    if (i == wordEnd) {
      return -1;
    }
    int mark = i;
    while (i < text.length() && i - mark <= LONGEST_MARK && Letters.isLetter(text.charAt(i))) {
      i++;
    }
    if (i > mark) {
      if (!houseMarks.contains(text.substring(mark, i).toLowerCase(java.util.Locale.ROOT))) {
        return -1;
      }
      if (i < text.length() && (text.charAt(i) == '.' || text.charAt(i) == ':')) {
        i++;
      }
      i = afterSpaces(text, i);
    }
    int digits = i;
    while (Letters.isDigitAt(text, digits) && digits - i <= MOST_DIGITS) {
      digits++;
    }
    return digits > i && digits - i <= MOST_DIGITS ? i : -1;
  }

  private static boolean isCyrillic(String text, int at) {
    return text.charAt(at) >= 0x400 && text.charAt(at) < 0x530;
  }

  private static int afterSpaces(String text, int from) {
    int i = from;
    while (i < text.length() && i - from < 2 && text.charAt(i) == ' ') {
      i++;
    }
    return i;
  }
}
