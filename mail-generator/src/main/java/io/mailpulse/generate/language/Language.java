package io.mailpulse.generate.language;

import io.mailpulse.generate.draw.Draws;
import io.mailpulse.generate.language.Person.Gender;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** A language: its phrases by {@link Key}, its people and the habits of its programs. */
public final class Language {

  /** ISO 639-1 codes of all languages there are, sorted. */
  public static final List<String> CODES =
      List.of(
          "ar", "bg", "cs", "da", "de", "el", "en", "es", "fi", "fr", "he", "hi", "hr", "hu", "id",
          "it", "ja", "ms", "nl", "no", "pl", "pt", "ro", "ru", "sv", "tr", "uk", "zh");

  private static final Map<String, Language> LOADED = new ConcurrentHashMap<>();
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

  private final String code;
  private final Map<String, List<String>> phrases;
  private final List<Person> women;
  private final List<Person> people;
  private final List<Charset> charsets;
  private final DateTimeFormatter date;
  private final DateTimeFormatter born;

  private Language(String code, Map<String, List<String>> phrases) {
    this.code = code;
    this.phrases = phrases;
    this.women = people(phrases.get("woman"), Gender.WOMAN);
    this.people =
        Stream.concat(women.stream(), people(phrases.get("man"), Gender.MAN).stream()).toList();
    this.charsets =
        Stream.of(phrases.get("charset").get(0).split(" ")).map(Charset::forName).toList();
    this.date = DateTimeFormatter.ofPattern(phrases.get("date").get(0), Locale.ROOT);
    this.born =
        DateTimeFormatter.ofPattern(
            phrases.getOrDefault("born", phrases.get("date")).get(0), Locale.ROOT);
  }

  private static List<Person> people(List<String> lines, Gender gender) {
    return lines.stream()
        .map(line -> line.split("\\|"))
        .map(parts -> new Person(parts[0], parts[1], gender))
        .toList();
  }

  /**
   * A language, read once.
   *
   * @throws IllegalArgumentException if there is none of this code
   */
  public static Language of(String code) {
    if (!CODES.contains(code)) {
      throw new IllegalArgumentException("expected one of " + CODES + ", found " + code);
    }
    return LOADED.computeIfAbsent(code, Language::read);
  }

  private static Language read(String code) {
    Map<String, List<String>> phrases = new HashMap<>();
    try (InputStream in = Language.class.getResourceAsStream(code + ".txt");
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      lines
          .lines()
          .filter(line -> !line.isBlank())
          .forEach(
              line -> {
                int colon = line.indexOf(": ");
                phrases
                    .computeIfAbsent(line.substring(0, colon), key -> new ArrayList<>())
                    .add(line.substring(colon + 2));
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Language(code, phrases);
  }

  /** ISO 639-1 code. */
  public String code() {
    return code;
  }

  /** Women who write. */
  public List<Person> women() {
    return women;
  }

  /** All who write. */
  public List<Person> people() {
    return people;
  }

  /** Charsets of the language's older programs. */
  public List<Charset> charsets() {
    return charsets;
  }

  /** All phrases of a key as they stand in the file; empty if there are none. */
  public List<String> all(Key key) {
    return phrases.getOrDefault(key.wireName(), List.of());
  }

  /** A pattern that is no phrase, such as that of telephone numbers. */
  public Optional<String> pattern(String name) {
    return Optional.ofNullable(phrases.get(name)).map(lines -> lines.get(0));
  }

  /** One phrase of a key, its slots filled. */
  public String say(Key key, Draws draws, Gender writer, Map<String, String> values) {
    return Phrase.fill(draws.oneOf(all(key)), writer, values);
  }

  /** Several different phrases of a key, their slots filled. */
  public List<String> sayAll(
      Key key, int count, Draws draws, Gender writer, Map<String, String> values) {
    List<String> left = new ArrayList<>(all(key));
    List<String> said = new ArrayList<>(count);
    while (said.size() < count && !left.isEmpty()) {
      said.add(Phrase.fill(left.remove(draws.below(left.size())), writer, values));
    }
    return said;
  }

  /** The day of a time as the language writes it. */
  public String day(OffsetDateTime time) {
    return date.format(time);
  }

  /** A day of birth as the language writes it. */
  public String birthday(OffsetDateTime time) {
    return born.format(time);
  }

  /** Hours and minutes. */
  public String time(OffsetDateTime time) {
    return TIME.format(time);
  }
}
