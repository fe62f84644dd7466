package io.mailpulse.lab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationTest {

  private static final List<GoldenMail> MAILS =
      List.of(
          new GoldenMail("1", "en", "complaint", "negative", "bad"),
          new GoldenMail("2", "en", "complaint", "negative", "awful"),
          new GoldenMail("3", "de", "praise", "positive", "gut"),
          new GoldenMail("4", "de", "billing", "neutral", "rechnung"));

  @Test
  void countsAnAbstentionAsAMiss() {
    Evaluation evaluation =
        Evaluation.of(
            fake(
                new Answer("negative", 0.95, 0.95),
                new Answer("unknown", 0, 0),
                new Answer("positive", 0.75, 0.1),
                new Answer("positive", 0.55, 0.2)),
            "four",
            MAILS);
    assertThat(evaluation.answered()).isEqualTo(3);
    // negative: 2*1/(2+1); neutral: 0; positive: 2*1/(1+2)
    assertThat(evaluation.macroF1()).isCloseTo((2.0 / 3 + 0 + 2.0 / 3) / 3, within(1e-9));
    assertThat(evaluation.confusion().get("negative"))
        .containsEntry("unknown", 1)
        .containsEntry("negative", 1);
    // bins: 0.95 right, 0.75 right, 0.55 wrong
    assertThat(evaluation.calibrationError()).isCloseTo((0.05 + 0.25 + 0.55) / 3, within(1e-9));
    assertThat(evaluation.alerts()).isEqualTo(new Evaluation.Alerts(2, 1, 2, 0));
    assertThat(evaluation.languages().get("de").accuracy()).isEqualTo(0.5);
  }

  @Test
  void promotesWhatIsNoWorseAndSaysWhyNotOtherwise() {
    Evaluation good = Evaluation.of(always("negative", 0.9), "four", MAILS);
    Evaluation worse = Evaluation.of(always("neutral", 0.9), "four", MAILS);
    assertThat(Comparison.of(good, good).promote()).isTrue();
    Comparison refused = Comparison.of(worse, good);
    assertThat(refused.promote()).isFalse();
    assertThat(refused.objections()).anyMatch(why -> why.startsWith("macro F1 falls from"));
  }

  @Test
  void writesTheReportInThreeForms(@TempDir Path folder) throws IOException {
    EvaluationReport report =
        EvaluationReport.of(
            always("negative", 0.8),
            Optional.of(always("neutral", 0.7)),
            List.of(always("positive", 0.6)),
            List.of());
    report.write(folder);
    assertThat(folder.resolve("evaluation.md"))
        .content()
        .contains("| macro F1 |", "Do not promote");
    assertThat(folder.resolve("evaluation.json")).content().contains("\"comparison\"");
    String html = Files.readString(folder.resolve("evaluation.html"));
    assertThat(html).contains("<svg", "Reliability").doesNotContain("http://", "https://");
  }

  @Test
  void namesOnThePageAreNeverMarkup() {
    Labeller hostile = always("negative", 0.8, "<script>alert('x')</script> & \"mine\" \u0007");

    String page =
        new EvaluationPage(EvaluationReport.of(hostile, Optional.empty(), List.of(), List.of()))
            .html();

    assertThat(page)
        .contains("&lt;script&gt;alert('x')&lt;/script&gt; &amp; \"mine\" \ufffd")
        .contains("default-src 'none'", "<title>&lt;script&gt;")
        .doesNotContain("<script", "\u0007", "http://", "https://", "url(", "@import");
  }

  @Test
  void readsALexiconAndSumsItsWords(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("AFINN-en-1.txt"), "bad\t-3\nawful\t-3\n");
    WordSums lexicon = WordSums.read(folder).orElseThrow();
    assertThat(lexicon.label(MAILS))
        .extracting(Answer::label)
        .containsExactly("negative", "negative", "unknown", "unknown");
    assertThat(WordSums.read(folder.resolve("absent"))).isEmpty();
  }

  private static Labeller always(String label, double confidence) {
    return always(label, confidence, "always " + label);
  }

  private static Labeller always(String label, double confidence, String name) {
    return new Labeller() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public List<Answer> label(List<GoldenMail> mails) {
        return mails.stream().map(mail -> new Answer(label, confidence, 0)).toList();
      }
    };
  }

  private static Labeller fake(Answer... answers) {
    return new Labeller() {
      @Override
      public String name() {
        return "fake";
      }

      @Override
      public List<Answer> label(List<GoldenMail> mails) {
        return List.of(answers);
      }
    };
  }
}
