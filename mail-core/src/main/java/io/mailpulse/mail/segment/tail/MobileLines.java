package io.mailpulse.mail.segment.tail;

import io.mailpulse.mail.segment.cue.Cue;
import io.mailpulse.mail.segment.cue.Lexicon;
import io.mailpulse.mail.segment.cue.LineShape;
import io.mailpulse.mail.segment.cue.PhraseTrie;
import io.mailpulse.mail.segment.line.Lines;
import io.mailpulse.mail.wordlist.ResourceLines;
import java.util.Locale;
import java.util.Set;

/** Tells lines that a phone or a mail program adds ("Sent from my iPhone") from sentences. */
final class MobileLines {
  private static final int LONGEST = 110;
  private static final int LONGEST_DEVICE = 24;
  private static final int MOST_WORDS = 3;
  private static final int MOST_SMALL_WORDS = 5;
  private static final int MOST_UNSPACED = 16;
  private static final int MOST_WORDS_BEFORE_VERB = 9;
  private static final int LONGEST_OF_PROGRAM = 60;
  private static final int MOST_WORDS_OF_PROGRAM = 5;

  private static final Set<String> CARRIERS =
      Set.copyOf(ResourceLines.of(MobileLines.class, "carriers.txt"));

  private final Lines lines;
  private final String text;

  MobileLines(Lines lines) {
    this.lines = lines;
    this.text = lines.text();
  }

  /** Whether a line is one that a phone or a program adds. */
  boolean isMobile(int line) {
    int limit = lines.contentEnd(line);
    int from = skipSymbols(lines.contentStart(line), limit);
    if (from >= limit || lines.length(line) > LONGEST && !LineShape.of(lines, line).hasLink()) {
      return false;
    }
    int sentence = afterClosing(from, limit);
    if (sentence > 0) {
      // "Greetings from the coast. Sent from iPad by Ada."
      int phone = match(sentence, limit, Cue.MOBILE);
      return phone > 0 && namesDevice(sentence, limit) && isBrief(phone, limit);
    }
    int alone = match(from, limit, Cue.MOBILE_ALONE);
    if (alone > 0 && words(alone, limit) <= 1 && isBrief(alone, limit)) {
      return true;
    }
    int sure = match(from, limit, Cue.MOBILE);
    if (sure > 0) {
      // "Sent from my desk, which is easier" is a sentence.
      return namesDevice(from, Math.min(limit, sure + LONGEST_DEVICE))
          ? isBrief(sure, limit)
          : words(sure, limit) <= MOST_WORDS && isBrief(sure, limit) && !namesCarrier(sure, limit);
    }
    int end = match(from, limit, Cue.MOBILE_WITH_DEVICE);
    return end > 0 && namesDevice(end, limit) && isBrief(end, limit)
        || namesDevice(from, Math.min(limit, from + 40)) && endsWithVerb(from, limit);
  }

  /**
   * Whether a line is one that a program of any name adds: "Sent with Zorb", "Get Zorb for
   * Android". Senders write of parcels in the same words, so the caller asks for the last line
   * only, in a paragraph of its own, and carriers are no programs.
   */
  boolean isOfAnyProgram(int line) {
    int limit = lines.contentEnd(line);
    int from = skipSymbols(lines.contentStart(line), limit);
    int link = text.indexOf('<', from);
    int end = link > from && link < limit ? link : limit;
    while (end > from && !isOfWord(text.charAt(end - 1))) {
      end--;
    }
    if (from >= end || end - from > LONGEST_OF_PROGRAM) {
      return false;
    }
    int get = match(from, end, Cue.GET);
    if (get > 0 && endsWithDevice(get, end)) {
      return isNameOfProgram(get, end);
    }
    int with = match(from, end, Cue.MOBILE_WITH_DEVICE);
    if (with < 0) {
      with = match(from, end, Cue.MOBILE);
    }
    if (with > 0) {
      return isNameOfProgram(with, verbAt(with, end));
    }
    int verb = verbAt(from, end);
    return verb < end && isNameOfProgram(from, verb);
  }

  private boolean endsWithDevice(int from, int end) {
    for (int i = from; i < end; i++) {
      if (isWordStart(i) && match(i, end, Cue.DEVICE) == end) {
        return true;
      }
    }
    return false;
  }

  private boolean namesCarrier(int from, int to) {
    for (int i = from; i < to; i++) {
      if (isWordStart(i) && CARRIERS.contains(wordAt(i, to))) {
        return true;
      }
    }
    return false;
  }

  /** Where the verb that ends a line begins, or its end. */
  private int verbAt(int from, int end) {
    for (int i = from + 1; i < end; i++) {
      if (isWordStart(i) && match(i, end, Cue.MOBILE_VERB) == end) {
        return i;
      }
    }
    return end;
  }

