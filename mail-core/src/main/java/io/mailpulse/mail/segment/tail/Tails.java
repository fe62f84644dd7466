package io.mailpulse.mail.segment.tail;

import io.mailpulse.mail.segment.cue.Separators;
import io.mailpulse.mail.segment.line.Lines;
import io.mailpulse.schema.SegmentKind;

/** Peels notices, footers and the signature off the end of a run of the sender's words. */
public final class Tails {
  private final Lines lines;
  private final Separators separators;
  private final Footers footers;
  private final Signatures signatures;

  Tails(Lines lines, Separators separators) {
    this.lines = lines;
    this.separators = separators;
    this.footers = new Footers(lines, separators);
    this.signatures = new Signatures(lines, separators);
  }

  void mark(int from, int to, SegmentKind[] kinds) {
    int end = peelFooters(from, beforeAttachments(from, to), kinds);
    int start = signatures.startIn(from, end);
    fill(kinds, start, end, SegmentKind.SIGNATURE);
    // A notice may stand between the text and the signature too.
    int notice = start < end ? peelFooters(from, start, kinds) : start;
    if (notice < start) {
      int above = signatures.startIn(from, notice);
      fill(kinds, above, notice, SegmentKind.SIGNATURE);
    }
  }

  /** Notes lists attachments below the text: " - report.xls"; they say nothing of the tail. */
  private int beforeAttachments(int from, int to) {
    int end = to;
    for (int line = to - 1; line >= from; line--) {
      if (!lines.isBlank(line)) {
        if (!isAttachment(line)) {
          return end;
        }
        end = line;
      }
    }
    return to;
  }

  private boolean isAttachment(int line) {
    String content = lines.length(line) > 100 ? "" : lines.content(line);
    int dot = content.lastIndexOf('.');
    boolean named = dot > 2 && content.length() - dot >= 3 && content.length() - dot <= 6;
    return content.startsWith("- ") && named && content.indexOf(' ', dot) < 0
        || content.startsWith("<<") && content.endsWith(">>");
  }

  private int peelFooters(int from, int to, SegmentKind[] kinds) {
    int end = to;
    while (true) {
      int last = end - 1;
      while (last >= from && (lines.isBlank(last) || separators.isRuleLine(last))) {
        last--;
      }
      int first = last;
      while (first > from && !lines.isBlank(first - 1) && !separators.isRuleLine(first)) {
        first--;
      }
      if (last < from || !footers.isFooter(first, last + 1)) {
        return end;
      }
      first = rulesAbove(from, first);
      fill(kinds, first, end, SegmentKind.DISCLAIMER);
      end = first;
    }
  }

  /** Rules and marks right above a footer belong to it. */
  private int rulesAbove(int from, int first) {
    int start = first;
    int line = first - 1;
    while (line >= from && (lines.isBlank(line) || separators.isRuleLine(line))) {
      if (separators.isRuleLine(line)) {
        start = line;
      }
      line--;
    }
    return start;
  }

  private static void fill(SegmentKind[] kinds, int from, int to, SegmentKind kind) {
    for (int line = from; line < to; line++) {
      kinds[line] = kind;
    }
  }
}
