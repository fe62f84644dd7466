package io.mailpulse.model.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Packs sentences into windows. A window takes whole sentences up to a number of tokens, and ends
 * at a paragraph once it has {@value #SETTLED} tokens, so that a furious last paragraph is read for
 * itself and a greeting goes with what follows. Every sentence is in exactly one window: nothing is
 * cut off.
 */
public final class Windows {

  /** Tokens from which a window does not reach into the next paragraph. */
  public static final int SETTLED = 16;

  private Windows() {}

  /**
   * Packs sentences in order.
   *
   * @param sentences of one text
   * @param tokens tokens of each sentence; one above {@code limit} gets a window of its own, and
   *     the tokenizer truncates it
   * @param limit tokens of a window
   */
  public static List<Window> pack(List<Sentence> sentences, int[] tokens, int limit) {
    List<Window> windows = new ArrayList<>();
    int first = 0;
    int sum = 0;
    for (int i = 0; i < sentences.size(); i++) {
      boolean full = sum + tokens[i] > limit;
      boolean settled =
          sum >= SETTLED && sentences.get(i).paragraph() != sentences.get(i - 1).paragraph();
      if (i > first && (full || settled)) {
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
