package io.mailpulse.mail.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.mail.segment.ClientTables.Annotated;
import io.mailpulse.schema.SegmentKind;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Mails that hold several things at once: each line has the owner that the table says. */
class WholeMailsTest {
  private final Segmenter segmenter = new Segmenter();

  static Stream<Annotated> mails() {
    return ClientTables.mails();
  }

  @ParameterizedTest
  @MethodSource("mails")
  void everyLineHasItsOwner(Annotated mail) {
    var result = segmenter.segment(mail.text(), mail.subject());
    assertThat(read(result, mail.owners())).isEqualTo(told(mail));
  }

  @Test
  void forwardsThreeDeepAreReadWithTheirSenders() {
    var mail = mails().filter(m -> m.name().equals("forwardThreeDeep")).findFirst().orElseThrow();
    var result = segmenter.segment(mail.text(), mail.subject());
    assertThat(result.forwarded())
        .extracting(forward -> forward.from().name())
        .containsExactly("Ada Lorenz", "Kim Berger", "Lou Hart");
    assertThat(result.forwarded().get(2).body()).isEqualTo("It leaks again.");
  }

  private static String told(Annotated mail) {
    var told = new StringBuilder();
    String[] lines = mail.text().split("\n");
    for (int i = 0; i < lines.length; i++) {
      if (!lines[i].isBlank()) {
        told.append(mail.owners().charAt(i)).append(' ').append(lines[i]).append('\n');
      }
    }
    return told.toString();
  }

  /** The lines with the owners found; where the table leaves it open, so does this. */
  private static String read(Segmentation result, String owners) {
    var read = new StringBuilder();
    int line = 0;
    for (var segment : result.segments()) {
      String text = result.text().substring(segment.start(), segment.end());
      for (String part : text.split("\n", -1)) {
        if (!part.isBlank()) {
          while (owners.charAt(line) == ' ') {
            line++;
          }
          char owner = owners.charAt(line) == '?' ? '?' : letter(segment.kind());
          read.append(owner).append(' ').append(part).append('\n');
          line++;
        }
      }
    }
    return read.toString();
  }

  private static char letter(SegmentKind kind) {
    return kind.name().charAt(0);
  }
}
