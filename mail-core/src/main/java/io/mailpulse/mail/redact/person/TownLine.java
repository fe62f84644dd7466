package io.mailpulse.mail.redact.person;

import io.mailpulse.mail.redact.word.Letters;
import java.util.Set;

/**
 * Postcode and town behind a street, after a comma or on the next line: {@code 10115 Berlin},
 * {@code Leeds LS1 4AB}, {@code Springfield, IL 62704}. Bounded: looks at one line of a few words.
 */
public final class TownLine {

  private static final int MOST_WORDS = 3;
  private static final int WIDEST_GAP = 6;
  private static final int LONGEST_WORD = 30;

  private final Set<String> formsBefore;
  private final Set<String> formsAfter;

  /**
   * Knows the forms of postcodes.
   *
   * @param formsBefore forms that stand before the town: 9 a digit, A a capital, _ a space
   * @param formsAfter forms that stand after it, with the state where there is one
   */
  public TownLine(Set<String> formsBefore, Set<String> formsAfter) {
    this.formsBefore = formsBefore;
    this.formsAfter = formsAfter;
  }

  /**
   * End of the line of the town behind a street that ends here; the same place if there is none.
   */
  int endAfter(String text, int streetEnd) {
    int start = afterGap(text, streetEnd);
    if (start < 0) {
      return streetEnd;
    }
    int code = endOfCode(text, start, formsBefore);
    int end = -1;
    if (code > 0) {
      int town = afterSpaces(text, code);
      end = town > code ? endOfTown(text, town, MOST_WORDS) : -1;
    } else {
      for (int words = 1; words <= MOST_WORDS && end < 0; words++) {
        int town = endOfTown(text, start, words);
        end =
            town < 0 ? -1 : endOfCode(text, afterSpaces(text, afterComma(text, town)), formsAfter);
      }
    }
    return end > 0 && isBoundary(text, end) ? end : streetEnd;
  }

  /** After one comma or one line end, and spaces; -1 if neither stands here. */
  private static int afterGap(String text, int from) {
    int i = from;
    boolean parted = false;
    while (i < text.length() && i - from < WIDEST_GAP) {
      char c = text.charAt(i);
      boolean parts = c == ',' || c == '\n';
      if (parts && parted && c == ',' || !parts && c != ' ' && c != '\r') {
        break;
      }
      parted |= parts;
      i++;
    }
    return parted ? i : -1;
  }

  private static int afterSpaces(String text, int from) {
    int i = from;
    while (i < text.length() && text.charAt(i) == ' ' && i - from < 2) {
      i++;
    }
    return i;
  }

  private static int afterComma(String text, int from) {
    return from < text.length() && text.charAt(from) == ',' ? from + 1 : from;
  }

  /** End of at most so many capitalised words, or -1. */
  private static int endOfTown(String text, int from, int mostWords) {
    int end = -1;
    int i = from;
    for (int word = 0; word < mostWords; word++) {
      int wordEnd = endOfWord(text, i);
      if (wordEnd == i || !Letters.isUpper(text.charAt(i))) {
        break;
      }
      end = wordEnd;
      if (end >= text.length() || text.charAt(end) != ' ') {
        break;
      }
      i = end + 1;
    }
    return end;
  }

  private static int endOfWord(String text, int from) {
    int i = from;
    while (i < text.length()
        && i - from < LONGEST_WORD
        && (Letters.isLetter(text.charAt(i)) || i > from && text.charAt(i) == '-')) {
      i++;
    }
    return i;
  }

  private static int endOfCode(String text, int from, Set<String> forms) {
    int longest = -1;
    for (String form : forms) {
      int end = from + form.length();
      if (end > longest && !Letters.isWordPartAt(text, end) && hasForm(text, from, form)) {
        longest = end;
      }
    }
    return longest;
  }

  private static boolean hasForm(String text, int from, String form) {
    if (from + form.length() > text.length()) {
      return false;
    }
    for (int i = 0; i < form.length(); i++) {
      char c = text.charAt(from + i);
      boolean fits =
          switch (form.charAt(i)) {
            case '9' -> Letters.isDigit(c);
            case 'A' -> c >= 'A' && c <= 'Z';
            case '_' -> c == ' ';
            default -> c == form.charAt(i);
          };
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  /** The line, the sentence or the clause ends here: the words were a town and no prose. */
  private static boolean isBoundary(String text, int end) {
    int i = afterSpaces(text, end);
    return i >= text.length() || "\r\n,.;)".indexOf(text.charAt(i)) >= 0;
  }
}
