package io.mailpulse.mail.redact.word;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** The word lists of the redactor, read once per process from resources. */
public final class Vocabulary {

  public static final int GIVEN = 1;
  public static final int SURNAME = 1 << 1;

  /** The name is a common word or a place too. */
  public static final int COMMON = 1 << 2;

  public static final int GREETING = 1 << 3;
  public static final int HONORIFIC = 1 << 4;
  public static final int CLOSING = 1 << 5;
  public static final int PARTICLE = 1 << 6;
  public static final int HEADER = 1 << 7;
  public static final int NOT_A_NAME = 1 << 8;
  public static final int ORGANISATION = 1 << 9;
  public static final int STREET = 1 << 10;
  public static final int NAME_WORD = 1 << 11;

  /** A title behind the name, as in "Nagy \u00far". */
  public static final int TITLE_AFTER = 1 << 12;

  /** "I'm", "this is", and the verb of other languages. */
  public static final int SELF = 1 << 13;

  /** What follows the name of someone who introduces himself. */
  public static final int CALLING = 1 << 14;

  /** Makers and products that are names of people as well. */
  public static final int BRAND = 1 << 15;

  private static final Map<String, Integer> FLAGS_BY_LIST =
      Map.ofEntries(
          Map.entry("greeting", GREETING),
          Map.entry("honorific", HONORIFIC),
          Map.entry("closing", CLOSING),
          Map.entry("particle", PARTICLE),
          Map.entry("header", HEADER),
          Map.entry("not-a-name", NOT_A_NAME),
          Map.entry("organisation", ORGANISATION),
          Map.entry("street", STREET),
          Map.entry("name-word", NAME_WORD),
          Map.entry("title-after", TITLE_AFTER),
          Map.entry("self", SELF),
          Map.entry("calling", CALLING),
          Map.entry("brand", BRAND));

  private static final Vocabulary SHARED = new Vocabulary();

  private final WordTable words;
  private final Map<String, Set<String>> cues = new HashMap<>();
  private final Map<String, Set<String>> names = new HashMap<>();
  private final Map<String, Integer> ibanLengths = new HashMap<>();

  private Vocabulary() {
    Map<String, Integer> flags = new HashMap<>();
    readNames("given-names.txt", GIVEN, flags);
    readNames("surnames.txt", SURNAME, flags);
    readLists(
        "person-words.txt",
        (list, word) -> {
          Integer flag = FLAGS_BY_LIST.get(list);
          if (flag == null) {
            throw new IllegalStateException("person-words.txt: no list is named '" + list + "'");
          }
          flags.merge(word, flag, (a, b) -> a | b);
        });
    words = new WordTable(flags);
    readLists(
        "cue-words.txt",
        (list, word) -> cues.computeIfAbsent(list, name -> new HashSet<>()).add(word));
    readLists(
        "script-names.txt",
        (list, word) -> names.computeIfAbsent(list, name -> new HashSet<>()).add(word));
    readLists(
        "iban-lengths.txt", (length, country) -> ibanLengths.put(country, Integer.valueOf(length)));
  }

  public static Vocabulary shared() {
    return SHARED;
  }

  public WordTable words() {
    return words;
  }

  /** Words that say what stands beside them. */
  public Set<String> cues(String list) {
    Set<String> found = cues.get(list);
    if (found == null) {
      throw new IllegalArgumentException("cue-words.txt: no list is named '" + list + "'");
    }
    return Set.copyOf(found);
  }

  /** Words around names in scripts without capitals. */
  public NameLists names(String list) {
    Set<String> found = names.get(list);
    if (found == null) {
      throw new IllegalArgumentException("script-names.txt: no list is named '" + list + "'");
    }
    return new NameLists(found);
  }

  /** The same words, to be looked up in a text. */
  public WordTable cueTable(String list) {
    return WordTable.ofWords(cues(list));
  }

  public Map<String, Integer> ibanLengths() {
    return ibanLengths;
  }

  private static void readNames(String resource, int flag, Map<String, Integer> flags) {
    readLines(
        resource,
        line -> {
          boolean common = line.endsWith("?");
          String word = common ? line.substring(0, line.length() - 1) : line;
          flags.merge(word, flag | (common ? COMMON : 0), (a, b) -> a | b);
        });
  }

  /** Lines of the form {@code list: word word ...}. */
  private static void readLists(String resource, BiConsumer<String, String> sink) {
    readLines(
        resource,
        line -> {
          int colon = line.indexOf(':');
          for (String word : line.substring(colon + 1).trim().split("\\s+")) {
            sink.accept(line.substring(0, colon), word);
          }
        });
  }

  private static void readLines(String resource, java.util.function.Consumer<String> sink) {
    try (InputStream in = Vocabulary.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("resource " + resource + " is missing from mail-core");
      }
      BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          sink.accept(line.trim());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("resource " + resource + " cannot be read", e);
    }
  }
}
