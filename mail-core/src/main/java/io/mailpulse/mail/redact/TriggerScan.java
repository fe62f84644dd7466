package io.mailpulse.mail.redact;

import io.mailpulse.mail.redact.finding.Findings;
import io.mailpulse.mail.redact.finding.PiiType;
import io.mailpulse.mail.redact.net.Emails;
import io.mailpulse.mail.redact.net.NetworkAddresses;
import io.mailpulse.mail.redact.net.Urls;
import io.mailpulse.mail.redact.number.BirthDates;
import io.mailpulse.mail.redact.number.Cards;
import io.mailpulse.mail.redact.number.Dates;
import io.mailpulse.mail.redact.number.Ibans;
import io.mailpulse.mail.redact.number.NationalIds;
import io.mailpulse.mail.redact.number.NumberRun;
import io.mailpulse.mail.redact.number.Phones;
import io.mailpulse.mail.redact.number.SocialSecurity;
import io.mailpulse.mail.redact.word.Letters;
import io.mailpulse.mail.redact.word.Surroundings;
import io.mailpulse.mail.redact.word.Vocabulary;
import io.mailpulse.mail.redact.word.WordTable;

/**
 * One pass over a text that stops at characters that structured values cannot do without
 * ({@code @}, {@code :}, digits) and asks the finder concerned. Every finder looks at a bounded
 * window, so the cost is linear in the text whatever stands in it. Not thread-safe.
 */
final class TriggerScan {

  private static final int LONGEST_TOKEN = 48;
  private static final int LONGEST_OCTET = 3;

  /** No number of a person is shorter; only the day of a birth is. */
  private static final int FEWEST_DIGITS = 6;

  /** Characters of the buffer that outlives a text. */
  private static final int KEPT = 1 << 16;

  private static final byte OTHER = 0;
  private static final byte DIGIT = 1;
  private static final byte MARK = 2;

  /** What an ASCII character is to the scan. */
  private static final byte[] KINDS = new byte[0x80];

  static {
    for (char c = 0; c < KINDS.length; c++) {
      KINDS[c] = Letters.isDigit(c) ? DIGIT : OTHER;
    }
    for (char c : new char[] {'@', ':', '<'}) {
      KINDS[c] = MARK;
    }
  }

  private final Urls urls;
  private final Ibans ibans;
  private final Cards cards;
  private final Phones phones;
  private final SocialSecurity socialSecurity;
  private final NationalIds nationalIds;
  private final NetworkAddresses networkAddresses;
  private final BirthDates birthDates;
  private final WordTable references;
  private final WordTable connectors;
  private final NumberRun run = new NumberRun();
  private char[] chars = new char[KEPT];
  private String text;
  private Findings out;
  private int floor;
  private long steps;

  TriggerScan(Vocabulary vocabulary) {
    urls = new Urls(vocabulary.cueTable("url-secret"));
    ibans = new Ibans(vocabulary.ibanLengths());
    references = vocabulary.cueTable("reference");
    connectors = vocabulary.cueTable("connector");
    cards = new Cards(vocabulary.cueTable("card"), references, connectors);
    phones =
        new Phones(
            vocabulary.cueTable("phone"), references, connectors, vocabulary.cueTable("unit"));
    networkAddresses =
        new NetworkAddresses(
            vocabulary.cueTable("version"), vocabulary.cueTable("network"), connectors);
    socialSecurity = new SocialSecurity(vocabulary.cueTable("ssn"));
    nationalIds = new NationalIds(vocabulary.cueTable("national-id"), references, connectors);
    birthDates = new BirthDates(vocabulary.cueTable("birth"), vocabulary.cueTable("month"));
  }

  /** Adds all structured values of a text. */
  void scan(String source, Findings findings) {
    text = source;
    out = findings;
    floor = 0;
    urls.begin();
    int length = source.length();
    if (chars.length < length) {
      chars = new char[Math.max(length, 2 * chars.length)];
    }
    source.getChars(0, length, chars, 0);
    int i = 0;
    while (i < length) {
      char c = chars[i];
      if (c >= KINDS.length || KINDS[c] == OTHER) {
        i++;
        continue;
      }
      int end = -1;
      if (KINDS[c] == MARK) {
        end = mark(c, i);
      } else if (i <= floor || !Letters.isDigit(chars[i - 1])) {
        end = digit(i, wordStart(i));
        if (end < 0) {
          i = endOfDigits(i);
          continue;
        }
      }
      floor = Math.max(floor, end);
      i = Math.max(i + 1, end);
    }
    if (length > KEPT) {
      chars = new char[KEPT];
    }
  }

  /** Start of the word around a digit; if it is longer than any code, somewhere inside it. */
  private int wordStart(int digit) {
    int limit = Math.max(floor, digit - NationalIds.LONGEST_CODE);
    int start = digit;
    while (start > limit
        && Letters.isWordPart(chars[start - 1])
        && !Letters.isUnspaced(chars[start - 1])) {
      start--;
    }
    return start;
  }

  /**
   * Characters and finders asked so far, each finder with the widest window it looks at by itself:
   * what the tests count instead of time.
   */
  long steps() {
    return steps + urls.steps();
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
    int end = isDotted(at) ? networkAddresses.findV4(text, at, out) : -1;
    if (end < 0 && mayBeMac(at)) {
      end = NetworkAddresses.findMac(text, at, out);
    }
    return end >= 0 ? end : number(at);
  }

  private boolean isDotted(int at) {
    int limit = Math.min(text.length(), at + LONGEST_OCTET + 1);
    int i = at + 1;
    while (i < limit && Letters.isDigit(chars[i])) {
      i++;
    }
    return i < limit && chars[i] == '.';
  }

  /** Whether the separators of an address of six pairs or three fours stand where they must. */
  private boolean mayBeMac(int at) {
    return at + 4 < text.length() && (chars[at + 2] == '-' || chars[at + 4] == '.');
  }

  private int inWord(int at, int wordStart) {
    int end = -1;
    if (at - wordStart == 2
        && Letters.isAsciiLetter(text.charAt(wordStart))
        && Letters.isAsciiLetter(text.charAt(wordStart + 1))) {
      end = ibans.find(text, wordStart, out);
    }
    if (end < 0 && mayBeMac(wordStart)) {
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
    if (run.digits(run.groups()) < FEWEST_DIGITS) {
      return birthDates.findNamedMonth(run, floor, out);
    }
    int code = startOfSpacedCode(at);
    int end = code < at ? nationalIds.findCode(text, code, out) : -1;
    end = end >= 0 ? end : birthDates.findNamedMonth(run, floor, out);
    end = end >= 0 ? end : cards.find(run, out);
    end = end >= 0 ? end : socialSecurity.find(run, out);
    end = end >= 0 ? end : nationalIds.findNumber(run, out);
    end = end >= 0 || run.length(0) < 6 ? end : nationalIds.findCode(text, at, out);
    end = end >= 0 ? end : phones.find(run, out);
    return end < 0 && !run.hasPlus() && isReference() ? run.endOfEven() : end;
  }

  /** What is named as an order's number is no other number from its second group on either. */
  private boolean isReference() {
    return Surroundings.names(text, run.lead(), references, connectors);
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
