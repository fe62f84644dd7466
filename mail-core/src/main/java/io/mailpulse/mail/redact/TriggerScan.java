package io.mailpulse.mail.redact;

/**
 * One pass over a text that stops at characters that structured values cannot do without
 * ({@code @}, {@code :}, digits) and asks the finder concerned. Every finder looks at a bounded
 * window, so the cost is linear in the text whatever stands in it. Not thread-safe.
 */
final class TriggerScan {

  private static final int LONGEST_TOKEN = 48;

  private final Urls urls;
  private final Ibans ibans;
  private final Cards cards;
  private final Phones phones;
  private final SocialSecurity socialSecurity;
  private final NationalIds nationalIds;
  private final BirthDates birthDates;
  private final NumberRun run = new NumberRun();
  private String text;
  private Findings out;
  private int floor;
  private long steps;

  TriggerScan(Vocabulary vocabulary) {
    urls = new Urls(vocabulary.cues("url-secret"));
    ibans = new Ibans(vocabulary.ibanLengths());
    cards = new Cards(vocabulary.cues("card"));
    phones = new Phones(vocabulary.cues("phone"), vocabulary.cues("reference"));
    socialSecurity = new SocialSecurity(vocabulary.cues("ssn"));
    nationalIds = new NationalIds(vocabulary.cues("national-id"));
    birthDates = new BirthDates(vocabulary.cues("birth"), vocabulary.cues("month"));
  }

  /** Adds all structured values of a text. */
  void scan(String source, Findings findings) {
    text = source;
    out = findings;
    floor = 0;
    int wordStart = 0;
    boolean inWord = false;
    int length = source.length();
    int i = 0;
    while (i < length) {
      char c = source.charAt(i);
      int end = -1;
      if (Letters.isDigit(c)) {
        if (!inWord) {
          wordStart = i;
          inWord = true;
        }
        if (i == 0 || i <= floor || !Letters.isDigit(source.charAt(i - 1))) {
          end = digit(i, wordStart);
          if (end < 0) {
            end = endOfDigits(i);
            i = end;
            continue;
          }
        }
      } else if (Letters.isWordPart(c)) {
        if (!inWord) {
          wordStart = i;
          inWord = true;
        }
      } else {
        inWord = false;
        end = mark(c, i);
      }
      if (end > i) {
        floor = end;
        i = end;
        inWord = false;
      } else {
        i++;
      }
    }
  }

  /** Finders asked so far: what the tests count instead of time. */
  long steps() {
    return steps;
  }

  private int mark(char c, int at) {
    return switch (c) {
      case '@' -> {
        steps++;
        yield Emails.find(text, at, floor, out);
      }
      case ':' -> colon(at);
      case '<' -> skipToken(at);
      default -> -1;
    };
  }

  private int colon(int at) {
    steps++;
    if (text.startsWith("://", at)) {
      return urls.find(text, at, floor, out);
    }
    boolean hexAfter =
        at + 1 < text.length()
            && (Letters.isHex(text.charAt(at + 1)) || text.charAt(at + 1) == ':');
    return hexAfter ? NetworkAddresses.findAroundColon(text, at, floor, out) : -1;
  }

  private int digit(int at, int wordStart) {
    steps++;
    if (wordStart < at) {
      return inWord(at, wordStart);
    }
    int end = NetworkAddresses.findV4(text, at, out);
    if (end < 0) {
      end = NetworkAddresses.findMac(text, at, out);
    }
    return end >= 0 ? end : number(at);
  }

  private int inWord(int at, int wordStart) {
    int end = -1;
    if (at - wordStart == 2
        && Letters.isAsciiLetter(text.charAt(wordStart))
        && Letters.isAsciiLetter(text.charAt(wordStart + 1))) {
      end = ibans.find(text, wordStart, out);
    }
    if (end < 0) {
      end = NetworkAddresses.findMac(text, wordStart, out);
    }
    return end >= 0 ? end : nationalIds.findCode(text, wordStart, out);
  }

  private int number(int at) {
    run.read(text, at, floor);
    if (run.groups() >= 3 && Dates.isDate(run, run.groups()) && birthDates.isBirth(text, at)) {
      int end = run.end(2);
      out.add(at, end, PiiType.DATE_OF_BIRTH, run.digitsOf(3));
      return end;
    }
    int code = startOfSpacedCode(at);
    int end = code < at ? nationalIds.findCode(text, code, out) : -1;
    end = end >= 0 ? end : birthDates.findNamedMonth(run, floor, out);
    end = end >= 0 ? end : cards.find(run, out);
    end = end >= 0 ? end : socialSecurity.find(run, out);
    end = end >= 0 ? end : nationalIds.findNumber(run, out);
    end = end >= 0 || run.length(0) < 6 ? end : nationalIds.findCode(text, at, out);
    return end >= 0 ? end : phones.find(run, out);
  }

  /** Start of one or two letters set apart before a number, as in {@code AB 12 34 56 C}. */
  private int startOfSpacedCode(int at) {
    int end = at - 1;
    if (end <= floor || text.charAt(end) != ' ' && text.charAt(end) != '-') {
      return at;
    }
    int start = end;
    while (start > floor && end - start < 3 && Letters.isAsciiLetter(text.charAt(start - 1))) {
      start--;
    }
    boolean prefix = end - start == 1 || end - start == 2;
    return prefix && !Letters.isWordPartAt(text, start - 1) ? start : at;
  }

  private int endOfDigits(int at) {
    int end = at;
    while (end < text.length() && Letters.isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /** A token of an earlier redaction stays as it is. */
  private int skipToken(int at) {
    int i = at + 1;
    int limit = Math.min(text.length(), at + LONGEST_TOKEN);
    while (i < limit && text.charAt(i) >= 'A' && text.charAt(i) <= 'Z') {
      i++;
    }
    if (i == at + 1 || i >= limit || text.charAt(i) != '_') {
      return -1;
    }
    i++;
    int digits = i;
    while (i < limit && Letters.isHex(text.charAt(i))) {
      i++;
    }
    return i > digits && i < limit && text.charAt(i) == '>' ? i + 1 : -1;
  }
}
