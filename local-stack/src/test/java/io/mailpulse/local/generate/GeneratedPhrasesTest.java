package io.mailpulse.local.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.generate.language.Key;
import io.mailpulse.generate.language.Language;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Generated mail must not be known to the model by heart, nor to those who tune it. */
class GeneratedPhrasesTest {

  private static final List<String> KNOWN =
      List.of(
          "training/written-mails.tsv",
          "training/support-mails.tsv",
          "training/support-phrases.tsv",
          "evaluation/golden-mails.jsonl");

  /** Letters that two texts have in common by chance at most, without blanks. */
  private static final int COMMON = 32;

  /** In Han and kana, where a letter says more. */
  private static final int COMMON_UNSPACED = 12;

  private static final Set<Key> WITH_FEELING =
      EnumSet.of(
          Key.COMPLAINT, Key.ANGER, Key.THANKS, Key.QUESTION, Key.NOTICE, Key.ASK, Key.ANSWER);

  @Test
  void noPhraseSharesARunOfLettersWithATrainingTextOrAGoldenMail() throws IOException {
    Set<String> known = new HashSet<>();
    Set<String> knownUnspaced = new HashSet<>();
    for (String resource : KNOWN) {
      for (String line : text(resource).split("\n")) {
        known.addAll(runs(line, COMMON));
        knownUnspaced.addAll(runs(line, COMMON_UNSPACED));
      }
    }
    List<String> repeated = new ArrayList<>();
    for (String code : Language.CODES) {
      boolean unspaced = code.equals("ja") || code.equals("zh");
      for (Key key : WITH_FEELING) {
        for (String phrase : Language.of(code).all(key)) {
          List<String> runs = runs(phrase, unspaced ? COMMON_UNSPACED : COMMON);
          if (runs.stream().anyMatch((unspaced ? knownUnspaced : known)::contains)) {
            repeated.add(code + ": " + phrase);
          }
        }
      }
    }

    assertThat(known).hasSizeGreaterThan(10_000);
    assertThat(repeated).isEmpty();
  }

  private static String text(String resource) throws IOException {
    try (InputStream in = Language.class.getResourceAsStream("/io/mailpulse/lab/" + resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Every run of so many letters. */
  private static List<String> runs(String text, int length) {
    StringBuilder letters = new StringBuilder(text.length());
    text.toLowerCase(Locale.ROOT)
        .codePoints()
        .filter(Character::isLetter)
        .forEach(letters::appendCodePoint);
    List<String> runs = new ArrayList<>();
    for (int i = 0; i + length <= letters.length(); i++) {
      runs.add(letters.substring(i, i + length));
    }
    return runs;
  }
}
