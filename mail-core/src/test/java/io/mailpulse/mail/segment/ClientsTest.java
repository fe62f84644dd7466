package io.mailpulse.mail.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.mail.segment.ClientTables.Row;
import io.mailpulse.mail.segment.quote.Mailbox;
import io.mailpulse.schema.SegmentKind;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever program and language: the sender's words are kept, and nothing else. */
class ClientsTest {
  private static final String OWN = "We paid twice.";
  private static final String OLD = "The invoice is open.\n\nKim";
  private static final String MARKED = "> The invoice is open.\n>\n> Kim";
  private static final String ANSWERED =
      "\n\nOn Tue, 4 Mar 2025 at 10:15, Ada Lorenz <ada@example.org> wrote:\n> Did it stop?\n";

  private final Segmenter segmenter = new Segmenter();

  private static List<SegmentKind> kinds(Segmentation result) {
    return result.segments().stream().map(TextSegment::kind).toList();
  }

  @Nested
  class Attributions {
    static Stream<Row> attributions() {
      return ClientTables.rows("attributions");
    }

    static Stream<Row> unmarked() {
      return attributions().filter(row -> !row.cell(3).equals("marked"));
    }

    static Stream<Row> wrapped() {
      return attributions().filter(row -> row.cell(3).isEmpty() && !row.cell(2).contains("\n"));
    }

    @Test
    void theTableIsBroad() {
      assertThat(attributions().map(row -> row.cell(0)).distinct()).hasSizeGreaterThan(40);
      assertThat(attributions().map(row -> row.cell(1).split("-")[0]).distinct())
          .hasSizeGreaterThan(25);
    }

    @ParameterizedTest
    @MethodSource("attributions")
    void anAttributionBelongsToTheMarkedQuoteBelow(Row row) {
      String text = OWN + "\n\n" + row.cell(2) + "\n\n" + MARKED + "\n";
      assertThat(segmenter.segment(text, "Re: Pump").reply()).isEqualTo(OWN);
    }

    @ParameterizedTest
    @MethodSource("attributions")
    void anAnswerBelowTheQuoteIsKept(Row row) {
      String text = row.cell(2) + "\n" + MARKED + "\n\n" + OWN + "\n";
      assertThat(segmenter.segment(text, "Re: Pump").reply()).isEqualTo(OWN);
    }

    @ParameterizedTest
    @MethodSource("unmarked")
    void anAttributionEndsTheReplyThoughNothingIsMarked(Row row) {
      String text = OWN + "\n\n" + row.cell(2) + "\n\n" + OLD + "\n";
      assertThat(segmenter.segment(text, "Re: Pump").reply()).isEqualTo(OWN);
    }

    @ParameterizedTest
    @MethodSource("unmarked")
    void anAttributionRightBelowTheReplyEndsIt(Row row) {
      String text = OWN + "\n" + row.cell(2) + "\n" + OLD + "\n";
      assertThat(segmenter.segment(text, "Re: Pump").reply()).isEqualTo(OWN);
    }

    @ParameterizedTest
    @MethodSource("wrapped")
    void anAttributionMayBeWrappedAtAnyWidth(Row row) {
      for (int width : new int[] {76, 60, 40}) {
        String wrapped = ClientTables.wrap(row.cell(2), width);
        for (String quote : List.of(OLD, MARKED)) {
          boolean told = quote.equals(MARKED) || !row.cell(3).equals("marked");
          String text = OWN + "\n\n" + wrapped + "\n\n" + quote + "\n";
          if (told) {
            assertThat(segmenter.segment(text, "Re: Pump").reply())
                .as("wrapped at %d", width)
                .isEqualTo(OWN);
          }
        }
      }
    }
  }

  @Nested
  class Headers {
    static Stream<Row> headers() {
      return ClientTables.rows("headers");
    }

    static Stream<Row> answered() {
      return headers().filter(row -> row.cell(2).equals("reply"));
    }

    static Stream<Row> announced() {
      return headers().filter(row -> row.cell(2).equals("forward"));
    }

    @Test
    void theTableIsBroad() {
      assertThat(headers().map(row -> row.cell(0)).distinct()).hasSizeGreaterThan(40);
      assertThat(headers().map(row -> row.cell(1).split("-")[0]).distinct()).hasSizeGreaterThan(30);
    }

