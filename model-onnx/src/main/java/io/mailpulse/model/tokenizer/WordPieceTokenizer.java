package io.mailpulse.model.tokenizer;

import io.mailpulse.model.tokenizer.WordPieceSpec.Casing;
import java.util.Arrays;
import java.util.Map;

/**
 * BERT's WordPiece with the ids of the Hugging Face tokenizer: cleaned, ideographs apart, accents
 * and case folded if the model wants it, split at white space and punctuation, then the longest
 * piece first. One pass over the text; a word is looked up in place.
 */
final class WordPieceTokenizer implements Tokenizer {

  private static final int FOLD_TABLE = 0x3000;

  private final WordPieceSpec spec;
  private final PieceTrie trie;
  private final String[] folded;

  WordPieceTokenizer(WordPieceSpec spec) {
    this.spec = spec;
    this.trie = new PieceTrie(spec.vocabulary());
    this.folded = spec.casing() == Casing.FOLDED ? foldTable() : new String[0];
  }

  private static String[] foldTable() {
    String[] table = new String[FOLD_TABLE];
    for (int c = 0; c < FOLD_TABLE; c++) {
      String fold = Character.isSurrogate((char) c) ? "" : BertCharacters.fold(c);
      // Null stands for "unchanged", by far the commonest answer.
      table[c] = fold.length() == 1 && fold.charAt(0) == c ? null : fold;
    }
    return table;
  }

  @Override
  public int[] encode(String text, int maxTokens) {
    return new Run(text, maxTokens).encode();
  }

  @Override
  public int specialTokens() {
    return 2;
  }

  @Override
  public void close() {
    // Holds no native memory.
  }

  /** One text on its way. */
  private final class Run {

    private final String text;
    private final int limit;
    private int[] ids;
    private int count;
    private char[] word = new char[64];
    private int length;
    private int codePoints;

    Run(String text, int maxTokens) {
      this.text = text;
      this.limit = maxTokens - 1;
      this.ids = new int[Math.min(maxTokens, Math.max(16, text.length() / 3 + 8))];
    }

    int[] encode() {
      add(spec.opening());
      int i = 0;
      while (i < text.length() && count < limit) {
        char c = text.charAt(i);
        if (c < 0x80) {
          if (c == '[' && !spec.specials().isEmpty()) {
            int end = special(i);
            if (end > i) {
              i = end;
              continue;
            }
          }
          character(c);
          i++;
        } else {
          int codePoint = text.codePointAt(i);
          character(codePoint);
          i += Character.charCount(codePoint);
        }
      }
      flush();
      int end = Math.min(count, limit);
      count = end;
      add(spec.closing());
      return ids.length == count ? ids : Arrays.copyOf(ids, count);
    }

    /** A special token written out in the text; the offset after it, or {@code at} if none is. */
    private int special(int at) {
      for (Map.Entry<String, Integer> token : spec.specials().entrySet()) {
        if (text.startsWith(token.getKey(), at)) {
          flush();
          add(token.getValue());
          return at + token.getKey().length();
        }
      }
      return at;
    }

    private void character(int codePoint) {
      switch (BertCharacters.kind(codePoint)) {
        case BertCharacters.WORD -> fold(codePoint);
        case BertCharacters.SPACE -> flush();
        case BertCharacters.ALONE -> {
          flush();
          fold(codePoint);
          flush();
        }
        default -> {
          // Dropped: what stands around it is one word.
        }
      }
    }

    private void fold(int codePoint) {
      if (spec.casing() == Casing.KEPT) {
        append(codePoint);
        return;
      }
      String fold = codePoint < FOLD_TABLE ? folded[codePoint] : BertCharacters.fold(codePoint);
      if (fold == null) {
        append(codePoint);
        return;
      }
      for (int i = 0; i < fold.length(); ) {
        int c = fold.codePointAt(i);
        i += Character.charCount(c);
        if (BertCharacters.kind(c) == BertCharacters.ALONE) {
          // Some letters decompose to a mark, such as the sign for unequal to an equals sign.
          flush();
          append(c);
          flush();
        } else {
          append(c);
        }
      }
    }

    private void append(int codePoint) {
      codePoints++;
      if (codePoints > spec.longestWord()) {
        return;
      }
      if (length + 2 > word.length) {
        word = Arrays.copyOf(word, word.length * 2);
      }
      length += Character.toChars(codePoint, word, length);
    }

    private void flush() {
      if (codePoints > spec.longestWord()) {
        add(spec.unknown());
      } else if (length > 0) {
        pieces();
      }
      length = 0;
      codePoints = 0;
    }

    private void pieces() {
      int before = count;
      int at = 0;
      int root = PieceTrie.WORD_START;
      while (at < length) {
        int node = root;
        int found = PieceTrie.NONE;
        int end = at;
        for (int i = at; i < length; i++) {
          node = trie.step(node, word[i]);
          if (node == PieceTrie.NONE) {
            break;
          }
          if (trie.id(node) != PieceTrie.NONE) {
            found = trie.id(node);
            end = i + 1;
          }
        }
        if (found == PieceTrie.NONE) {
          count = before;
          add(spec.unknown());
          return;
        }
        add(found);
        at = end;
        root = PieceTrie.CONTINUATION;
      }
    }

    private void add(int id) {
      if (count == ids.length) {
        ids = Arrays.copyOf(ids, Math.max(16, ids.length * 2));
      }
      ids[count++] = id;
    }
  }
}
