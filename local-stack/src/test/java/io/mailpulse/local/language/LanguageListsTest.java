package io.mailpulse.local.language;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.DateFormatSymbols;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every language that the model answers for stands in every list, or a reason says why not. */
class LanguageListsTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path MANIFEST =
      ROOT.resolve("model-default/src/main/resources/io/mailpulse/model/default/manifest.json");
  private static final List<String> MODULES =
      List.of("mail-core", "model-onnx", "model-default", "model-lab", "mail-generator");
  private static final List<String> KINDS = List.of(".txt", ".json", ".jsonl", ".tsv");
  private static final String FOLDER_OF_CUES =
      "mail-core/src/main/resources/io/mailpulse/mail/segment/cue/languages";

  private static Map<String, Set<String>> lists;
  private static List<String[]> exceptions;

  @BeforeAll
  static void readLists() throws IOException {
    lists = LanguageLists.read(ROOT, rows("lists.tsv"), rows("witnesses.tsv"));
    exceptions = rows("exceptions.tsv");
  }

  static Stream<String> languages() throws IOException {
    var languages = new ArrayList<String>();
    new ObjectMapper()
        .readTree(MANIFEST.toFile())
        .get("languages")
        .forEach(language -> languages.add(language.asText()));
    return languages.stream();
  }

  @ParameterizedTest
  @MethodSource("languages")
  void aLanguageStandsInEveryListOrAReasonSaysWhyNot(String language) {
    var missing = new TreeSet<String>();
    lists.forEach(
        (list, has) -> {
          if (!has.contains(language) && !isExcepted(list, language)) {
            missing.add(list);
          }
        });

    assertThat(missing).as("lists without '%s'", language).isEmpty();
  }

  /** A list of names that nobody reads would hold nothing. */
  @ParameterizedTest
  @MethodSource("languages")
  void allMonthsOfALanguageAreKnown(String language) throws IOException {
    String code = language.equals("no") ? "nb" : language;
    String cues =
        Files.readAllLines(ROOT.resolve(FOLDER_OF_CUES).resolve(code + ".txt")).stream()
            .filter(line -> line.startsWith("month = "))
            .findFirst()
            .orElseThrow();
    Set<String> known = Set.of(cues.substring("month = ".length()).split(" \\| "));
    Locale locale = Locale.forLanguageTag(code);
    // Month names of Chinese and Japanese are numbers before the sign that is listed.
    boolean numbered = language.equals("zh") || language.equals("ja");

    assertThat(Arrays.stream(DateFormatSymbols.getInstance(locale).getMonths()).limit(12))
        .allMatch(
            month ->
                known.contains(month.toLowerCase(locale))
                    || numbered && known.contains(month.substring(month.length() - 1)));
  }

  @Test
  void everyResourceIsReadOrHasAReason() throws IOException {
    var named = new HashSet<String>();
    rows("lists.tsv").forEach(row -> named.add(row[0]));
    var forgotten = new TreeSet<String>();
    for (String module : MODULES) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/resources"))) {
        files
            .filter(file -> KINDS.stream().anyMatch(kind -> file.toString().endsWith(kind)))
            .map(file -> ROOT.relativize(file).toString())
            .filter(file -> !file.contains("/META-INF/"))
            .filter(file -> named.stream().noneMatch(name -> isOf(file, name)))
            .forEach(forgotten::add);
      }
    }

    assertThat(forgotten).isEmpty();
    assertThat(rows("lists.tsv"))
        .filteredOn(row -> row[1].equals("none"))
        .allMatch(row -> row.length == 3 && !row[2].isBlank());
  }

  @Test
  void noExceptionIsOlderThanItsList() throws IOException {
    List<String> ours = languages().toList();
    for (String[] exception : exceptions) {
      Set<String> has = lists.get(exception[0]);
      assertThat(has).as("list '%s'", exception[0]).isNotNull();
      assertThat(exception[2]).as("reason of '%s'", exception[0]).isNotBlank();
      boolean all = exception[1].equals("*");
      List<String> absent = all ? List.of() : List.of(exception[1].split(" "));
      assertThat(absent).as("list '%s'", exception[0]).noneMatch(has::contains);
      assertThat(ours).containsAll(absent);
      assertThat(all && has.containsAll(ours)).as("'%s' lacks nothing", exception[0]).isFalse();
    }
  }

  @Test
  void thePageOnExtendingNamesEveryListOfALanguage() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/extending.md"));

    assertThat(rows("lists.tsv"))
        .filteredOn(row -> !row[1].equals("none"))
        .extracting(row -> Path.of(row[0]).getFileName().toString())
        .allMatch(page::contains);
  }

  /** The file itself, or the folder that holds it. */
  private static boolean isOf(String file, String named) {
    return file.equals(named) || file.startsWith(named + '/');
  }

  private static boolean isExcepted(String list, String language) {
    return exceptions.stream()
        .filter(exception -> exception[0].equals(list))
        .anyMatch(
            exception ->
                exception[1].equals("*") || List.of(exception[1].split(" ")).contains(language));
  }

  private static List<String[]> rows(String resource) throws IOException {
    try (InputStream in = LanguageListsTest.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split("\t"))
          .toList();
    }
  }
}
