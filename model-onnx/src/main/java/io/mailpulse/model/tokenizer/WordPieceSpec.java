package io.mailpulse.model.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a BERT tokenizer's file says.
 *
 * @param vocabulary id by piece; continuing pieces begin with {@code ##}
 * @param specials id by special token as it may stand in a text
 * @param opening id before every text
 * @param closing id after every text
 * @param unknown id of a word that no pieces make up
 * @param longestWord code points from which a word is unknown
 * @param casing what happens to case and accents
 */
record WordPieceSpec(
    Map<String, Integer> vocabulary,
    Map<String, Integer> specials,
    int opening,
    int closing,
    int unknown,
    int longestWord,
    Casing casing) {

  static final String CONTINUING = "##";

  /** What happens to case and accents before words are looked up. */
  enum Casing {
    KEPT,
    /** Lower case, accents stripped. */
    FOLDED
  }

  /** The specification, if every part of the file is one that {@link WordPieceTokenizer} knows. */
  static Optional<WordPieceSpec> read(JsonNode json) {
    JsonNode model = json.path("model");
    boolean wordPiece =
        (model.path("type").asText().equals("WordPiece") || !model.has("type"))
            && model.path("continuing_subword_prefix").asText().equals(CONTINUING)
            && model.path("vocab").isObject();
    Optional<Casing> casing = casing(json.path("normalizer"));
    boolean bertWords = json.path("pre_tokenizer").path("type").asText().equals("BertPreTokenizer");
    String[] ends = ends(json.path("post_processor"));
    if (!wordPiece || !bertWords || casing.isEmpty() || ends == null) {
      return Optional.empty();
    }
    Map<String, Integer> vocabulary = new HashMap<>();
    model
        .path("vocab")
        .fields()
        .forEachRemaining(e -> vocabulary.put(e.getKey(), e.getValue().intValue()));
    Map<String, Integer> specials = new HashMap<>();
    for (JsonNode token : json.path("added_tokens")) {
      if (!isPlainSpecial(token)) {
        return Optional.empty();
      }
      specials.put(token.path("content").asText(), token.path("id").intValue());
    }
    Integer opening = vocabulary.get(ends[0]);
    Integer closing = vocabulary.get(ends[1]);
    Integer unknown = vocabulary.get(model.path("unk_token").asText());
    if (opening == null || closing == null || unknown == null) {
      return Optional.empty();
    }
    return Optional.of(
        new WordPieceSpec(
            vocabulary,
            specials,
            opening,
            closing,
            unknown,
            model.path("max_input_chars_per_word").asInt(100),
            casing.get()));
  }

  private static Optional<Casing> casing(JsonNode normalizer) {
    boolean bert =
        normalizer.path("type").asText().equals("BertNormalizer")
            && normalizer.path("clean_text").asBoolean()
            && normalizer.path("handle_chinese_chars").asBoolean();
    boolean lower = normalizer.path("lowercase").asBoolean();
    JsonNode strip = normalizer.path("strip_accents");
    boolean strips = strip.isBoolean() ? strip.asBoolean() : lower;
    if (!bert || strips != lower) {
      return Optional.empty();
    }
    return Optional.of(lower ? Casing.FOLDED : Casing.KEPT);
  }

  /** Names of the tokens before and after a single text; null if the template is another. */
  private static String[] ends(JsonNode processor) {
    if (processor.path("type").asText().equals("BertProcessing")) {
      return new String[] {
        processor.path("cls").path(0).asText(), processor.path("sep").path(0).asText()
      };
    }
    JsonNode single = processor.path("single");
    boolean framed =
        single.size() == 3
            && single.path(0).has("SpecialToken")
            && single.path(1).has("Sequence")
            && single.path(2).has("SpecialToken");
    return framed
        ? new String[] {
          single.path(0).path("SpecialToken").path("id").asText(),
          single.path(2).path("SpecialToken").path("id").asText()
        }
        : null;
  }

  private static boolean isPlainSpecial(JsonNode token) {
    return token.path("special").asBoolean()
        && !token.path("normalized").asBoolean()
        && !token.path("single_word").asBoolean()
        && !token.path("lstrip").asBoolean()
        && !token.path("rstrip").asBoolean()
        && token.path("content").asText().startsWith("[");
  }
}
