package io.mailpulse.mail.language;

/**
 * How well each language explains a text: for every letter the weight of the longest run up to it
 * that the language knows, less a penalty for every letter by which a longer run would have fit.
 * Goes word by word and stops where one language leads all others by far.
 */
final class NgramScore {

  /** What a letter of context costs that a language does not know, in units of the table. */
  private static final int BACKOFF = NgramTable.UNITS;

  /** Nats by which the first leads the second when no more text is read. */
  private static final int ENOUGH = 40 * NgramTable.UNITS;

  /** Letters before that is asked, and between two askings. */
  private static final int FEWEST = 80;

  private static final int PERIOD = 40;

  private final NgramTable table;
  private final int[] scores;
  private final int[] seenAt;
  private final long[] hashes = new long[NgramTable.LONGEST + 1];
  private int letters;

  private NgramScore(NgramTable table) {
    this.table = table;
    this.scores = new int[table.languages().size()];
    this.seenAt = new int[scores.length];
  }

  /** Reads a text until one language leads by far. */
  static NgramScore of(String text, NgramTable table) {
    return read(text, table, FEWEST);
  }

  /** Reads a text to its end, so that scores of several texts compare. */
  static NgramScore ofWhole(String text, NgramTable table) {
    return read(text, table, Integer.MAX_VALUE);
  }

  private static NgramScore read(String text, NgramTable table, int firstAsked) {
    NgramScore score = new NgramScore(table);
    char[] lower = new char[text.length()];
    int word = 0;
    int asked = firstAsked;
    for (int i = 0; i < lower.length; i++) {
      char c = text.charAt(i);
      if (!isLetter(c)) {
        word = i + 1;
        if (score.letters >= asked) {
          if (score.leads()) {
            break;
          }
          asked = score.letters + PERIOD;
        }
      } else {
        lower[i] = Character.toLowerCase(c);
        score.letters++;
        score.add(lower, word, i);
      }
    }
    return score;
  }

  private void add(char[] text, int word, int last) {
    int longest = Math.min(NgramTable.LONGEST, last - word + 1);
    long hash = NgramHash.EMPTY;
    for (int n = 1; n <= longest; n++) {
      hash = NgramHash.prepend(hash, text[last - n + 1]);
      hashes[n] = hash;
    }
    for (int n = longest; n >= 1; n--) {
      addRun(table.find(hashes[n]), (longest - n) * BACKOFF);
    }
  }

  private void addRun(int run, int penalty) {
    if (run < 0) {
      return;
    }
    int end = table.endOfEntries(run);
    for (int e = table.firstEntry(run); e < end; e++) {
      int language = table.language(e);
      if (seenAt[language] != letters) {
        seenAt[language] = letters;
        scores[language] += Math.max(0, table.weight(e) - penalty);
      }
    }
  }

  private boolean leads() {
    int first = 0;
    int second = 0;
    for (int score : scores) {
      if (score > first) {
        second = first;
        first = score;
      } else if (score > second) {
        second = score;
      }
    }
    return first - second >= ENOUGH;
  }

  private static boolean isLetter(char c) {
    if (c < 0x80) {
      return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
    int type = Character.getType(c);
    return Character.isLetter(c)
        || type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK;
  }

  /** Letters that were read. */
  int letters() {
    return letters;
  }

  /** Nats for the language at a place of the table; comparable within one text only. */
  double nats(int language) {
    return (double) scores[language] / NgramTable.UNITS;
  }
}
