package io.mailpulse.mail.segment.tail;

import io.mailpulse.mail.segment.cue.Cue;
import io.mailpulse.mail.segment.cue.Lexicon;
import io.mailpulse.mail.segment.cue.LineShape;
import io.mailpulse.mail.segment.cue.PhraseTrie;
import io.mailpulse.mail.segment.line.Lines;

/** Tells lines that a phone or a mail program adds ("Sent from my iPhone") from sentences. */
final class MobileLines {
  private static final int LONGEST = 110;
  private static final int LONGEST_DEVICE = 24;
  private static final int MOST_WORDS = 3;
  private static final int MOST_SMALL_WORDS = 5;
  private static final int MOST_UNSPACED = 16;
  private static final int MOST_WORDS_BEFORE_VERB = 9;

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
          : words(sure, limit) <= MOST_WORDS && isBrief(sure, limit);
    }
    int end = match(from, limit, Cue.MOBILE_WITH_DEVICE);
    return end > 0 && namesDevice(end, limit) && isBrief(end, limit)
        || namesDevice(from, Math.min(limit, from + 40)) && endsWithVerb(from, limit);
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
