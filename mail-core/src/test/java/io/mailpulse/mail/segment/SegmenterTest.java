package io.mailpulse.mail.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.schema.SegmentKind;
import org.junit.jupiter.api.Test;

class SegmenterTest {
  private final Segmenter segmenter = new Segmenter();

  @Test
  void keepsOnlyTheWordsAboveAQuote() {
    var result =
        segmenter.segment(
            "Works for me.\n\n"
                + "On Mon, 3 Mar 2025 at 09:12, Ada Lorenz <ada@example.org> wrote:\n\n"
                + "> Lunch at noon?\n",
            "");
    assertThat(result.reply()).isEqualTo("Works for me.");
    assertThat(result.segments())
        .extracting(TextSegment::kind)
        .containsExactly(SegmentKind.AUTHORED, SegmentKind.QUOTED);
  }

  @Test
  void keepsEveryAnswerBetweenQuotes() {
    var result =
        segmenter.segment("Ada wrote on Monday:\n> Is it red?\nYes.\n> Is it big?\nNo.\n", "");
    assertThat(result.reply()).contains("Yes.").contains("No.").doesNotContain("red", "big");
  }

  @Test
  void readsAMailPassedOnWithoutComment() {
    var result =
        segmenter.segment(
            "---------- Forwarded message ---------\n"
                + "From: Ada Lorenz <ada@example.org>\n"
                + "Date: Mon, Mar 3, 2025 at 9:12 AM\n"
                + "Subject: Pump broken\n"
                + "To: Support <support@example.org>\n\n"
                + "It leaks again.\n",
            "Fwd: Pump broken");
    assertThat(result.reply()).isEmpty();
    assertThat(result.forwarded()).hasSize(1);
    var mail = result.forwarded().get(0);
    assertThat(mail.from()).isEqualTo(new Mailbox("Ada Lorenz", "ada@example.org"));
    assertThat(mail.subject()).isEqualTo("Pump broken");
    assertThat(mail.body()).isEqualTo("It leaks again.");
  }
}
