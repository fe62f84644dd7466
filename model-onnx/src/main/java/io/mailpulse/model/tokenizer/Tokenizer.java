package io.mailpulse.model.tokenizer;

/** Turns text into the ids that one model was trained on. Thread-safe. */
public interface Tokenizer extends AutoCloseable {

  /**
   * Encodes a text, special tokens around it.
   *
   * @param text normalised text of any length
   * @param maxTokens longest result, special tokens included, at least {@link #specialTokens()};
   *     what is beyond is left out before the closing special tokens
   * @return at least the special tokens
   */
  int[] encode(String text, int maxTokens);

  /** How many special tokens stand around every text. */
  int specialTokens();

  /** Tokens of a text, special tokens left out. */
  default int count(String text) {
    return encode(text, Integer.MAX_VALUE).length - specialTokens();
  }

  @Override
  void close();
}
