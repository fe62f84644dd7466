package io.mailpulse.model.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Packs sentences into windows. A window takes whole sentences up to a number of tokens, and ends
 * at a paragraph once it has {@value #SETTLED} tokens, so that a short mail is read as a whole and
 * the furious last paragraph of a long one for itself. Every sentence is in exactly one window:
 * nothing is cut off.
 */
public final class Windows {

  /**
   * Tokens from which a window of an encoder does not reach into the next paragraph: a short mail
   * is read as a whole, as the encoder was tuned to.
   */
  public static final int ENCODER_SETTLED = 64;

  /** The same in words, for the fast tier, which knows no order of words. */
  public static final int FAST_SETTLED = 16;

  private Windows() {}

  /**
   * Packs sentences in order.
   *
   * @param sentences of one text
   * @param tokens tokens of each sentence; one above {@code limit} gets a window of its own, and
   *     the tokenizer truncates it
   * @param limit tokens of a window
   * @param settled tokens from which a window ends with its paragraph
   */
  public static List<Window> pack(List<Sentence> sentences, int[] tokens, int limit, int settled) {
    List<Window> windows = new ArrayList<>();
    int first = 0;
    int sum = 0;
    for (int i = 0; i < sentences.size(); i++) {
      boolean full = sum + tokens[i] > limit;
      boolean ends =
          sum >= settled && sentences.get(i).paragraph() != sentences.get(i - 1).paragraph();
      if (i > first && (full || ends)) {
        windows.add(new Window(first, i, sum));
        first = i;
        sum = 0;
      }
      sum += tokens[i];
    }
    if (first < sentences.size()) {
      windows.add(new Window(first, sentences.size(), sum));
    }
    return windows;
  }
}
