package io.mailpulse.mail.redact.net;

import io.mailpulse.mail.redact.finding.Findings;
import io.mailpulse.mail.redact.finding.PiiType;
import io.mailpulse.mail.redact.word.Letters;
import io.mailpulse.mail.redact.word.Vocabulary;
import io.mailpulse.mail.redact.word.WordTable;
import java.util.Locale;

/**
 * Addresses spelled out so that robots do not find them: {@code ada (at) shop.example}, {@code ada
 * [at] shop [dot] example}, {@code ada at shop dot example}. Looks at a bounded window around each
 * word that means "at".
 */
public final class SpelledAddresses {

  private static final int LONGEST_WORD = 10;
  private static final int LONGEST_LABEL = 63;
  private static final int MOST_LABELS = 5;
  private static final int LONGEST_LOCAL = 64;

  private final WordTable atWords;
  private final WordTable dotWords;
  private final WordTable notLocal;
  private final WordTable notDomain;
  private final WordTable topLevels;
  private String text;
  private int next;

  /**
   * Knows the words: for the sign and the dot, words beside them that are no local part ("look at
   * shop dot example") and no domain ("at some point in"), and the last labels that a domain
   * without brackets must have.
   */
  public SpelledAddresses(Vocabulary vocabulary) {
    atWords = vocabulary.cueTable("at");
    dotWords = vocabulary.cueTable("dot");
    notLocal = vocabulary.cueTable("not-a-local-part");
    notDomain = vocabulary.cueTable("not-a-domain");
    topLevels = vocabulary.cueTable("top-level");
  }

  /** Adds all such addresses of a text. */
  public void scan(String source, Findings out) {
    text = source;
    int floor = 0;
    for (int i = 1; i < source.length() - 1; i++) {
      char before = source.charAt(i - 1);
      if (before != ' ' && !isOpening(before) || !Letters.isLetter(source.charAt(i))) {
        continue;
      }
      int end = find(i, floor, out);
      if (end > 0) {
        floor = end;
        i = end;
      }
    }
  }

  private int find(int word, int floor, Findings out) {
    int wordEnd = wordEnd(word);
    boolean bracketed = isOpening(text.charAt(word - 1));
    if (wordEnd < 0 || wordEnd == word + 1 && !bracketed || !atWords.holds(text, word, wordEnd)) {
      return -1;
    }
    char after = wordEnd < text.length() ? text.charAt(wordEnd) : 0;
    if (bracketed ? !isClosing(after) : after != ' ') {
      return -1;
    }
    int localEnd = spacesBefore(word - 1);
    int start = startOfLocal(localEnd, floor);
    int domain = spacesAfter(wordEnd + 1);
    if (start == localEnd || start < 0 || domain - wordEnd > 3 || localEnd < word - 3) {
      return -1;
    }
    int end = endOfDomain(domain, bracketed);
    if (end < 0 || !bracketed && (notLocal.holds(text, start, localEnd) || isSome(domain))) {
      return -1;
    }
    out.add(start, end, PiiType.EMAIL_ADDRESS, normalForm(start, localEnd, domain, end));
    return end;
  }

  /** "at some point in": no domain begins so. */
  private boolean isSome(int domain) {
    int end = wordEnd(domain);
    return end > 0 && notDomain.holds(text, domain, end);
  }

  /** End of the domain; a dot has to be spelled where the sign is a bare word. */
  private int endOfDomain(int from, boolean bracketed) {
    int end = -1;
    int label = from;
    boolean spelled = bracketed;
    for (int n = 0; n < MOST_LABELS; n++) {
      int labelEnd = label;
      while (labelEnd < text.length()
          && labelEnd - label < LONGEST_LABEL
          && (Letters.isWordPart(text.charAt(labelEnd))
              || text.charAt(labelEnd) == '-' && Letters.isWordPartAt(text, labelEnd + 1))) {
        labelEnd++;
      }
      if (labelEnd - label < 2) {
        break;
      }
      if (n > 0
          && spelled
          && !Letters.isDigit(text.charAt(label))
          && (bracketed || topLevels.holds(text, label, labelEnd))) {
        end = labelEnd;
      }
      int afterDot = afterDot(labelEnd);
      if (afterDot < 0) {
        break;
      }
      spelled |= next == 1;
      label = afterDot;
    }
    return end;
  }

  /** Where the label after a dot, written or spelled, begins; -1 if there is no dot. */
  private int afterDot(int labelEnd) {
    next = 0;
    if (labelEnd < text.length() && text.charAt(labelEnd) == '.') {
      return Letters.isWordPartAt(text, labelEnd + 1) ? labelEnd + 1 : -1;
    }
    int word = spacesAfter(labelEnd);
    boolean bracketed = word < text.length() && isOpening(text.charAt(word));
    word = bracketed ? word + 1 : word;
    if (word == labelEnd || word - labelEnd > 3) {
      return -1;
    }
    if (bracketed && text.startsWith(".", word) && word + 1 < text.length()) {
      next = 1;
      return isClosing(text.charAt(word + 1)) ? spacesAfter(word + 2) : -1;
    }
    int wordEnd = wordEnd(word);
    if (wordEnd < 0 || wordEnd >= text.length() || !dotWords.holds(text, word, wordEnd)) {
      return -1;
    }
    char after = text.charAt(wordEnd);
    next = 1;
    return (bracketed ? isClosing(after) : after == ' ') ? spacesAfter(wordEnd + 1) : -1;
  }

  private int wordEnd(int start) {
    int end = start;
    while (end < text.length() && Letters.isLetter(text.charAt(end))) {
      if (++end - start > LONGEST_WORD) {
        return -1;
      }
    }
    return end > start ? end : -1;
  }

  private int startOfLocal(int end, int floor) {
    int start = end;
    int lowest = Math.max(floor, end - LONGEST_LOCAL);
    while (start > lowest
        && (Letters.isWordPart(text.charAt(start - 1))
            || "._+-".indexOf(text.charAt(start - 1)) >= 0)) {
      start--;
    }
    while (start < end && !Letters.isWordPart(text.charAt(start))) {
      start++;
    }
    return start;
  }

  private int spacesBefore(int end) {
    int i = end;
    while (i > 0 && end - i < 2 && text.charAt(i - 1) == ' ') {
      i--;
    }
    return i;
  }

  private int spacesAfter(int from) {
    int i = from;
    while (i < text.length() && i - from < 2 && text.charAt(i) == ' ') {
      i++;
    }
    return i;
  }

  /** The address as it would be written, so that both forms give one token. */
  private String normalForm(int start, int localEnd, int domain, int end) {
    StringBuilder form = new StringBuilder(end - start);
    form.append(text, start, localEnd).append('@');
    for (int label = domain; label < end; ) {
      int labelEnd = label;
      while (labelEnd < end
          && (Letters.isWordPart(text.charAt(labelEnd)) || text.charAt(labelEnd) == '-')) {
        labelEnd++;
      }
      form.append(text, label, labelEnd);
      int after = labelEnd < end ? afterDot(labelEnd) : -1;
      if (after < 0) {
        break;
      }
      form.append('.');
      label = after;
    }
    return form.toString().toLowerCase(Locale.ROOT);
  }

  private static boolean isOpening(char c) {
    return c == '(' || c == '[' || c == '{' || c == '<';
  }

  private static boolean isClosing(char c) {
    return c == ')' || c == ']' || c == '}' || c == '>';
  }
}
