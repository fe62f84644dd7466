package io.mailpulse.mail.redact.number;

import io.mailpulse.mail.redact.finding.Findings;
import io.mailpulse.mail.redact.finding.PiiType;
import io.mailpulse.mail.redact.word.Letters;
import io.mailpulse.mail.redact.word.Surroundings;
import io.mailpulse.mail.redact.word.WordTable;

/** Payment cards: lengths and first digits that networks issue, and the Luhn digit. */
public final class Cards {

  private static final int FEWEST = 12;
  private static final int MOST = 19;
  private static final int MOST_GROUPS = 6;

  private final WordTable words;
  private final WordTable referenceWords;
  private final WordTable connectors;

  /**
   * Knows the words.
   *
   * @param words words that name a card, lower case
   * @param referenceWords words that name another kind of number, such as an order's
   * @param connectors words between a name and its number, such as "no."
   */
  public Cards(WordTable words, WordTable referenceWords, WordTable connectors) {
    this.words = words;
    this.referenceWords = referenceWords;
    this.connectors = connectors;
  }

  /** Looks for a card in the first groups of a run; returns its end or -1. */
  public int find(NumberRun run, Findings out) {
    for (int groups = Math.min(run.groups(), MOST_GROUPS); groups > 0; groups--) {
      int length = run.digits(groups);
      if (length >= FEWEST
          && length <= MOST
          && isIssued(run, length)
          && isGrouped(run, groups)
          && hasLuhn(run, length)
          && !isReference(run, groups)
          && !Letters.continuesAt(run.text(), run.end(groups - 1))) {
        int end = run.end(groups - 1);
        out.add(run.start(0), end, PiiType.CREDIT_CARD, run.digitsOf(groups));
        return end;
      }
    }
    return -1;
  }

  /** An order's number in one piece: one in ten passes the check of a card by chance. */
  private boolean isReference(NumberRun run, int groups) {
    return groups == 1
        && Surroundings.names(run.text(), run.start(0), referenceWords, connectors)
        && !Surroundings.before(run.text(), run.start(0), words);
  }

  private boolean isIssued(NumberRun run, int length) {
    int first = run.digitAt(0);
    int two = first * 10 + run.digitAt(1);
    boolean issued =
        switch (first) {
          case 1 -> length == 15 && run.digitsOf(run.groups()).startsWith("1800");
          case 2 -> length == 16 || length == 15 && run.digitsOf(run.groups()).startsWith("2131");
          case 3 -> length >= 14 && (two >= 34 && two <= 39 || two == 30);
          case 4 -> length == 13 || length == 16 || length == 19;
          case 5, 6 -> length >= 16;
          default -> false;
        };
    // Maestro issues 12 to 19 digits: short ones count only where a card is spoken of
    boolean maestro = first == 5 || first == 6;
    return issued || maestro && Surroundings.before(run.text(), run.start(0), words);
  }

  /** One separator throughout, and groups no shorter than three digits. */
  private static boolean isGrouped(NumberRun run, int groups) {
    for (int i = 0; i < groups; i++) {
      boolean odd = run.length(i) < 3 || run.length(i) > 7;
      if (groups > 1
          && (odd || i > 0 && (run.separator(i - 1) != run.separator(0) || run.gap(i - 1) > 1))) {
        return false;
      }
    }
    return groups == 1 || run.length(0) == 4;
  }

  static boolean hasLuhn(NumberRun run, int length) {
    int sum = 0;
    boolean repeated = true;
    for (int i = 0; i < length; i++) {
      int digit = run.digitAt(length - 1 - i);
      repeated &= digit == run.digitAt(0);
      int weighed = i % 2 == 0 ? digit : digit * 2;
      sum += weighed > 9 ? weighed - 9 : weighed;
    }
    return sum % 10 == 0 && !repeated;
  }
}
