package io.mailpulse.mail.redact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Cuts, doubles, swaps and sprinkles the samples, and checks what holds for every text. */
class RedactorFuzzTest {

  private static final Path SAMPLES = Path.of("..", "samples");
  private static final int ROUNDS = 1_500;
  private static final int LONGEST = 3_000;
  private static final String SPRINKLED =
      "@:/.-+()<>,\n 0123456789aZ\u00e9\u4e2d\ud83d\ude00_=&?'\t";

  private final Redactor redactor = Redactor.create(RedactorSettings.development());
  private final Random random = new Random(20_261_122);

  @Test
  void changesNothingOutsideTheSpansOfAnyMutatedSample() throws IOException {
    List<String> samples = samples();
    assertThat(samples).hasSizeGreaterThan(20);
    int replaced = 0;
    for (int round = 0; round < ROUNDS; round++) {
      StringBuilder text = new StringBuilder(samples.get(random.nextInt(samples.size())));
      for (int n = random.nextInt(8); n >= 0 && text.length() > 2; n--) {
        mutate(text, samples);
      }
      String source = text.toString();
      Redaction redaction = redactor.redact(source, RedactionContext.of("acme"));
      assertMapsBack(source, redaction);
      replaced += redaction.spans().size();
    }
    assertThat(replaced).isGreaterThan(ROUNDS);
  }

  private void mutate(StringBuilder text, List<String> samples) {
    int from = random.nextInt(text.length());
    int to = Math.min(text.length(), from + random.nextInt(60));
    switch (random.nextInt(5)) {
      case 0 -> text.delete(from, to);
      case 1 -> text.insert(from, text.substring(from, to).repeat(1 + random.nextInt(4)));
      case 2 -> text.setCharAt(from, SPRINKLED.charAt(random.nextInt(SPRINKLED.length())));
      case 3 -> {
        String other = samples.get(random.nextInt(samples.size()));
        int at = random.nextInt(other.length());
        text.insert(from, other, at, Math.min(other.length(), at + 80));
      }
      default -> text.reverse();
    }
  }

  private static void assertMapsBack(String source, Redaction redaction) {
    String output = redaction.text().toString();
    StringBuilder rebuilt = new StringBuilder();
    int in = 0;
    int at = 0;
    for (Redaction.Span span : redaction.spans()) {
      assertThat(span.start()).isBetween(in, source.length());
      assertThat(span.end()).isGreaterThan(span.start());
      assertThat(output.substring(span.outputStart(), span.outputEnd()))
          .matches("<" + span.type().token() + "_[0-9a-f]+>");
      assertThat(output.substring(at, span.outputStart()))
          .isEqualTo(source.substring(in, span.start()));
      assertThat(redaction.toOutput(span.end())).isEqualTo(span.outputEnd());
      rebuilt.append(output, at, span.outputStart()).append(source, span.start(), span.end());
      in = span.end();
      at = span.outputEnd();
    }
    assertThat(rebuilt.append(output.substring(at))).hasToString(source);
  }

  private static List<String> samples() throws IOException {
    List<String> texts = new ArrayList<>();
    try (Stream<Path> files = Files.walk(SAMPLES)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".eml")).sorted().toList()) {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        if (text.length() > 2) {
          texts.add(text.substring(0, Math.min(LONGEST, text.length())));
        }
      }
    }
    return texts;
  }
}
