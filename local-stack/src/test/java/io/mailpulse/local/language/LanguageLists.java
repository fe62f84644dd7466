package io.mailpulse.local.language;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which languages stand in which list, read from the lists themselves; how, says lists.tsv. */
final class LanguageLists {

  private static final Pattern WORD = Pattern.compile("[a-z]++");
  private static final Map<String, String> CODES_BY_NAME =
      Stream.of(Locale.getISOLanguages())
          .collect(
              Collectors.toUnmodifiableMap(
                  code -> Locale.forLanguageTag(code).getDisplayLanguage(Locale.ENGLISH),
                  code -> code,
                  (one, other) -> one));

  private final Path root;
  private final Map<String, Set<String>> languages = new TreeMap<>();
  private final Map<String, Set<String>> words = new TreeMap<>();

  private LanguageLists(Path root) {
    this.root = root;
  }

  /**
   * Reads all lists.
   *
   * @param root folder of the root pom
   * @param forms file and how it is read, one each
   * @param witnesses what a word says, its language, the word, and the list of mixed words that has
   *     it
   * @return languages (ISO 639-1, Norwegian as {@code no}) by list
   */
  static Map<String, Set<String>> read(Path root, List<String[]> forms, List<String[]> witnesses)
      throws IOException {
    var lists = new LanguageLists(root);
    for (String[] form : forms) {
      lists.read(form[0], form[1]);
    }
    lists.judge(witnesses);
    return lists.languages;
  }

  /** One name for the languages that are written under several codes. */
  static String code(String written) {
    return written.equals("nb") || written.equals("nn") ? "no" : written;
  }

  private void read(String file, String form) throws IOException {
    Path path = root.resolve(file);
    String name = path.getFileName().toString();
    switch (form) {
      case "sections" -> sections(name, Files.readAllLines(path));
      case "folder" -> folder(name, path);
      case "files" -> files(path);
      case "names" -> names(name, entries(path));
      case "codes" -> entries(path).forEach(line -> addCodes(name, line));
      case "first" -> entries(path).forEach(line -> add(name, line.split("\\s", 2)[0]));
      case "values" -> entries(path).forEach(line -> addCodes(name, line.split("=", 2)[1]));
      case "json" -> json(name, new ObjectMapper().readTree(path.toFile()));
      case "records" -> entries(path).forEach(line -> add(name, field(line, "language")));
      case "samples" -> samples(name, path);
      case "words" -> words(name, entries(path));
      case "none" -> {}
      default -> throw new IllegalArgumentException(file + ": no such form as " + form);
    }
  }

  private void sections(String name, List<String> lines) {
    String language = "";
    for (String line : lines) {
      if (line.startsWith("#")) {
        language = CODES_BY_NAME.getOrDefault(line.substring(1).strip(), "");
      } else if (!line.isBlank()) {
        add(listOf(name, line), language);
      }
    }
  }

  private void folder(String name, Path folder) throws IOException {
    for (String language : entries(folder.resolve("index.txt"))) {
      for (String line : entries(folder.resolve(language + ".txt"))) {
        add(listOf(name, line), language);
      }
    }
  }

  private void files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        add(folder.getParent().getFileName().toString(), name.substring(0, name.indexOf('.')));
      }
    }
  }

  private static String listOf(String name, String line) {
    int equals = line.indexOf(" = ");
    return equals < 0 ? name : name + ' ' + line.substring(0, equals).strip();
  }

  private void names(String name, List<String> lines) {
    for (String line : lines) {
      String names = line.substring(0, line.indexOf(':'));
      String list = names.startsWith("Automatic,") ? name + " automatic" : name;
      for (String language : names.split(",")) {
        add(list, CODES_BY_NAME.getOrDefault(language.strip(), ""));
      }
    }
  }

  private void json(String name, JsonNode node) {
    var fields = new TreeSet<String>();
    node.fieldNames().forEachRemaining(fields::add);
    fields.remove("any");
    boolean byLanguage =
        fields.size() > 2 && CODES_BY_NAME.values().containsAll(fields) && node.isObject();
    if (byLanguage) {
      fields.forEach(language -> add(name, language));
      return;
    }
    node.fields()
        .forEachRemaining(
            field -> {
              boolean named = field.getKey().equals("languages") && field.getValue().isArray();
              String list = named ? name : name + ' ' + field.getKey();
              if (named) {
                field.getValue().forEach(language -> add(list, language.asText()));
              } else {
                json(list, field.getValue());
              }
            });
    if (node.isArray()) {
      node.forEach(entry -> json(name, entry));
    }
  }

  private void samples(String name, Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".json")).toList()) {
        add(name, field(Files.readString(file), "language"));
      }
    }
  }

  private static String field(String json, String field) {
    try {
      return new ObjectMapper().readTree(json).path(field).asText();
    } catch (IOException e) {
      throw new IllegalArgumentException(json, e);
    }
  }

  private void words(String name, List<String> lines) {
    for (String line : lines) {
      int colon = line.indexOf(':');
      String list = colon < 0 ? name : name + ' ' + line.substring(0, colon);
      Set<String> of = words.computeIfAbsent(list, unused -> new HashSet<>());
      for (String word : line.substring(colon + 1).strip().split("\\s+")) {
        of.add(word.endsWith("?") ? word.substring(0, word.length() - 1) : word);
      }
    }
  }

  /** A language stands in a list of mixed words if one of its words does. */
  private void judge(List<String[]> witnesses) {
    var seen = new HashSet<String>();
    for (String[] witness : witnesses) {
      boolean there = words.getOrDefault(witness[3], Set.of()).contains(witness[2]);
      add(witness[0], there ? witness[1] : "");
      seen.add(witness[3]);
    }
    // What has no witness has no language either, and needs a reason.
    words.keySet().stream().filter(list -> !seen.contains(list)).forEach(list -> add(list, ""));
  }

  private void addCodes(String list, String text) {
    WORD.matcher(text)
        .results()
        .map(word -> word.group())
        .filter(CODES_BY_NAME.values()::contains)
        .forEach(code -> add(list, code));
  }

  private void add(String list, String language) {
    Set<String> of = languages.computeIfAbsent(list, unused -> new TreeSet<>());
    if (!language.isEmpty()) {
      of.add(code(language));
    }
  }

  private static List<String> entries(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .toList();
  }
}
