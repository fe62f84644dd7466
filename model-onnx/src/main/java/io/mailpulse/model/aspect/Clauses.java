package io.mailpulse.model.aspect;

import io.mailpulse.model.aspect.Contrast.Cut;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts sentences into the clauses that mention aspects: at words of contrast, and at punctuation
 * where that parts two aspects. A conjunction such as "and" does not cut: "unhappy with delivery
 * and support" has one feeling. Thread-safe.
 */
public final class Clauses {

  /** Words up to which a clause may be only a name: "and the price". */
  private static final int BARE_WORDS = 3;

  /** Characters that count as one word where scripts write no blanks. */
  private static final int CHARACTERS_OF_A_WORD = 2;

  private static final String PUNCTUATION = ",;:\u2013\u2014\u060C\u061B\u3001\uFF0C\uFF1B";

  private final AspectFinder finder;

  /** Clauses that mention aspects of one list. */
  public Clauses(AspectFinder finder) {
    this.finder = finder;
  }

  /** Names of the aspects; bits of {@link Clause#aspects} are in this order. */
  public List<String> names() {
    return finder.names();
  }

  /**
   * Clauses of a text that mention aspects.
   *
   * @param sentences normalised
   * @param language ISO 639-1 code
   * @return in the order of the text
   */
  public List<Clause> of(List<String> sentences, String language) {
    List<Clause> clauses = new ArrayList<>();
    for (int s = 0; s < sentences.size(); s++) {
      long aspects = finder.find(sentences.get(s), language);
      if (aspects != 0) {
        add(clauses, s, sentences.get(s), aspects, language);
      }
    }
    return clauses;
  }

  private void add(List<Clause> clauses, int s, String sentence, long aspects, String language) {
    List<String> parts = new ArrayList<>();
    for (String part : atContrast(sentence, language)) {
      boolean several = Long.bitCount(finder.find(part, language)) > 1;
      parts.addAll(several ? atPunctuation(part, language) : List.of(part));
    }
    if (parts.size() == 1) {
      clauses.add(new Clause(sentence, aspects, s, true, false));
      return;
    }
    for (String part : parts) {
      long found = finder.find(part, language);
      if (found != 0) {
        clauses.add(new Clause(part, found, s, false, isBare(part)));
      }
    }
  }

  private List<String> atContrast(String sentence, String language) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    for (Cut cut : Contrast.cuts(sentence, language)) {
      String before = sentence.substring(start, cut.at());
      boolean turns =
          cut.sure()
              || finder.find(before, language) != 0
                  && finder.find(sentence.substring(cut.at()), language) != 0;
      if (turns && saysSomething(before)) {
        parts.add(before.trim());
        start = cut.at();
      }
    }
    parts.add(sentence.substring(start).trim());
    return parts;
  }

  /** What has no aspect goes with the part before, and at the start with the one after. */
  private List<String> atPunctuation(String clause, String language) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    boolean named = false;
    for (int end = 1; end <= clause.length(); end++) {
      if (end < clause.length() && !isPunctuation(clause, end - 1)) {
        continue;
      }
      boolean names = finder.find(clause.substring(lastEnd(clause, end), end), language) != 0;
      if (names && named) {
        parts.add(clause.substring(start, lastEnd(clause, end)).trim());
        start = lastEnd(clause, end);
      }
      named |= names;
    }
    parts.add(clause.substring(start).trim());
    return parts;
  }

  /** Behind the punctuation before the part that ends here. */
  private static int lastEnd(String clause, int end) {
    int i = end - 1;
    while (i > 0 && !isPunctuation(clause, i - 1)) {
      i--;
    }
    return i;
  }

  private static boolean isPunctuation(String text, int at) {
    boolean inNumber =
        at > 0
            && at + 1 < text.length()
            && Character.isDigit(text.charAt(at - 1))
            && Character.isDigit(text.charAt(at + 1));
    return PUNCTUATION.indexOf(text.charAt(at)) >= 0 && !inNumber;
  }

  private static boolean saysSomething(String part) {
    return part.codePoints().anyMatch(Character::isLetter);
  }

  private static boolean isBare(String part) {
    int words = 0;
    int dense = 0;
    boolean inWord = false;
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      boolean written = Character.isLetterOrDigit(c);
      if (written && WordBounds.isDense(c)) {
        dense++;
      } else if (written && !inWord) {
        words++;
      }
      inWord = written;
    }
    return words + dense / CHARACTERS_OF_A_WORD <= BARE_WORDS;
  }
}
