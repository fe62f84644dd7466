package io.mailpulse.mail.redact.person;

import io.mailpulse.mail.redact.finding.Findings;
import io.mailpulse.mail.redact.finding.PiiType;
import io.mailpulse.mail.redact.word.Letters;
import io.mailpulse.mail.redact.word.NameLists;
import io.mailpulse.mail.redact.word.Vocabulary;

/**
 * Addresses in Chinese and Japanese, where the number follows the place: {@code 建国路93号}, {@code
 * 渋谷区神南1丁目2番34号}. The place names a street or two levels of districts. Looks at a bounded window
 * before a number.
 */
public final class HanAddresses {

  private static final int LONGEST_PLACE = 24;
  private static final int LONGEST_NUMBER = 5;
  private static final int MOST_NUMBERS = 5;

  /** Characters of a name before the word of its kind. */
  private static final int NAME = 2;

  private final NameLists districts;
  private final NameLists streets;
  private final NameLists units;

  /** Knows the words. */
  public HanAddresses(Vocabulary vocabulary) {
    districts = vocabulary.names("han-district");
    streets = vocabulary.names("han-street");
    units = vocabulary.names("han-number");
  }

  /** Adds the addresses in a text. */
  public void scan(String text, Findings out) {
    for (int i = 1; i < text.length(); i++) {
      if (Letters.isDigit(text.charAt(i)) && ChineseNames.isHan(text.charAt(i - 1))) {
        int end = endOfNumbers(text, i);
        int start = end < 0 ? -1 : startOfPlace(text, i);
        if (start >= 0) {
          out.add(start, end, PiiType.POSTAL_ADDRESS, text.substring(start, end));
          i = end - 1;
        }
      }
    }
  }

  /** End of numbers that each have a unit or a dash behind them; -1 if the first has no unit. */
  private int endOfNumbers(String text, int from) {
    int end = -1;
    int i = from;
    for (int number = 0; number < MOST_NUMBERS; number++) {
      int digits = i;
      while (Letters.isDigitAt(text, i) && i - digits < LONGEST_NUMBER) {
        i++;
      }
      if (i == digits) {
        break;
      }
      int unit = units.lengthAt(text, i);
      if (unit > 0) {
        i += unit;
        end = i;
      } else if (end > 0 || i < text.length() && text.charAt(i) == '-') {
        end = end > 0 ? i : end;
        i++;
      } else {
        break;
      }
    }
    return end;
  }

  /** Where the place before a number begins; -1 if it is none. */
  private int startOfPlace(String text, int end) {
    int run = end;
    while (run > 0 && end - run < LONGEST_PLACE && ChineseNames.isHan(text.charAt(run - 1))) {
      run--;
    }
    int first = -1;
    int levels = 0;
    for (int i = run + 1; i < end; i++) {
      int kind = districts.lengthAt(text, i);
      if (kind > 0) {
        first = first < 0 ? i : first;
        levels++;
      }
    }
    int street = streets.lengthBefore(text, end);
    if (street > 0 && end - street - NAME >= run) {
      first = first < 0 ? end - street : first;
      levels = 2;
    }
    return levels >= 2 ? Math.max(run, first - NAME) : -1;
  }
}
