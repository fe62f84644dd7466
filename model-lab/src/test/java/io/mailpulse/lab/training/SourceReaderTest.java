package io.mailpulse.lab.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.mailpulse.lab.training.TrainingRecipe.Source;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceReaderTest {

  private static final String POOL = "pool.tsv.gz";

  @TempDir Path folder;

  @BeforeEach
  void writePool() throws IOException {
    try (Writer out =
        new OutputStreamWriter(
            new GZIPOutputStream(Files.newOutputStream(folder.resolve(POOL))),
            StandardCharsets.UTF_8)) {
      out.write("hin\ttweets\tpos\tbahut accha\n");
      out.write("en\ttweets\tneg\tnever again\n");
      out.write("en\treviews\tpos\tlovely\n");
      out.write("en\ttweets\tmixed\tfine but late\n");
    }
  }

  @Test
  void readsTheRowsOfItsSetWithTheLabelsThatItNames() throws IOException {
    assertThat(read(List.of()))
        .extracting(LabelledText::language, LabelledText::text)
        .containsExactly(tuple("hi", "bahut accha"), tuple("en", "never again"));
  }

  @Test
  void leavesOutTheLanguagesThatTheSourceIsWithout() throws IOException {
    assertThat(read(List.of("hi"))).extracting(LabelledText::text).containsExactly("never again");
  }

  @Test
  void everyTextEitherTrainsOrIsHeldBack() throws IOException {
    Source half = source(null, 0.5);
    var reader = new SourceReader(folder, Map.of("hin", "hi"));
    List<LabelledText> both = new ArrayList<>(reader.training(half));
    both.addAll(reader.validation(half));
    assertThat(both).containsExactlyInAnyOrderElementsOf(read(List.of()));
  }

  @Test
  void readsMailsOfJsonLinesButThoseThatMayOnlyMeasure() throws IOException {
    try (Writer out =
        new OutputStreamWriter(
            new GZIPOutputStream(Files.newOutputStream(folder.resolve("mails.jsonl.gz"))),
            StandardCharsets.UTF_8)) {
      out.write(
          """
          {"language":"en","label":"neg","text":"Still no answer.","may_train":true}
          {"language":"es","label":"pos","text":"Gracias, funciona.","may_train":false}
          {"language":"en","label":"pos","text":"That did it!"}
          """);
    }
    var reader = new SourceReader(folder, Map.of());
    assertThat(reader.training(mails(false)))
        .extracting(LabelledText::language, LabelledText::labels, LabelledText::text)
        .containsExactly(
            tuple("en", List.of("negative"), "Still no answer."),
            tuple("en", List.of("positive"), "That did it!"));
    assertThat(reader.training(mails(true)))
        .extracting(LabelledText::text)
        .containsExactly("Gracias, funciona.");
  }

  private static Source mails(boolean measures) {
    Map<String, String> labels = Map.of("pos", "positive", "neg", "negative");
    String file = "mails.jsonl.gz";
    return new Source(
        "own", "sentiment", file, null, null, labels, null, true, measures, 1, 1, "ours", "", "us");
  }

  private List<LabelledText> read(List<String> without) throws IOException {
    return new SourceReader(folder, Map.of("hin", "hi")).training(source(without, 1));
  }

  private static Source source(List<String> without, double keepShare) {
    Map<String, String> labels = Map.of("pos", "positive", "neg", "negative");
    return new Source(
        "own",
        "sentiment",
        POOL,
        null,
        "tweets",
        labels,
        without,
        false,
        false,
        1,
        keepShare,
        "ours",
        "",
        "us");
  }
}
