package io.mailpulse.model.entity;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import io.mailpulse.model.bundle.BundleException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;

/** Word pieces with their places in the text, from the Hugging Face tokenizer. Thread-safe. */
final class TokenPieces {

  private final HuggingFaceTokenizer tokenizer;

  private TokenPieces(HuggingFaceTokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  /**
   * One window's pieces.
   *
   * @param ids with the special ones
   * @param starts first UTF-16 unit of each piece; -1 for special ones
   * @param ends behind the last
   */
  record Pieces(int[] ids, int[] starts, int[] ends) {}

  static TokenPieces open(byte[] tokenizerJson) {
    try (var in = new ByteArrayInputStream(tokenizerJson)) {
      return new TokenPieces(
          HuggingFaceTokenizer.newInstance(in, Map.of("truncation", "false", "padding", "false")));
    } catch (IOException | RuntimeException e) {
      throw new BundleException(
          "tokenizer.json: the Hugging Face tokenizer refuses it: " + e.getMessage(), e);
    }
  }

  Pieces of(String text) {
    Encoding encoding = tokenizer.encode(text, true, false);
    long[] ids = encoding.getIds();
    CharSpan[] spans = encoding.getCharTokenSpans();
    int[] units = unitsOfCharacters(text);
    var pieces = new Pieces(new int[ids.length], new int[ids.length], new int[ids.length]);
    for (int i = 0; i < ids.length; i++) {
      pieces.ids[i] = (int) ids[i];
      boolean special = spans[i] == null || spans[i].getEnd() <= spans[i].getStart();
      pieces.starts[i] = special ? -1 : units[spans[i].getStart()];
      pieces.ends[i] = special ? -1 : units[spans[i].getEnd()];
    }
    return pieces;
  }

  /** The tokenizer counts characters, not UTF-16 units. */
  private static int[] unitsOfCharacters(String text) {
    int[] units = new int[text.codePointCount(0, text.length()) + 1];
    int unit = 0;
    for (int c = 0; c < units.length - 1; c++) {
      units[c] = unit;
      unit += Character.charCount(text.codePointAt(unit));
    }
    units[units.length - 1] = unit;
    return units;
  }
}
