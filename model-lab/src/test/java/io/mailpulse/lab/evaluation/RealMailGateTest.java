package io.mailpulse.lab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealMailGateTest {

  private static final String LINES =
      """
      {"id": "a", "language": "en", "label": "negative", "text": "I am appalled.", "weight": 2}
      {"language": "en", "label": "negative", "text": "Nobody answers."}

      {"language": "de", "label": "neutral", "text": "Am Montag.", "weight": 4}
      {"language": "en", "label": "positive", "text": "Lovely."}
      """;

  @Test
  void readsLinesWithAndWithoutIdAndWeight(@TempDir Path folder) throws IOException {
    Path plain = Files.writeString(folder.resolve("mails.jsonl"), LINES);
    Path zipped = folder.resolve("mails.jsonl.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
      out.write(LINES.getBytes(StandardCharsets.UTF_8));
    }
    List<RealMail> mails = RealMail.read(plain);
    assertThat(mails).extracting(mail -> mail.mail().id()).containsExactly("a", "2", "4", "5");
    assertThat(mails).extracting(RealMail::weight).containsExactly(2.0, 1.0, 4.0, 1.0);
    assertThat(RealMail.read(zipped)).isEqualTo(mails);
  }

  @Test
  void namesTheLineThatIsNoLabelledMailAndNotItsText(@TempDir Path folder) throws IOException {
    for (String wrong :
        List.of(
            "{\"language\": \"en\", \"label\": \"angry\", \"text\": \"secret\"}",
            "{\"language\": \"en\", \"label\": \"neutral\", \"weight\": 0, \"text\": \"secret\"}",
            "{\"label\": \"neutral\", \"text\": \"secret\"}",
            "secret {")) {
      Path file = Files.writeString(folder.resolve("mails.jsonl"), LINES + wrong + "\n");
      assertThatThrownBy(() -> RealMail.read(file))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("line 6")
          .hasMessageNotContaining("secret");
    }
  }

  @Test
  void refusesAFileWithoutNegativeMailsWhichCouldProveNothing(@TempDir Path folder)
      throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("mails.jsonl"),
            "{\"language\": \"en\", \"label\": \"neutral\", \"text\": \"On Monday.\"}\n");
    assertThatThrownBy(() -> RealMail.read(file)).hasMessageContaining("at least one negative");
  }

  @Test
  void countsMailsByTheirWeight(@TempDir Path folder) throws IOException {
    RealMailEvaluation found =
        RealMailEvaluation.of(
            answers(
                new Answer("negative", 0.95, 0.95),
                new Answer("neutral", 0.6, 0.3),
                new Answer("negative", 0.92, 0.92),
                new Answer("positive", 0.9, 0.05)),
            mails(folder));
    // Negative: 2 of 6 called are right, 2 of 3 found. Neutral: none. Positive: all.
    assertThat(found.precision()).isCloseTo(2 / 6.0, within(1e-9));
    assertThat(found.recall()).isCloseTo(2 / 3.0, within(1e-9));
    assertThat(found.macroF1()).isCloseTo((2 * 2 / 9.0 + 0 + 1) / 3, within(1e-9));
    assertThat(found.rightAlerts()).isEqualTo(1);
    assertThat(found.alerts()).isEqualTo(2);
    assertThat(found.alertsRight()).isCloseTo(2 / 6.0, within(1e-9));
    assertThat(found.alertsFound()).isCloseTo(2 / 3.0, within(1e-9));
  }

  @Test
  void ranksByTheProbabilityOfNegativeWhateverTheLabelsSay(@TempDir Path folder)
      throws IOException {
    assertThat(atRecall(folder, 0.4, 0.1, 0.3, 0.2)).isEqualTo(1);
    // The neutral one first: all four hold more right ones than the first two.
    assertThat(atRecall(folder, 0.3, 0.1, 0.4, 0.2)).isCloseTo(3 / 8.0, within(1e-9));
    // Two of one probability are called together.
    assertThat(atRecall(folder, 0.4, 0.1, 0.4, 0.2)).isCloseTo(3 / 8.0, within(1e-9));
  }

  private static double atRecall(Path folder, double... negative) throws IOException {
    Answer[] answers =
        Arrays.stream(negative).mapToObj(p -> new Answer("neutral", 0.5, p)).toArray(Answer[]::new);
    return RealMailEvaluation.of(answers(answers), mails(folder)).precisionAtRecall();
  }

  @Test
  void refusesABundleThatIsWorseOnRealMailOnly(@TempDir Path folder) throws IOException {
    Labeller good = always("negative", 0.95);
    Labeller unsure = always("negative", 0.7);
    EvaluationReport report =
        EvaluationReport.of(unsure, Optional.of(good), List.of(), mails(folder));
    assertThat(report.realMail()).extracting(RealMailEvaluation::alerts).containsExactly(0, 4);
    assertThat(report.comparison().orElseThrow().objections())
        .contains("share of negative real mail that alerts falls from 1.000 to 0.000");
    assertThat(
            EvaluationReport.of(good, Optional.of(good), List.of(), mails(folder))
                .comparison()
                .orElseThrow()
                .promote())
        .isTrue();
    assertThat(report.markdown())
        .contains("| alerts at 0.9: right | 0 of 0 (1.000) | 2 of 4 (0.375) |");
  }

  @Test
  void comparesEachFigureWithItsOwnTolerance() {
    Comparison golden = new Comparison(true, List.of());
    RealMailEvaluation old = figures(0.7, 0.6, 0.8, 0.3);
    assertThat(golden.and(figures(0.69, 0.56, 0.76, 0.26), old).promote()).isTrue();
    assertThat(golden.and(figures(0.67, 0.6, 0.8, 0.3), old).objections())
        .containsExactly("macro F1 on real mail falls from 0.700 to 0.670");
    assertThat(golden.and(figures(0.7, 0.5, 0.8, 0.3), old).objections())
        .containsExactly(
            "precision of negative real mail at a recall of 0.55 falls from 0.600 to 0.500");
    assertThat(golden.and(figures(0.7, 0.6, 0.7, 0.3), old).objections())
        .containsExactly("share of right alerts over real mail falls from 0.800 to 0.700");
    assertThat(golden.and(figures(0.7, 0.6, 0.8, 0.2), old).objections())
        .containsExactly("share of negative real mail that alerts falls from 0.300 to 0.200");
    assertThat(new Comparison(false, List.of("golden")).and(old, old).objections())
        .containsExactly("golden");
  }

  private static RealMailEvaluation figures(
      double macroF1, double precisionAtRecall, double right, double found) {
    return new RealMailEvaluation(
        "m@1", 400, 40, macroF1, 0.5, 0.5, precisionAtRecall, 20, 16, right, found);
  }

  private static List<RealMail> mails(Path folder) throws IOException {
    return RealMail.read(Files.writeString(folder.resolve("mails.jsonl"), LINES));
  }

  private static Labeller always(String label, double confidence) {
    return labeller(
        mails -> mails.stream().map(m -> new Answer(label, confidence, confidence)).toList());
  }

  private static Labeller answers(Answer... answers) {
    return labeller(mails -> List.of(answers));
  }

  private static Labeller labeller(Function<List<GoldenMail>, List<Answer>> answers) {
    return new Labeller() {
      @Override
      public String name() {
        return "fake@1";
      }

      @Override
      public List<Answer> label(List<GoldenMail> mails) {
        return answers.apply(mails);
      }
    };
  }
}
