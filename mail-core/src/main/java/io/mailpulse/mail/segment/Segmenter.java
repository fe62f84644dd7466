package io.mailpulse.mail.segment;

import io.mailpulse.mail.html.HtmlText;
import io.mailpulse.mail.html.HtmlToText;
import io.mailpulse.mail.segment.line.Lines;
import io.mailpulse.mail.segment.line.MarkupHints;
import io.mailpulse.schema.SegmentKind;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits bodies into what the sender wrote, what is quoted or passed on, signature and notices.
 * Stateless and safe for use by many threads; linear in the length of the body.
 */
public final class Segmenter {

  /**
   * Splits a text body. Programs label HTML as text now and then; it is read as HTML then.
   *
   * @param text any text, with any line ends
   * @param subjectOrEmpty subject of the mail: "Fwd:" there says what a header block below means
   */
  public Segmentation segment(String text, String subjectOrEmpty) {
    if (HtmlToText.isHtml(text)) {
      return segmentHtml(text, subjectOrEmpty);
    }
    var lines = new Lines(text);
    var outline = new Outline(lines, subjectOrEmpty, MarkupHints.none());
    return segmentation(lines, outline, subjectOrEmpty);
  }

  /**
   * Splits an HTML body; its markup is evidence beside the text.
   *
   * @param html a document or a fragment
   * @param subjectOrEmpty subject of the mail
   * @return offsets are into the text that {@link HtmlToText} makes of it
   */
  public Segmentation segmentHtml(String html, String subjectOrEmpty) {
    HtmlText read = HtmlToText.read(html);
    var lines = new Lines(read.text());
    var outline = new Outline(lines, subjectOrEmpty, MarkupHints.of(lines.count(), read));
    return segmentation(lines, outline, subjectOrEmpty);
  }

  private static Segmentation segmentation(Lines lines, Outline outline, String subject) {
    var segments = new ArrayList<TextSegment>();
    var reply = new StringBuilder();
    int line = 0;
    while (line < lines.count()) {
      SegmentKind kind = outline.kind(line);
      int end = line;
      while (end < lines.count() && outline.kind(end) == kind) {
        end++;
      }
      var segment = new TextSegment(kind, lines.start(line), lines.start(end));
      segments.add(segment);
      if (kind == SegmentKind.AUTHORED) {
        appendReply(lines, line, end, reply);
      }
      line = end;
    }
    List<ForwardedMail> forwarded = Forwards.read(lines, outline, subject);
    return new Segmentation(
        lines.text(), List.copyOf(segments), reply.toString().strip(), forwarded);
  }

  /** The sender's lines; quote marks that his program put before them are not his. */
  private static void appendReply(Lines lines, int from, int to, StringBuilder reply) {
    for (int line = from; line < to; line++) {
      if (lines.depth(line) > 0) {
        reply.append(lines.withoutMarks(line, lines.depth(line))).append('\n');
      } else {
        reply.append(lines.text(), lines.start(line), lines.start(line + 1));
      }
    }
  }
}
