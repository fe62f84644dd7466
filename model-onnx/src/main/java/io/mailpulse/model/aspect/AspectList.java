package io.mailpulse.model.aspect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Aspects by name, each with its synonyms per language. A synonym matches whole words whatever
 * their case; one that ends in {@code *} matches words that begin with it; in scripts without
 * spaces it matches anywhere.
 *
 * @param aspects by name, then by ISO 639-1 code; the code {@code any} holds for every language
 */
public record AspectList(Map<String, Map<String, List<String>>> aspects) implements Serializable {

  /** The code under which a synonym holds for every language. */
  public static final String ANY = "any";

  /** Aspects of a list at most. */
  public static final int MOST = 64;

  private static final String DEFAULT = "support-mail.json";

  /** Copies. */
  public AspectList {
    if (aspects.size() > MOST) {
      throw new IllegalArgumentException(
          "Aspect list: expected at most " + MOST + " aspects, found " + aspects.size());
    }
    Map<String, Map<String, List<String>>> copy = new TreeMap<>();
    aspects.forEach(
        (name, byLanguage) -> {
          Map<String, List<String>> synonyms = new TreeMap<>();
          byLanguage.forEach((language, words) -> synonyms.put(language, List.copyOf(words)));
          copy.put(name, Map.copyOf(synonyms));
        });
    aspects = Map.copyOf(copy);
  }

  /**
   * The list for support mail: account, app, billing, delivery, price, quality, refund, support.
   */
  public static AspectList ofSupportMail() {
    try (var in = AspectList.class.getResourceAsStream(DEFAULT)) {
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(DEFAULT + " cannot be read", e);
    }
  }

  /**
   * Reads a list from JSON: {@code {"price": {"en": ["price*", "too expensive"], "any": ["€"]}}}.
   *
   * @throws IllegalArgumentException if the text is not of this shape
   */
  public static AspectList parse(String json) {
    try {
      var type = new TypeReference<Map<String, Map<String, List<String>>>>() {};
      return new AspectList(new ObjectMapper().readValue(json, type));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "Aspect list: expected {name: {language: [synonyms]}}, found " + e.getOriginalMessage(),
          e);
    }
  }
}
