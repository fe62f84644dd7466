package io.mailpulse.lab.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.lab.evaluation.GoldenMail;
import io.mailpulse.lab.evaluation.GoldenSet;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The texts that we wrote to train on are well formed, and are not those that we test on. */
class OwnTrainingTextsTest {

  private static final Set<String> LABELS = Set.of("negative", "neutral", "positive");

  /** Texts that share more than this of the shorter one's runs of characters are alike. */
  private static final double ALIKE = 0.5;

  private static final int RUN = 8;

  /** Runs of a text from which likeness says something: short replies have few words to choose. */
  private static final int TELLING = 30;

  private record Own(String language, String label, String text) {}

  @ParameterizedTest
  @ValueSource(strings = {"support-phrases.tsv", "support-mails.tsv", "written-mails.tsv"})
  void everyLineHasALanguageThatTheModelAnswersForALabelAndAText(String file) throws IOException {
    List<String> languages = TrainingRecipe.ofDefault().languages();
    assertThat(read(file))
        .isNotEmpty()
        .allSatisfy(
            own -> {
              assertThat(languages).contains(own.language());
              assertThat(LABELS).contains(own.label());
              assertThat(own.text()).isNotBlank();
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"support-phrases.tsv", "support-mails.tsv", "written-mails.tsv"})
  void noTextIsGivenTwoLabels(String file) throws IOException {
    List<Own> own = read(file);
    Set<String> texts = new HashSet<>();
    assertThat(own).allMatch(text -> texts.add(text.language() + said(text.text())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"support-phrases.tsv", "support-mails.tsv", "written-mails.tsv"})
  void noTextIsLikeAMailOfTheGoldenSet(String file) throws IOException {
    List<GoldenMail> golden = GoldenSet.all();
    List<Set<String>> runs = golden.stream().map(mail -> runs(mail.text())).toList();
    for (Own own : read(file)) {
      Set<String> ownRuns = runs(own.text());
      for (int i = 0; i < golden.size(); i++) {
        if (golden.get(i).language().equals(own.language())) {
          if (ownRuns.size() >= TELLING && runs.get(i).size() >= TELLING) {
            assertThat(likeness(ownRuns, runs.get(i)))
                .as("%s and %s", own.text(), golden.get(i).id())
                .isLessThan(ALIKE);
          }
          assertThat(letters(own.text())).isNotEqualTo(letters(golden.get(i).text()));
        }
      }
    }
  }

  private static List<Own> read(String file) throws IOException {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                TrainingRecipe.class.getResourceAsStream(file), StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .map(line -> line.split("\t", -1))
          .map(cells -> new Own(cells[0], cells[1], cells[2]))
          .toList();
    }
  }

  private static double likeness(Set<String> a, Set<String> b) {
    long shared = a.stream().filter(b::contains).count();
    return shared / (double) Math.max(1, Math.min(a.size(), b.size()));
  }

  private static Set<String> runs(String text) {
    String letters = letters(text);
    Set<String> runs = new HashSet<>();
    for (int i = 0; i + RUN <= letters.length(); i++) {
      runs.add(letters.substring(i, i + RUN));
    }
    return runs;
  }

  /** What makes a text another one: its letters, or its signs where it has no letters. */
  private static String said(String text) {
    String letters = letters(text);
    return letters.isEmpty() ? text : letters;
  }

  private static String letters(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }
}