    @ParameterizedTest
    @MethodSource("answered")
    void headersEndTheReply(Row row) {
      var result = segmenter.segment(mail(row, OWN + "\n\n"), "Re: Pump 7");
      assertThat(result.reply()).isEqualTo(OWN);
      assertThat(kinds(result)).containsExactly(SegmentKind.AUTHORED, SegmentKind.QUOTED);
      assertThat(result.forwarded()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("answered")
    void headersUnderAForwardSubjectArePassedOn(Row row) {
      assertPassedOn(segmenter.segment(mail(row, OWN + "\n\n"), "Fwd: Pump 7"), OWN);
    }

    @ParameterizedTest
    @MethodSource("announced")
    void anAnnouncedMailIsPassedOnWhateverTheSubject(Row row) {
      assertPassedOn(segmenter.segment(mail(row, OWN + "\n\n"), ""), OWN);
    }

    @ParameterizedTest
    @MethodSource("announced")
    void anAnnouncedMailWithoutCommentLeavesAnEmptyReply(Row row) {
      assertPassedOn(segmenter.segment(mail(row, ""), ""), "");
    }

    private String mail(Row row, String own) {
      String mark = row.cell(3).contains("\n> ") ? "> " : "";
      String body = "The pump leaks.\n\nAda".replace("\n", "\n" + mark);
      return own + row.cell(3) + "\n" + mark.strip() + "\n" + mark + body + "\n";
    }

    private void assertPassedOn(Segmentation result, String own) {
      assertThat(result.reply()).isEqualTo(own);
      assertThat(result.forwarded()).hasSize(1);
      var mail = result.forwarded().get(0);
      assertThat(mail.from().name()).isEqualTo("Ada Lorenz");
      assertThat(mail.to()).extracting(Mailbox::name).containsAnyOf("Kim Berger", null).hasSize(1);
      assertThat(mail.cc()).hasSize(1);
      assertThat(mail.subject()).isEqualTo("Pump 7");
      assertThat(mail.date()).containsPattern("(20)?25|2568");
      assertThat(mail.body()).isEqualToNormalizingWhitespace("The pump leaks. Ada");
    }
  }

  @Nested
  class Tails {
    static Stream<Row> phones() {
      return ClientTables.rows("phones");
    }

    static Stream<Row> tails() {
      return ClientTables.rows("tails");
    }

    static Stream<Row> sentences() {
      return ClientTables.rows("sentences");
    }

    @ParameterizedTest
    @MethodSource("phones")
    void theLineOfAPhoneIsASignature(Row row) {
      String own = ClientTables.complaint(row.cell(0));
      for (String below : List.of("\n", ANSWERED)) {
        var result = segmenter.segment(own + "\n\n" + row.cell(1) + below, "");
        assertThat(result.reply()).isEqualTo(own);
        assertThat(kinds(result))
            .startsWith(SegmentKind.AUTHORED, SegmentKind.SIGNATURE)
            .hasSize(below.equals(ANSWERED) ? 3 : 2);
      }
    }

    @ParameterizedTest
    @MethodSource("tails")
    void signaturesAndNoticesAreNoReply(Row row) {
      String own = ClientTables.complaint(row.cell(0));
      var kind = SegmentKind.fromWireName(row.cell(1));
      for (String below : List.of("\n", ANSWERED)) {
        var result = segmenter.segment(own + "\n\n" + row.cell(2) + below, "");
        assertThat(result.reply()).isEqualTo(own);
        assertThat(kinds(result))
            .startsWith(SegmentKind.AUTHORED, kind)
            .hasSize(below.equals(ANSWERED) ? 3 : 2);
      }
    }

    @ParameterizedTest
    @MethodSource("sentences")
    void whatOnlyResemblesAnAddedLineIsKept(Row row) {
      String own = ClientTables.complaint(row.cell(0));
      for (String above : List.of("", own + "\n", own + "\n\n")) {
        String text = above + row.cell(1);
        assertThat(segmenter.segment(text + "\n", "").reply()).isEqualTo(text);
      }
    }
  }

  @Nested
  class Pages {
    static Stream<Row> pages() {
      return ClientTables.rows("pages");
    }

    static Stream<Row> answered() {
      return pages().filter(row -> row.cell(1).equals("reply"));
    }

    static Stream<Row> passedOn() {
      return pages().filter(row -> row.cell(1).equals("forward"));
    }

    @Test
    void theTableIsBroad() {
      assertThat(pages().map(row -> row.cell(0).split("-")[0]).distinct()).hasSizeGreaterThan(40);
    }

    @ParameterizedTest
    @MethodSource("answered")
    void onlyTheSendersWordsOfAPageAreTheReply(Row row) {
      var result = segmenter.segmentHtml(row.cell(2), "Re: Pump 7");
      assertThat(result.reply()).isEqualTo(OWN);
      assertThat(result.forwarded()).isEmpty();
      assertThat(kinds(result)).contains(SegmentKind.QUOTED);
    }

    @ParameterizedTest
    @MethodSource("passedOn")
    void aPageThatPassesAMailOnNamesItsSender(Row row) {
      var result = segmenter.segmentHtml(row.cell(2), "");
      assertThat(result.reply()).isEqualTo(OWN);
      var mail = result.forwarded().get(0);
      assertThat(mail.from()).isEqualTo(new Mailbox("Ada Lorenz", "ada@example.org"));
      assertThat(mail.subject()).isEqualTo("Pump 7");
      assertThat(mail.body()).isEqualTo("The pump leaks.");
    }
  }
}
