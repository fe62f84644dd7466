package io.mailpulse.mail.redact.person;

import io.mailpulse.mail.redact.finding.Findings;
import io.mailpulse.mail.redact.finding.PiiType;
import io.mailpulse.mail.redact.word.Letters;
import io.mailpulse.mail.redact.word.NameLists;
import io.mailpulse.mail.redact.word.Vocabulary;

/** Numbers of houses in Hindi: a word for the house, one for the number, and digits. */
public final class HindiAddresses {

  private static final int MOST_DIGITS = 5;

  private final NameLists houses;
  private final NameLists numbers;

  /** Knows the words. */
  public HindiAddresses(Vocabulary vocabulary) {
    houses = vocabulary.names("hi-house");
    numbers = vocabulary.names("hi-number");
  }

  /** Adds the addresses in a text. */
  public void scan(String text, Findings out) {
    for (int i = 1; i < text.length(); i++) {
      if (Letters.isDigit(text.charAt(i)) && text.charAt(i - 1) == ' ') {
        int start = startBefore(text, i - 1);
        int end = i;
        while (Letters.isDigitAt(text, end) && end - i <= MOST_DIGITS) {
          end++;
        }
        if (start >= 0 && end - i <= MOST_DIGITS) {
          out.add(start, end, PiiType.POSTAL_ADDRESS, text.substring(start, end));
        }
        i = end;
      }
    }
  }

  private int startBefore(String text, int end) {
    int number = numbers.lengthBefore(text, end);
    int gap = end - number - 1;
    if (number == 0 || gap < 1 || text.charAt(gap) != ' ') {
      return -1;
    }
    int house = houses.lengthBefore(text, gap);
    return house == 0 || CaselessNames.isPart(text, gap - house - 1) ? -1 : gap - house;
  }
}
