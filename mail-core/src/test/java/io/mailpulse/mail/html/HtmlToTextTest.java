package io.mailpulse.mail.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlToTextTest {

  @Test
  void paragraphsKeepABlankLineBetweenThem() {
    assertThat(HtmlToText.convert("<p>The pump\n leaks.</p><p>Please call.</p>"))
        .isEqualTo("The pump leaks.\n\nPlease call.\n");
  }

  @Test
  void outlookParagraphsWithoutMarginAreLines() {
    assertThat(HtmlToText.convert("<p class=MsoNormal>One</p><p class=\"MsoNormal\">Two</p>"))
        .isEqualTo("One\nTwo\n");
  }

  @Test
  void divisionsAndBreaksAreLines() {
    assertThat(HtmlToText.convert("<div>One<br>Two</div><div>Three</div>"))
        .isEqualTo("One\nTwo\nThree\n");
  }

  @Test
  void anEmptyDivisionWithABreakIsABlankLine() {
    assertThat(HtmlToText.convert("<div>One</div><div><br></div><div>Two</div>"))
        .isEqualTo("One\n\nTwo\n");
  }

  @Test
  void listsKeepTheirBullets() {
    assertThat(
            HtmlToText.convert("<ul><li>red<li><p>blue</p></ul><ol><li>first</li><li>second</ol>"))
        .isEqualTo("- red\n- blue\n\n1. first\n2. second\n");
  }

  @Test
  void rowsOfATableAreLinesAndCellsStayApart() {
    assertThat(
            HtmlToText.convert("<table><tr><td>Pump</td><td>7</td></tr><tr><td>Valve<td>2</table>"))
        .isEqualTo("Pump\t7\nValve\t2\n");
  }

  @Test
  void preformattedTextKeepsItsSpaces() {
    assertThat(HtmlToText.convert("<pre>if (a)\n    b();</pre>")).isEqualTo("if (a)\n    b();\n");
  }

  @Test
  void citationsCarryOneMarkPerLevel() {
    assertThat(
            HtmlToText.convert(
                "Yes.<blockquote type=cite>Again?<blockquote type=\"cite\">It"
                    + " leaks.</blockquote></blockquote>"))
        .isEqualTo("Yes.\n> Again?\n>> It leaks.\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<style>p { color: red }</style>",
        "<script>if (a < b) { alert('x') }</script>",
        "<head><title>Mail</title></head>",
        "<div style=\"DISPLAY: none\">hidden <div>deep</div> text</div>",
        "<span style='font-size:0px'>preheader</span>",
        "<p hidden>hidden</p>",
        "<div style=\"mso-hide:all\">hidden</div>",
        "<div style='max-height:0;overflow:hidden'>hidden</div>",
        "<img src=\"https://example.org/open.gif\" width=1 height=1 alt=\"\">",
        "<!-- a > b --><!--[if mso]><p>Outlook only</p><![endif]-->",
        "<select><option>One</option></select>"
      })
  void whatNoReaderSeesIsLeftOut(String unseen) {
    assertThat(HtmlToText.convert("One " + unseen + "two"))
        .isEqualToNormalizingWhitespace("One two");
  }

  @ParameterizedTest
  @CsvSource({
    "a &amp; b, a & b",
    "a&nbsp;b, a b",
    "&lt;tag&gt;, <tag>",
    "&#228;&#xE4;&auml;, äää",
    "&#8364; &euro;, € €",
    "&unknown; &, &unknown; &",
    "&#; &#x;, &#; &#x;",
    "&#128;, €"
  })
  void characterReferencesAreDecoded(String html, String text) {
    assertThat(HtmlToText.convert(html)).isEqualToNormalizingWhitespace(text);
  }

  @Test
  void emojiThatAreDrawnAsPicturesStayText() {
    assertThat(
            HtmlToText.convert(
                "Great <img alt=\"\uD83D\uDE00\" src=\"cid:1\"> <img alt=\"Our logo\">"))
        .isEqualTo("Great \uD83D\uDE00\n");
  }

  @Test
  void anAddressInBracketsIsText() {
    assertThat(HtmlToText.convert("write to <ada@example.org> now 1 < 2"))
        .isEqualTo("write to <ada@example.org> now 1 < 2\n");
  }

  @Test
  void marksSayWhereProgramsPutQuoteAndSignature() {
    var read =
        HtmlToText.read(
            "<div>Yes.</div><div class=gmail_signature>Ada</div><div"
                + " class=\"x_gmail_quote\">Old</div>");
    assertThat(read.marks())
        .containsExactly(
            new HtmlMark(HtmlMark.Kind.SIGNATURE, 1, 2), new HtmlMark(HtmlMark.Kind.QUOTE, 2, 3));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html><body>x</body></html>",
        "  <!DOCTYPE html><p>x</p>",
        "<div>some text</div>\n",
        "One<br>\n<br>\nTwo<br/>\nThree"
      })
  void documentsDeclaredAsTextAreKnown(String text) {
    assertThat(HtmlToText.isHtml(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<",
        "<div> is an element",
        "I like <b>this</b>",
        "<ada@example.org>",
        "a<br>\nb\nc<br>\n"
      })
  void textThatNamesTagsIsNoDocument(String text) {
    assertThat(HtmlToText.isHtml(text)).isFalse();
  }

  @Test
  void brokenMarkupNeverFails() {
    var random = new Random(7);
    String[] pieces = {
      "<",
      ">",
      "</",
      "<div",
      "<blockquote type=cite>",
      "</blockquote>",
      "<td>",
      "</td>",
      "<!--",
      "-->",
      "&",
      "&#",
      "&#x",
      ";",
      "\"",
      "'",
      "=",
      " style=",
      "display:none",
      "word ",
      "\n",
      "<p>",
      "<li>",
      "<br/>",
      "<script>",
      "</script>",
      "<pre>",
      "\u00a0",
      "\u0000",
      "\uD83D",
      "<hr>"
    };
    for (int round = 0; round < 3_000; round++) {
      var html = new StringBuilder();
      for (int i = random.nextInt(40); i >= 0; i--) {
        html.append(pieces[random.nextInt(pieces.length)]);
      }
      var read = HtmlToText.read(html.toString());
      long lines = read.text().lines().count();
      assertThat(read.marks())
          .as("seed 7, round %d", round)
          .allSatisfy(
              mark -> {
                assertThat(mark.firstLine()).isBetween(0, (int) lines);
                assertThat(mark.endLine()).isBetween(mark.firstLine(), (int) lines);
              });
    }
  }

  @Test
  void leavesOutCharactersThatFillAPreviewAndKeepsThoseThatJoinLetters() {
    String filler = "&#847;&zwnj;&nbsp;&#8203;&shy;&#65279;".repeat(40);

    assertThat(HtmlToText.convert("<div>" + filler + "</div><p>The boiler is warm.</p>").strip())
        .isEqualTo("The boiler is warm.");
    assertThat(HtmlToText.convert("<p>\u0645\u06cc\u200c\u0634\u0648\u062f</p>").strip())
        .isEqualTo("\u0645\u06cc\u200c\u0634\u0648\u062f");
  }
}
