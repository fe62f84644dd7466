package io.mailpulse.model.ngram;

/**
 * Turns a normalised text into the distinct buckets of its n-grams: words 1-2, characters 2-5
 * inside word boundaries, symbols and emoticons, and marks for shouting and lengthening.
 *
 * <p>One pass over the characters. For each of the last five starting points a running hash is
 * kept, so a character costs one step per n-gram length and nothing is cut out of the text. Time is
 * linear; memory is bounded by the number of buckets.
 *
 * <p>Not thread-safe: it holds scratch space. Make one per thread.
 */
public final class NgramFeaturiser {

  // Seeds keep the kinds of features apart in the shared hash space.
  private static final int CHAR_SEED = 0x2c1b3c6d;
  private static final int WORD_SEED = 0x297a2d39;
  private static final int PAIR_SEED = 0x3d4d51cb;
  private static final int SYMBOL_SEED = 0x1b56c4e9;
  private static final int EMOTICON_SEED = 0x7b1699bd;
  private static final int SHOUT = 0x45d9f3b1;
  private static final int LENGTHENED = 0x5bd1e995;
  private static final int STEP = 0x01000193;
  private static final int BOUNDARY = 1;
  private static final int SHOUT_LETTERS = 3;

  private final NgramSpec spec;
  private final FeatureSet features;

  private int hash1;
  private int hash2;
  private int hash3;
  private int hash4;
  private int hash5;
  private int inRun;

  private int wordHash;
  private int wordLength;
  private int upperCase;
  private int previousWord;
  private int lastFolded;
  private int repeats;
  private int lastSymbol;

  /** A featuriser under the given parameters. */
  public NgramFeaturiser(NgramSpec spec) {
    this.spec = spec;
    this.features = new FeatureSet(spec);
  }

  /**
   * Features of one text.
   *
   * @param text normalised text, of any length and content, lone surrogates included
   * @return distinct ids from 0 to {@code 2^bucketBits - 1}, in order of first appearance; empty
   *     for a text of white space
   */
  public int[] featurise(CharSequence text) {
    int length = text.length();
    int kind = CharClass.SPACE;
    previousWord = 0;
    lastSymbol = 0;
    int at = 0;
    while (at < length) {
      int skipped = Placeholders.skip(text, at, kind == CharClass.WORD);
      if (skipped > at) {
        leave(kind);
        kind = CharClass.SPACE;
        lastSymbol = 0;
        at = skipped;
        continue;
      }
      int codePoint = Character.codePointAt(text, at);
      at += Character.charCount(codePoint);
      int next = CharClass.kind(codePoint);
      int folded = CharClass.fold(codePoint);
      if (next == CharClass.IGNORED) {
        continue;
      }
      if (next == CharClass.SYMBOL && kind == CharClass.WORD && joinsWord(folded, text, at)) {
        next = CharClass.WORD;
      }
      if (next != kind) {
        leave(kind);
        enter(next);
        kind = next;
      }
      switch (next) {
        case CharClass.WORD -> word(codePoint, folded);
        case CharClass.DENSE -> dense(folded);
        case CharClass.SYMBOL -> symbol(folded);
        default -> space(codePoint);
      }
    }
    leave(kind);
    return features.drain();
  }

  private static boolean joinsWord(int folded, CharSequence text, int next) {
    return folded == '\'' && next < text.length() && Character.isLetter(text.charAt(next));
  }

  private void enter(int kind) {
    inRun = 0;
    repeats = 0;
    lastFolded = 0;
    if (kind == CharClass.WORD) {
      wordHash = WORD_SEED;
      wordLength = 0;
      upperCase = 0;
      roll(BOUNDARY, CHAR_SEED);
    }
  }

  private void leave(int kind) {
    if (kind == CharClass.WORD) {
      roll(BOUNDARY, CHAR_SEED);
      features.add(wordHash);
      pairWith(wordHash);
      if (upperCase >= SHOUT_LETTERS && upperCase == wordLength) {
        features.add(SHOUT);
      }
      if (lastSymbol != 0 && wordLength == 1) {
        features.add((EMOTICON_SEED ^ lastSymbol) * STEP ^ lastFolded);
      }
      lastSymbol = 0;
    } else if (kind == CharClass.DENSE) {
      lastSymbol = 0;
    }
  }

  private void word(int codePoint, int folded) {
    if (folded == lastFolded) {
      repeats++;
      if (repeats >= 2) {
        if (repeats == 2 && folded != '0') {
          features.add(LENGTHENED);
        }
        return;
      }
    } else {
      repeats = 0;
      lastFolded = folded;
    }
    wordHash = (wordHash ^ folded) * STEP;
    wordLength++;
    if (Character.isUpperCase(codePoint)) {
      upperCase++;
    }
    roll(folded, CHAR_SEED);
  }

  private void dense(int folded) {
    features.add((WORD_SEED ^ folded) * STEP);
    previousWord = 0;
    roll(folded, CHAR_SEED);
  }

  private void symbol(int folded) {
    if (folded == lastFolded) {
      repeats++;
      if (repeats > 2) {
        return;
      }
    } else {
      repeats = 0;
      lastFolded = folded;
    }
    features.add((SYMBOL_SEED ^ folded) * STEP + repeats);
    roll(folded, SYMBOL_SEED);
    lastSymbol = folded;
    if (folded == '.' || folded == '!' || folded == '?') {
      previousWord = 0;
    }
  }

  private void space(int codePoint) {
    lastSymbol = 0;
    if (codePoint == '\n') {
      previousWord = 0;
    }
  }

  private void pairWith(int word) {
    if (previousWord != 0) {
      features.add((previousWord * 31 + PAIR_SEED) * STEP ^ word);
    }
    previousWord = word;
  }

  /** Extends the n-grams that end in this character by it, and adds those of a wanted length. */
  private void roll(int folded, int seed) {
    hash5 = (hash4 ^ folded) * STEP;
    hash4 = (hash3 ^ folded) * STEP;
    hash3 = (hash2 ^ folded) * STEP;
    hash2 = (hash1 ^ folded) * STEP;
    hash1 = (seed ^ folded) * STEP;
    inRun++;
    if (wants(2)) {
      features.add(hash2);
    }
    if (wants(3)) {
      features.add(hash3);
    }
    if (wants(4)) {
      features.add(hash4);
    }
    if (wants(5)) {
      features.add(hash5);
    }
  }

  private boolean wants(int chars) {
    return inRun >= chars && chars >= spec.minChars() && chars <= spec.maxChars();
  }
}
