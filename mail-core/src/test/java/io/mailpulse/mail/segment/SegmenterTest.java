package io.mailpulse.mail.segment;

import static io.mailpulse.schema.SegmentKind.AUTHORED;
import static io.mailpulse.schema.SegmentKind.DISCLAIMER;
import static io.mailpulse.schema.SegmentKind.FORWARDED;
import static io.mailpulse.schema.SegmentKind.QUOTED;
import static io.mailpulse.schema.SegmentKind.SIGNATURE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.mail.segment.quote.Mailbox;
import io.mailpulse.schema.SegmentKind;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmenterTest {
  private final Segmenter segmenter = new Segmenter();

  private Segmentation segment(String text) {
    return segmenter.segment(text, "");
  }

  private static List<SegmentKind> kinds(Segmentation result) {
    return result.segments().stream().map(TextSegment::kind).toList();
  }

  @Nested
  class Quotes {
    @Test
    void onlyTheWordsAboveAQuoteAreTheReply() {
      var result =
          segment(
              """
              Works for me.

              On Mon, 3 Mar 2025 at 09:12, Ada Lorenz <ada@example.org> wrote:

              > Lunch at noon?
              """);
      assertThat(result.reply()).isEqualTo("Works for me.");
      assertThat(kinds(result)).containsExactly(AUTHORED, QUOTED);
    }

    @Test
    void everyAnswerBetweenQuotesIsKept() {
      var result =
          segment(
              """
              Ada wrote on Monday:
              > Is it red?

              Yes.

              > Is it big?
              No.
              """);
      assertThat(result.reply()).isEqualToNormalizingWhitespace("Yes. No.");
      assertThat(kinds(result)).containsExactly(QUOTED, AUTHORED, QUOTED, AUTHORED);
    }

    @Test
    void anAttributionMayBeWrapped() {
      var result =
          segment(
              """
              Fine.
              On Wednesday, 5 March 2025, Ada Maria Lorenz-Winterbottom
              <ada.lorenz-winterbottom@example.org>
              wrote:
              > Shall we?
              """);
      assertThat(result.reply()).isEqualTo("Fine.");
    }

    @Test
    void aSentenceThatNamesADayIsNoAttribution() {
      String text = "On Monday we met. As Ada wrote:\n\nthe pump is old\n";
      assertThat(segment(text).reply()).isEqualTo(text.strip());
    }

    @Test
    void theOverhangOfAWrappedQuoteIsNoAnswer() {
      var result =
          segment(
              """
              Agreed.

              On 3 March 2025 09:12, Ada Lorenz <ada@example.org> wrote:
              > the valve was replaced twice last year and the seal is still not
              tight enough
              > so we should order another one from the same supplier as we did
              before Christmas
              > and see
              """);
      assertThat(result.reply()).isEqualTo("Agreed.");
    }

    @Test
    void otherMarksThanTheUsualOneQuoteToo() {
      var result = segment("Sure.\n\n: can you come\n: on Friday\n:\n: at noon\n");
      assertThat(result.reply()).isEqualTo("Sure.");
    }

    @Test
    void aTableIsNoQuote() {
      String text = "| a | b |\n| 1 | 2 |\n| 3 | 4 |\n| 5 | 6 |";
      assertThat(segment(text).reply()).isEqualTo(text);
    }

    @Test
    void escapedFromOfMailBoxesIsNoQuote() {
      assertThat(segment("Hello\n>From now on we pay.\nBye\n").reply())
          .isEqualTo("Hello\n>From now on we pay.\nBye");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "-----Original Message-----",
          "-------- Ursprüngliche Nachricht --------",
          "----- Message d'origine -----",
          "_____ Mensaje original _____",
          "------------------ 原始邮件 ------------------"
        })
    void aSeparatorEndsTheReply(String separator) {
      var result = segmenter.segment("Thanks\n\n" + separator + "\n\nOld words\n", "Re: Pump");
      assertThat(result.reply()).isEqualTo("Thanks");
      assertThat(kinds(result)).containsExactly(AUTHORED, QUOTED);
    }

    @Test
    void aNotesHeaderBelongsToTheQuoteWithItsNameAndDate() {
      var result =
          segment(
              """
              See below.


              Ada Lorenz
              03/04/2025 10:15 AM
              To: Kim Berger/BER/ACME@ACME
              cc: Lou Hart/BER/ACME@ACME, Jo
              Lind/BER/ACME@ACME

              Subject: Pump

              It leaks.
              """);
      assertThat(result.reply()).isEqualTo("See below.");
    }

    @Test
    void thePatchInAMailIsNoEarlierMail() {
      String text =
          "From: Ada Lorenz <ada@example.org>\nDate: Tue, 4 Mar 2025 10:15:00 +0100\n"
              + "Subject: [PATCH 1/2] Close the valve\n\n- open();\n+ close();";
      assertThat(segment(text).reply()).isEqualTo(text);
    }
  }

  @Nested
  class Tails {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "-- \nAda Lorenz\nHead of Pumps",
          "--\nAda",
          "Ada Lorenz\nHead of Pumps\nACME Ltd.\nPhone: +49 30 1234567\nada@example.org",
          "---------------\nAda Lorenz\nACME",
          "Sent from my Fairphone",
          "Get Outlook for Android<https://example.org/x>",
          "—Ada"
        })
    void aSignatureIsNoReply(String signature) {
      var result = segment("It still leaks.\n\n" + signature + "\n");
      assertThat(result.reply()).isEqualTo("It still leaks.");
      assertThat(kinds(result)).containsExactly(AUTHORED, SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "Best regards,\nAda",
          "-- first the pump\n-- then the valve, which we ordered last year",
          "Sent from my desk, which is easier than typing on a phone.",
          "Residuals   66  36111   547\nB   5  15875   3175  5.8031 0.0001683",
          "Request ID : 4711\nApprover : ada@example.org\nCreated : 03/04/2025"
        })
    void whatOnlyResemblesASignatureIsKept(String text) {
      assertThat(segment("Hello\n\n" + text + "\n").reply()).isEqualTo("Hello\n\n" + text);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "_______________________________________________\nPumps mailing list\npumps@example.org\n"
              + "https://example.org/mailman/listinfo/pumps",
          "This e-mail and any attachments are confidential and intended for the use of the"
              + " intended\n"
              + "recipient only. If you are not the intended recipient, please notify the sender.",
          "Diese E-Mail ist vertraulich. Wenn Sie nicht der richtige Adressat sind, informieren"
              + " Sie\n"
              + "bitte den Absender und vernichten Sie diese Mail.",
          "To unsubscribe from this group, send an email to pumps+unsubscribe@example.org"
        })
    void footersAndNoticesAreDisclaimers(String footer) {
      var result = segment("It still leaks.\n\n" + footer + "\n");
      assertThat(result.reply()).isEqualTo("It still leaks.");
      assertThat(kinds(result)).containsExactly(AUTHORED, DISCLAIMER);
    }

    @Test
    void wordsAboutSecrecyAreNoNotice() {
      String text = "Please delete the confidential file and tell me when you did.";
      assertThat(segment(text).reply()).isEqualTo(text);
    }
  }

  @Nested
  class PassedOn {
    @Test
    void aForwardWithoutCommentLeavesAnEmptyReplyAndItsContent() {
      var result =
          segmenter.segment(
              """
              ---------- Forwarded message ---------
              From: Ada Lorenz <ada@example.org>
              Date: Mon, Mar 3, 2025 at 9:12 AM
              Subject: Pump
               broken
              To: Support <support@example.org>, <kim@example.org>
              Cc: "Hart, Lou" <lou@example.org>

              It leaks again.
              """,
              "Fwd: Pump broken");
      assertThat(result.reply()).isEmpty();
      assertThat(kinds(result)).containsExactly(FORWARDED);
      var mail = result.forwarded().get(0);
      assertThat(mail.from()).isEqualTo(new Mailbox("Ada Lorenz", "ada@example.org"));
      assertThat(mail.to())
          .containsExactly(
              new Mailbox("Support", "support@example.org"), new Mailbox(null, "kim@example.org"));
      assertThat(mail.cc()).containsExactly(new Mailbox("Hart, Lou", "lou@example.org"));
      assertThat(mail.subject()).isEqualTo("Pump broken");
      assertThat(mail.date()).isEqualTo("Mon, Mar 3, 2025 at 9:12 AM");
      assertThat(mail.body()).isEqualTo("It leaks again.");
    }

    @Test
    void anOutlookHeaderUnderAForwardSubjectIsPassedOn() {
      String text =
          "Please handle.\n\n________________________________\nFrom: Ada Lorenz <ada@example.org>\n"
              + "Sent: Monday, March 3, 2025 9:12\nTo: Kim\nSubject: Pump\n\nIt leaks.\n";
      assertThat(kinds(segmenter.segment(text, "FW: Pump"))).containsExactly(AUTHORED, FORWARDED);
      assertThat(kinds(segmenter.segment(text, "RE: Pump"))).containsExactly(AUTHORED, QUOTED);
    }

    @Test
    void withoutASubjectABlockBelowAQuoteNamesAMailCarriedAlong() {
      String text =
          "No.\n\nOn Tue, 4 Mar 2025 at 10:15, Ada Lorenz <ada@example.org> wrote:\n\n"
              + "Did you see this?\n\nFrom: Lou Hart <lou@example.org>\nSent: Monday, March 3, 2025"
              + " 9:12\nTo: Ada\nSubject: Pump\n\nIt leaks.\n";
      var without = segmenter.segment(text, "");
      assertThat(kinds(without)).containsExactly(AUTHORED, QUOTED, FORWARDED);
      assertThat(without.forwarded()).extracting(ForwardedMail::subject).containsExactly("Pump");
      assertThat(kinds(segmenter.segment(text, "Re: Pump"))).containsExactly(AUTHORED, QUOTED);
    }

    @Test
    void forwardsInForwardsAreReadOutermostFirst() {
      var result =
          segment(
              """
              fyi

              ---------- Forwarded message ---------
              From: Ada <ada@example.org>
              Subject: one
              To: kim@example.org

              look

              Begin forwarded message:

              > From: Lou <lou@example.org>
              > Subject: two
              > To: ada@example.org
              >
              > it leaks
              """);
      assertThat(result.reply()).isEqualTo("fyi");
      assertThat(result.forwarded())
          .extracting(ForwardedMail::subject)
          .containsExactly("one", "two");
      assertThat(result.forwarded().get(1).body()).isEqualTo("it leaks");
    }

    @Test
    void anAttributionUnderAForwardSubjectNamesTheSender() {
      var mail =
          segmenter
              .segment(
                  "On 03/03/2025 09:12, \"Ada Lorenz\" <ada@example.org> wrote:\n\n  It leaks.\n",
                  "FW: Pump")
              .forwarded()
              .get(0);
      assertThat(mail.from()).isEqualTo(new Mailbox("Ada Lorenz", "ada@example.org"));
      assertThat(mail.date()).isEqualTo("03/03/2025 09:12");
      assertThat(mail.subject()).isEqualTo("Pump");
    }

    @Test
    void headersRunTogetherOnOneLineAreRead() {
      var mail =
          segment(
                  "----- Forwarded Message ----- From: Ada Lorenz <ada@example.org>To: Kim"
                      + " <kim@example.org>Sent: Monday, March 3, 2025, 09:12:50 AM CETSubject:"
                      + " Pump\n"
                      + " It leaks.\n")
              .forwarded()
              .get(0);
      assertThat(mail.from()).isEqualTo(new Mailbox("Ada Lorenz", "ada@example.org"));
      assertThat(mail.subject()).isEqualTo("Pump");
      assertThat(mail.body()).isEqualTo("It leaks.");
    }
  }

  @Nested
  class Html {
    @Test
    void aCitedBlockquoteAndItsAttributionAreQuoted() {
      var result =
          segmenter.segmentHtml(
              "<div>Yes.</div><div class=gmail_quote><div class=gmail_attr>Ada says:<br></div>"
                  + "<blockquote class=gmail_quote>Again?</blockquote></div>",
              "");
      assertThat(result.reply()).isEqualTo("Yes.");
      assertThat(kinds(result)).containsExactly(AUTHORED, QUOTED);
    }

    @Test
    void anIndentedPassageInTheMiddleIsTheSenders() {
      var result =
          segmenter.segmentHtml(
              "<p>As the manual says:</p><blockquote>Close it.</blockquote><p>So do I.</p>", "");
      assertThat(result.reply())
          .isEqualToNormalizingWhitespace("As the manual says: Close it. So do I.");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "<div id=divRplyFwdMsg><b>Wer:</b> Ada</div><div>Old</div>",
          "<div id=appendonsend></div><div>Old</div>",
          "<div class=\"yahoo_quoted\">Old</div>",
          "<div class=protonmail_quote>Old</div>",
          "<hr id=zwchr><div>Old</div>",
          "<div class=zmail_extra>Old</div>",
          "<blockquote>Old</blockquote>"
        })
    void quotesOfManyProgramsAreKnown(String quote) {
      var result = segmenter.segmentHtml("<div>Yes.</div>" + quote, "Re: Pump");
      assertThat(result.reply()).isEqualTo("Yes.");
      assertThat(kinds(result)).containsExactly(AUTHORED, QUOTED);
    }

    @Test
    void aMarkedSignatureIsNoReply() {
      var result =
          segmenter.segmentHtml("<div>Yes.</div><div class=moz-signature>-- <br>Ada</div>", "");
      assertThat(result.reply()).isEqualTo("Yes.");
      assertThat(kinds(result)).containsExactly(AUTHORED, SIGNATURE);
    }
  }
}
