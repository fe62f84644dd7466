package io.mailpulse.model.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mailpulse.model.bundle.BundleException;
import java.io.IOException;

/** Opens the {@code tokenizer.json} of a Hugging Face export. */
public final class Tokenizers {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Tokenizers() {}

  /**
   * The fastest tokenizer that gives the ids of the Hugging Face one.
   *
   * @param tokenizerJson the file whole
   * @throws BundleException if it is not a tokenizer
   */
  public static Tokenizer open(byte[] tokenizerJson) {
    JsonNode json = parse(tokenizerJson);
    return WordPieceSpec.read(json)
        .<Tokenizer>map(WordPieceTokenizer::new)
        .orElseGet(() -> NativeTokenizer.open(tokenizerJson));
  }

  /** The Hugging Face tokenizer itself, whatever the type: slower, and the measure of the other. */
  public static Tokenizer openNative(byte[] tokenizerJson) {
    parse(tokenizerJson);
    return NativeTokenizer.open(tokenizerJson);
  }

  private static JsonNode parse(byte[] tokenizerJson) {
    try {
      JsonNode json = JSON.readTree(tokenizerJson);
      if (!json.path("model").has("vocab")) {
        throw new BundleException(
            "tokenizer.json: expected a model with a vocabulary, found keys " + names(json));
      }
      return json;
    } catch (IOException e) {
      throw new BundleException("tokenizer.json: expected JSON, found other bytes", e);
    }
  }

  private static String names(JsonNode json) {
    var names = new StringBuilder();
    json.fieldNames().forEachRemaining(name -> names.append(name).append(' '));
    return names.toString().trim();
  }
}
