package io.mailpulse.mail.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.mail.segment.cue.Lexicon;
import io.mailpulse.mail.segment.quote.Mailbox;
import io.mailpulse.schema.SegmentKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every language of the index has a row of samples, and every sample is understood. */
class LanguagesTest {
  private final Segmenter segmenter = new Segmenter();

  /** What programs write in one language. */
  record Sample(
      String language, String attribution, List<String> labels, String announcement, String phone) {
    @Override
    public String toString() {
      return language;
    }
  }

  static Stream<Sample> samples() {
    try (InputStream in = LanguagesTest.class.getResourceAsStream("languages.tsv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t"))
          .map(c -> new Sample(c[0], c[1], List.of(c[2].split("\\|")), c[3], c[4]));
    } catch (IOException e) {
      throw new UncheckedIOException("languages.tsv cannot be read from the test class path", e);
    }
  }

  @Test
  void everyLanguageFileHasSamples() {
    assertThat(samples().map(Sample::language))
        .containsExactlyInAnyOrderElementsOf(
            Lexicon.get().languages().stream().filter(name -> !name.equals("common")).toList());
    assertThat(samples().count()).isGreaterThanOrEqualTo(20);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void anAttributionEndsTheReplyThoughNothingBelowIsMarked(Sample sample) {
    var result = segmenter.segment("0123\n\n" + sample.attribution() + "\n\n4567\n", "");
    assertThat(result.reply()).isEqualTo("0123");
  }

  @ParameterizedTest
  @MethodSource("samples")
  void anAttributionStandsWithTheMarkedQuoteBelow(Sample sample) {
    var result = segmenter.segment("0123\n" + sample.attribution() + "\n> 4567\n\n89\n", "");
    assertThat(result.reply()).isEqualToNormalizingWhitespace("0123 89");
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aHeaderBlockEndsTheReply(Sample sample) {
    var result = segmenter.segment("0123\n\n" + headers(sample, "") + "\n4567\n", "Re: Pump");
    assertThat(result.reply()).isEqualTo("0123");
    assertThat(result.segments())
        .extracting(TextSegment::kind)
        .containsExactly(SegmentKind.AUTHORED, SegmentKind.QUOTED);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aForwardIsReadWithItsHeaders(Sample sample) {
    String body = "> " + sample.announcement() + "\n>\n" + headers(sample, "> ") + ">\n> 4567\n";
    var result = segmenter.segment("0123\n\n" + body, "");
    assertThat(result.reply()).isEqualTo("0123");
    assertThat(result.forwarded()).hasSize(1);
    var mail = result.forwarded().get(0);
    assertThat(mail.from()).isEqualTo(new Mailbox("Ada Lorenz", "ada@example.org"));
    assertThat(mail.to()).containsExactly(new Mailbox(null, "kim@example.org"));
    assertThat(mail.subject()).isEqualTo("Pump 7");
    assertThat(mail.date()).isEqualTo("04.03.2025 10:15");
    assertThat(mail.body()).isEqualTo("4567");
  }

  @ParameterizedTest
  @MethodSource("samples")
  void theLineOfAPhoneIsASignature(Sample sample) {
    var result = segmenter.segment("0123\n\n" + sample.phone() + "\n", "");
    assertThat(result.reply()).isEqualTo("0123");
    assertThat(result.segments())
        .extracting(TextSegment::kind)
        .containsExactly(SegmentKind.AUTHORED, SegmentKind.SIGNATURE);
  }

  private static String headers(Sample sample, String mark) {
    var labels = sample.labels();
    return mark
        + labels.get(0)
        + ": Ada Lorenz <ada@example.org>\n"
        + mark
        + labels.get(1)
        + ": 04.03.2025 10:15\n"
        + mark
        + labels.get(2)
        + ": kim@example.org\n"
        + mark
        + labels.get(3)
        + ": Pump 7\n";
  }
}
