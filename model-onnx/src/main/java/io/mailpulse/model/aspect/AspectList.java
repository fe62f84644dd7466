package io.mailpulse.model.aspect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mailpulse.model.bundle.BundleSource;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Aspects by name, each with its synonyms per language. A synonym matches whole words whatever
 * their case and accents; one that ends in {@code *} matches words that begin with it, one that
 * begins with {@code *} words that end with it, as compounds do; in scripts without spaces it
 * matches anywhere.
 *
 * @param aspects by name, then by ISO 639-1 code; the code {@code any} holds for every language
 */
public record AspectList(Map<String, Map<String, List<String>>> aspects) implements Serializable {

  /** The code under which a synonym holds for every language. */
  public static final String ANY = "any";

  /** Aspects of a list at most. */
  public static final int MOST = 64;

  /** Length of a synonym at most, in UTF-16 units without the star. */
  public static final int LONGEST_SYNONYM = 64;

  static final String STAR = "*";

  private static final String DEFAULT = "support-mail.json";

  /** Copies. */
  public AspectList {
    require(
        aspects.size() <= MOST, "at most " + MOST + " aspects", Integer.toString(aspects.size()));
    Map<String, Map<String, List<String>>> copy = new TreeMap<>();
    aspects.forEach(
        (name, byLanguage) -> {
          require(!name.isBlank(), "a name for every aspect", "a blank one");
          Map<String, List<String>> synonyms = new TreeMap<>();
          byLanguage.forEach(
              (language, words) -> {
                require(isCode(language), "an ISO 639-1 code or any", "'" + language + "'");
                words.forEach(AspectList::requireSynonym);
                synonyms.put(language, List.copyOf(words));
              });
          copy.put(name, Map.copyOf(synonyms));
        });
    aspects = Map.copyOf(copy);
  }

  private static boolean isCode(String language) {
    return language.equals(ANY)
        || language.length() == 2 && language.chars().allMatch(c -> c >= 'a' && c <= 'z');
  }

  private static void requireSynonym(String synonym) {
    int units = withoutStars(synonym).length();
    require(
        units >= 1 && units <= LONGEST_SYNONYM,
        "synonyms of 1 to " + LONGEST_SYNONYM + " units",
        "'" + synonym + "'");
  }

  /** The text of a synonym without the stars that say where it may stand. */
  static String withoutStars(String synonym) {
    int start = synonym.startsWith(STAR) ? 1 : 0;
    int end = synonym.endsWith(STAR) ? synonym.length() - 1 : synonym.length();
    return start < end ? synonym.substring(start, end).strip() : "";
  }

  private static void require(boolean holds, String expected, String found) {
    if (!holds) {
      throw new IllegalArgumentException(
          "Aspect list: expected " + expected + ", found " + found + ".");
    }
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
   * Reads a list from a JSON file in UTF-8.
   *
   * @param location a path, {@code classpath:FILE} or {@code s3://BUCKET/KEY}
   * @throws IOException if there is none or it cannot be read
   * @throws IllegalArgumentException if its text is not of the shape that {@link #parse} reads
   */
  public static AspectList read(String location) throws IOException {
    return parse(new String(BundleSource.readFile(location), StandardCharsets.UTF_8));
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
          "Aspect list: expected {name: {language: [synonyms]}}, found something else"
              + where(e)
              + ".",
          e);
    }
  }

  /** The parser's own message quotes classes of ours, and says nothing to who wrote the list. */
  private static String where(JsonProcessingException e) {
    return e.getLocation() == null
        ? ""
        : " at line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr();
  }
}
