package io.mailpulse.model.tokenizer;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import io.mailpulse.model.bundle.BundleException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;

/** The Hugging Face tokenizer through JNI, its own padding and truncation turned off. */
final class NativeTokenizer implements Tokenizer {

  private final HuggingFaceTokenizer tokenizer;
  private final int opening;
  private final int closing;

  private NativeTokenizer(HuggingFaceTokenizer tokenizer) {
    this.tokenizer = tokenizer;
    long[] mask = tokenizer.encode("a", true, false).getSpecialTokenMask();
    int open = 0;
    while (open < mask.length && mask[open] == 1) {
      open++;
    }
    int close = 0;
    while (close < mask.length - open && mask[mask.length - 1 - close] == 1) {
      close++;
    }
    this.opening = open;
    this.closing = close;
  }

  static NativeTokenizer open(byte[] tokenizerJson) {
    Map<String, String> options = Map.of("truncation", "false", "padding", "false");
    try (var in = new ByteArrayInputStream(tokenizerJson)) {
      return new NativeTokenizer(HuggingFaceTokenizer.newInstance(in, options));
    } catch (IOException | RuntimeException e) {
      throw new BundleException(
          "tokenizer.json: the Hugging Face tokenizer refuses it: " + e.getMessage(), e);
    }
  }

  @Override
  public int[] encode(String text, int maxTokens) {
    long[] ids = tokenizer.encode(WellFormed.of(text), true, false).getIds();
    int length = Math.min(ids.length, maxTokens);
    int[] kept = new int[length];
    int body = length - closing;
    for (int i = 0; i < body; i++) {
      kept[i] = (int) ids[i];
    }
    for (int i = 0; i < closing; i++) {
      kept[body + i] = (int) ids[ids.length - closing + i];
    }
    return kept;
  }

  @Override
  public int specialTokens() {
    return opening + closing;
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
