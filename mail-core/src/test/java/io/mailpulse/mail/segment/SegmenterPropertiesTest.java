package io.mailpulse.mail.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.mail.html.HtmlToText;
import io.mailpulse.schema.SegmentKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Holds for any input: segments cover the text, in order, and the reply is made of them. */
class SegmenterPropertiesTest {
  private static final long SEED = 20250304;
  private static final List<String> PIECES =
      List.of(
          "Hello Ada,",
          "On Mon, 3 Mar 2025 at 09:12, Ada <ada@example.org> wrote:",
          "> quoted words",
          ">> deeper",
          ">",
          "",
          "",
          "-- ",
          "--",
          "Ada Lorenz",
          "Phone: +49 30 1234567",
          "From: Ada <ada@example.org>",
          "To: Kim <kim@example.org>;",
          "Subject: Pump",
          "Sent: today",
          "Priority: high",
          "-----Original Message-----",
          "---------- Forwarded message ---------",
          "________________________________",
          "Sent from my iPhone",
          "Begin forwarded message:",
          "This e-mail is confidential and for the intended recipient only, in error.",
          "To unsubscribe visit https://example.org/list",
          ": colon quote",
          "| bar quote",
          "Regards,",
          "<div>x</div>",
          "差出人: Ada",
          "wrote:",
          "03/04/2025 10:15 AM",
          "\u202b\u00a0",
          "a very long line of words that goes on and on until it is cut by the program that"
              + " wraps");
  private static final String[] SUBJECTS = {"", "Re: Pump", "Fwd: Pump", "WG: Pump", "Pump"};
  private static final String[] LINE_ENDS = {"\n", "\r\n", "\r"};

  private final Segmenter segmenter = new Segmenter();

  @Test
  void segmentsCoverAnyTextExactly() {
    var random = new Random(SEED);
    for (int round = 0; round < 4_000; round++) {
      String text = mutated(random, random.nextInt(30));
      check(text, segmenter.segment(text, round % 3 == 0 ? "Fwd: Pump" : ""), round);
    }
  }

  @Test
  void segmentsCoverWhatHtmlBecomes() {
    var random = new Random(SEED);
    for (int round = 0; round < 2_000; round++) {
      String html =
          "<blockquote type=cite>" + mutated(random, 12).replace("\n", "<br>") + "</div><p>";
      var result = segmenter.segmentHtml(html, "");
      check(result.text(), result, round);
    }
  }

  @Test
  void segmentsCoverMailsOfAllProgramsThatWereDamaged() {
    var random = new Random(SEED);
    var mails = new ArrayList<String>();
    ClientTables.mails().map(ClientTables.Annotated::text).forEach(mails::add);
    ClientTables.rows("headers")
        .map(row -> "Hello\n\n" + row.cell(3) + "\n\nx")
        .forEach(mails::add);
    ClientTables.rows("attributions").map(row -> row.cell(2) + "\n> x\ny").forEach(mails::add);
    ClientTables.rows("tails").map(row -> "Hello\n\n" + row.cell(2)).forEach(mails::add);
    for (int round = 0; round < 6_000; round++) {
      String text = damaged(random, mails.get(random.nextInt(mails.size())));
      check(text, segmenter.segment(text, SUBJECTS[round % SUBJECTS.length]), round);
    }
  }

  @Test
  void segmentsCoverPagesOfAllProgramsThatWereDamaged() {
    var random = new Random(SEED);
    var pages = ClientTables.rows("pages").map(row -> row.cell(2)).toList();
    for (int round = 0; round < 2_000; round++) {
      String page = damaged(random, pages.get(random.nextInt(pages.size())));
      var result = segmenter.segmentHtml(page, SUBJECTS[round % SUBJECTS.length]);
      check(result.text(), result, round);
    }
  }

  @Test
  void segmentsCoverLongRunsOfOneThing() {
    for (String unit : PIECES) {
      for (String end : LINE_ENDS) {
        String text = (unit + end).repeat(400);
        check(text, segmenter.segment(text, ""), 0);
      }
      String joined = unit.repeat(400);
      check(joined, segmenter.segment(joined, ""), 0);
    }
  }

  /** Cuts, repeats, swaps and overwrites pieces, some in the middle of a character. */
  private static String damaged(Random random, String mail) {
    var text = new StringBuilder(mail);
    for (int wound = random.nextInt(4); wound >= 0 && text.length() > 2; wound--) {
      int at = random.nextInt(text.length());
      int end = Math.min(text.length(), at + 1 + random.nextInt(40));
      switch (random.nextInt(6)) {
        case 0 -> text.delete(at, end);
        case 1 -> text.insert(at, text.substring(at, end));
        case 2 -> text.setCharAt(at, (char) random.nextInt(0x10000));
        case 3 -> text.insert(at, LINE_ENDS[random.nextInt(LINE_ENDS.length)]);
        case 4 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
        default -> text.setLength(at);
      }
    }
    return text.toString();
  }

  private static void check(String text, Segmentation result, int round) {
    var rebuilt = new StringBuilder();
    var own = new StringBuilder();
    SegmentKind before = null;
    for (var segment : result.segments()) {
      String part = result.text().substring(segment.start(), segment.end());
      assertThat(segment.kind())
          .as("seed %d, round %d: runs are as long as can be", SEED, round)
          .isNotEqualTo(before);
      before = segment.kind();
      rebuilt.append(part);
      if (segment.kind() == SegmentKind.AUTHORED) {
        own.append(part);
      }
    }
    assertThat(rebuilt.toString()).as("seed %d, round %d", SEED, round).isEqualTo(result.text());
    if (!HtmlToText.isHtml(text)) {
      assertThat(result.text()).isEqualTo(text);
    }
    assertThat(result.reply()).isEqualTo(own.toString().strip());
  }

  private static String mutated(Random random, int lines) {
    var text = new StringBuilder();
    for (int i = 0; i < lines; i++) {
      String piece = PIECES.get(random.nextInt(PIECES.size()));
      if (random.nextInt(6) == 0 && !piece.isEmpty()) {
        int at = random.nextInt(piece.length());
        piece = piece.substring(0, at) + (char) random.nextInt(0x3000) + piece.substring(at);
      }
      text.append("> ".repeat(random.nextInt(8) == 0 ? random.nextInt(4) : 0)).append(piece);
      text.append(LINE_ENDS[random.nextInt(12) == 0 ? random.nextInt(3) : 0]);
    }
    return text.toString();
  }
}