  /** A few words, one at least with a capital or in Latin letters among others, hardly a small. */
  private boolean isNameOfProgram(int from, int to) {
    int words = 0;
    int small = 0;
    int named = 0;
    int digits = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (",;:.!?\u3001\u3002\uff0c\uff01\u060c".indexOf(c) >= 0) {
        return false;
      }
      digits += Character.isDigit(c) ? 1 : 0;
      boolean latin = c < 0x250 && Character.isLetter(c);
      boolean starts =
          Character.isLetter(c)
              && (i == from || !Character.isLetterOrDigit(text.charAt(i - 1)) || isTurn(i, latin));
      if (starts) {
        if (match(i, to, Cue.SELF) > 0 || CARRIERS.contains(wordAt(i, to))) {
          return false;
        }
        words++;
        small += Character.isLowerCase(c) ? 1 : 0;
        named += Character.isUpperCase(c) ? 1 : 0;
      }
    }
    return words <= MOST_WORDS_OF_PROGRAM && small <= 2 && named > 0 && digits <= 2;
  }

  /** Letters and digits, and the vowels that Indic scripts hang on them. */
  private static boolean isOfWord(char c) {
    int type = Character.getType(c);
    return Character.isLetterOrDigit(c)
        || type == Character.COMBINING_SPACING_MARK
        || type == Character.NON_SPACING_MARK;
  }

  private String wordAt(int from, int to) {
    int end = from;
    while (end < to && Character.isLetterOrDigit(text.charAt(end))) {
      end++;
    }
    return text.substring(from, end).toLowerCase(Locale.ROOT);
  }

  /** Whether Latin letters begin within a word of another script. */
  private boolean isTurn(int i, boolean latin) {
    return latin && text.charAt(i - 1) >= 0x250;
  }

  /** Start of the second sentence of a line whose first, a short one, closes a letter; else -1. */
  private int afterClosing(int from, int limit) {
    if (match(from, limit, Cue.CLOSING) < 0) {
      return -1;
    }
    int stop = from;
    while (stop < limit && ".!|-".indexOf(text.charAt(stop)) < 0) {
      stop++;
    }
    int next = skipSymbols(stop, limit);
    return next < limit && words(from, stop) <= MOST_SMALL_WORDS ? next : -1;
  }

  private int match(int from, int limit, Cue cue) {
    return Lexicon.get().match(text, from, limit, cue.bit());
  }

  private boolean namesDevice(int from, int limit) {
    int last = Math.min(limit, from + LONGEST);
    for (int i = from; i < last; i++) {
      if (isWordStart(i) && match(i, limit, Cue.DEVICE) > 0) {
        return true;
      }
    }
    return false;
  }

  /** "From my iPhone I cannot log in" goes on; what a phone adds names the device and ends. */
  private boolean isBrief(int from, int limit) {
    int small = 0;
    int unspaced = 0;
    int i = from;
    while (i < limit && !endsClause(i, limit)) {
      char c = text.charAt(i);
      int device = isWordStart(i) ? match(i, limit, Cue.DEVICE) : -1;
      boolean spaced = !PhraseTrie.isUnspaced(c);
      if (device < 0 && isWordStart(i) && spaced && match(i, limit, Cue.SELF) > 0) {
        return false;
      }
      small += device < 0 && isWordStart(i) && Character.isLowerCase(c) ? 1 : 0;
      unspaced += spaced ? 0 : 1;
      i = Math.max(device, i + 1);
    }
    boolean goesOn = unspaced > 0 && skipSymbols(i, limit) < limit;
    return small <= MOST_SMALL_WORDS && unspaced <= MOST_UNSPACED && !goesOn;
  }

  private boolean endsClause(int i, int limit) {
    char c = text.charAt(i);
    boolean dot = c == '.' && (i + 1 >= limit || Lines.isSpace(text.charAt(i + 1)));
    return dot || ",;!?|(<[\u3001\u3002\uff0c\uff01".indexOf(c) >= 0;
  }

  /** In German, Hungarian, Turkish, Japanese and Korean the verb may come last. */
  private boolean endsWithVerb(int from, int limit) {
    int end = limit;
    while (end > from && !Character.isLetterOrDigit(text.charAt(end - 1))) {
      end--;
    }
    if (words(from, end) > MOST_WORDS_BEFORE_VERB) {
      return false;
    }
    boolean verb = false;
    for (int i = from; i < end; i++) {
      if (isWordStart(i)) {
        if (match(i, end, Cue.SELF) > 0 && !PhraseTrie.isUnspaced(text.charAt(i))) {
          return false;
        }
        verb |= i > end - LONGEST_DEVICE && match(i, end, Cue.MOBILE_VERB) == end;
      }
    }
    return verb;
  }

  private boolean isWordStart(int i) {
    return i == 0
        || !Character.isLetterOrDigit(text.charAt(i - 1))
        || PhraseTrie.isUnspaced(text.charAt(i));
  }

  private int words(int from, int limit) {
    int words = 0;
    boolean inside = false;
    boolean address = false;
    for (int i = from; i < limit; i++) {
      char c = text.charAt(i);
      // The link behind a name is no word.
      address = c == '<' || address && text.charAt(i - 1) != '>';
      boolean space = Lines.isSpace(c) || address;
      words += !space && !inside ? 1 : 0;
      inside = !space;
    }
    return words;
  }

  private int skipSymbols(int from, int limit) {
    int i = from;
    while (i < limit && !Character.isLetterOrDigit(text.charAt(i))) {
      i++;
    }
    return i;
  }
}
