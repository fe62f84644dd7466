package io.mailpulse.mail.segment;

/** Tells lines that a phone or a mail program adds ("Sent from my iPhone") from sentences. */
final class MobileLines {
  private static final int LONGEST = 110;

  private final Lines lines;

  MobileLines(Lines lines) {
    this.lines = lines;
  }

  /** Whether a line is one that a phone or a program adds. */
  boolean isMobile(int line) {
    int limit = lines.contentEnd(line);
    int from = skipSymbols(lines.contentStart(line), limit);
    if (lines.length(line) > LONGEST && lines.text().indexOf("http", from) < 0 || from >= limit) {
      return false;
    }
    int sure = Lexicon.get().match(lines.text(), from, limit, Cue.MOBILE.bit());
    if (sure > 0) {
      // "Sent from my desk, which is easier" is a sentence.
      return namesDevice(from, Math.min(limit, sure + 24)) || wordsIn(sure, limit) <= 4;
    }
    int end = Lexicon.get().match(lines.text(), from, limit, Cue.MOBILE_WITH_DEVICE.bit());
    return end > 0 && namesDevice(end, limit)
        || namesDevice(from, Math.min(limit, from + 40)) && saysSent(from, limit);
  }

  private int wordsIn(int from, int limit) {
    int words = 0;
    boolean inside = false;
    for (int i = from; i < limit; i++) {
      boolean space = Lines.isSpace(lines.text().charAt(i));
      words += !space && !inside ? 1 : 0;
      inside = !space;
    }
    return words;
  }

  private boolean namesDevice(int from, int limit) {
    return find(from, limit, Cue.DEVICE.bit());
  }

  /** In Japanese, Korean and Turkish the device comes first and the verb last. */
  private boolean saysSent(int from, int limit) {
    return limit - from <= 60 && find(from + 1, limit, Cue.MOBILE_WITH_DEVICE.bit());
  }

  private boolean find(int from, int limit, int cues) {
    int last = Math.min(limit, from + LONGEST);
    for (int i = from; i < last; i++) {
      boolean wordStart =
          i == 0
              || !Character.isLetterOrDigit(lines.text().charAt(i - 1))
              || PhraseTrie.isUnspaced(lines.text().charAt(i));
      if (wordStart && Lexicon.get().match(lines.text(), i, limit, cues) > 0) {
        return true;
      }
    }
    return false;
  }

  private int skipSymbols(int from, int limit) {
    int i = from;
    while (i < limit && !Character.isLetterOrDigit(lines.text().charAt(i))) {
      i++;
    }
    return i;
  }
}
