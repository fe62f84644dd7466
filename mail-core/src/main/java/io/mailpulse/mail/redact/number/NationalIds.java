package io.mailpulse.mail.redact.number;

import io.mailpulse.mail.redact.finding.Findings;
import io.mailpulse.mail.redact.finding.PiiType;
import io.mailpulse.mail.redact.word.Letters;
import io.mailpulse.mail.redact.word.Surroundings;
import io.mailpulse.mail.redact.word.WordTable;
import java.util.Locale;

/** Looks for national numbers: in runs of digits, and in codes of letters and digits. */
public final class NationalIds {

  public static final int LONGEST_CODE = 24;
  private static final int SHORTEST_CODE = 8;

  private static final RegisterNumber[] NUMBERS = RegisterNumber.values();
  private static final RegisterCode[] CODES = RegisterCode.values();

  private final WordTable words;
  private final WordTable referenceWords;
  private final WordTable connectors;

  /**
   * Knows the words.
   *
   * @param words words that name a national number, lower case
   * @param referenceWords words that name another kind of number, such as an order's
   * @param connectors words between a name and its number, such as "no."
   */
  public NationalIds(WordTable words, WordTable referenceWords, WordTable connectors) {
    this.words = words;
    this.referenceWords = referenceWords;
    this.connectors = connectors;
  }

  /** Looks for a number in the first groups of a run; returns its end or -1. */
  public int findNumber(NumberRun run, Findings out) {
    for (int groups = run.groups(); groups > 0; groups--) {
      if (run.digits(groups) >= 9 && run.digits(groups) <= 15 && matches(run, groups)) {
        int end = run.end(groups - 1);
        out.add(run.start(0), end, PiiType.NATIONAL_ID, run.digitsOf(groups));
        return end;
      }
    }
    return -1;
  }

  private boolean matches(NumberRun run, int groups) {
    int start = run.start(0);
    if (run.hasPlus()
        || Letters.isWordPartAt(run.text(), start - 1)
        || Letters.continuesAt(run.text(), run.end(groups - 1))) {
      return false;
    }
    String digits = null;
    for (RegisterNumber number : NUMBERS) {
      if (number.length() != run.digits(groups)) {
        continue;
      }
      digits = digits == null ? run.digitsOf(groups) : digits;
      if (number.accepts(digits)
          && (!number.isNamedOnly() && number.isGrouped(run, groups)
              || Surroundings.before(run.text(), start, words))
          && !isReference(run, groups, number)) {
        return true;
      }
    }
    return false;
  }

  /** An order's or a meeting's number that passes a check by chance. */
  private boolean isReference(NumberRun run, int groups, RegisterNumber number) {
    return (groups == 1 || number.isNamedOnly() || !number.isGrouped(run, groups))
        && Surroundings.names(run.text(), run.start(0), referenceWords, connectors);
  }

  /**
   * Looks for a code of letters and digits.
   *
   * @param start first character of the word that holds a digit
   * @return end of the code, or -1
   */
  public int findCode(String text, int start, Findings out) {
    StringBuilder code = new StringBuilder(LONGEST_CODE);
    int i = start;
    while (i < text.length() && code.length() < LONGEST_CODE) {
      char c = text.charAt(i);
      if (Letters.isDigit(c) || Letters.isAsciiLetter(c)) {
        code.append(c);
      } else if (!(c == ' ' || c == '-' || c == '(' || c == ')')
          || !Letters.isWordPartAt(text, i + 1) && c != ')') {
        break;
      }
      i++;
      if (code.length() >= SHORTEST_CODE && !Letters.isWordPartAt(text, i)) {
        String value = code.toString().toUpperCase(Locale.ROOT);
        for (RegisterCode register : CODES) {
          if (register.length() == value.length() && register.accepts(value)) {
            out.add(start, i, PiiType.NATIONAL_ID, value);
            return i;
          }
        }
      }
    }
    return -1;
  }
}
