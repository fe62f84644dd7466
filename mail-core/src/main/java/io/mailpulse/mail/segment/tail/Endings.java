package io.mailpulse.mail.segment.tail;

import io.mailpulse.mail.segment.cue.Separators;
import io.mailpulse.mail.segment.line.Lines;
import io.mailpulse.mail.segment.line.MarkupHints;
import io.mailpulse.schema.SegmentKind;
import java.util.Arrays;

/** Settles what ends the sender's words once the earlier mails are known: quotes, signatures. */
public final class Endings {
  private final Lines lines;
  private final MarkupHints hints;
  private final Separators separators;
  private final SegmentKind[] kinds;
  private final IndentedEnd indentedEnd;

  /** Whose words an indented passage at the end of a letter may be. */
  public enum IndentedEnd {
    /** An earlier mail's: the letter answers one, or nobody knows. */
    EARLIER,
    /** The sender's: the subject says that the letter is the first. */
    OWN
  }

  public Endings(
      Lines lines,
      MarkupHints hints,
      Separators separators,
      SegmentKind[] kinds,
      IndentedEnd indentedEnd) {
    this.indentedEnd = indentedEnd;
    this.lines = lines;
    this.hints = hints;
    this.separators = separators;
    this.kinds = kinds;
  }

  public void mark() {
    if (indentedEnd == IndentedEnd.EARLIER) {
      markIndented();
    }
    markSigned();
    markTails();
    joinLeftovers();
  }

  /** An indented passage that nothing of the sender follows is taken for a quote. */
  private void markIndented() {
    int first = -1;
    int line = lines.count() - 1;
    while (line >= 0
        && (lines.isBlank(line)
            || isOwn(line) && (hints.isIndented(line) || hints.isSigned(line)))) {
      if (isOwn(line) && hints.isIndented(line)) {
        first = line;
      }
      line--;
    }
    if (first < 0 || line < 0) {
      return;
    }
    for (int i = first; i < lines.count(); i++) {
      if (kinds[i] == SegmentKind.AUTHORED && !hints.isSigned(i)) {
        kinds[i] = SegmentKind.QUOTED;
      }
    }
  }

  private boolean isOwn(int line) {
    return kinds[line] == SegmentKind.AUTHORED && !lines.isBlank(line);
  }

  private void markSigned() {
    for (int line = 0; line < lines.count(); line++) {
      if (kinds[line] == SegmentKind.AUTHORED && hints.isSigned(line)) {
        kinds[line] = SegmentKind.SIGNATURE;
      }
    }
  }

  /**
   * A signature or notice below the last earlier mail, without a word of the sender beside it, is
   * counted with that mail: nobody reads it as part of this one.
   */
  private void joinLeftovers() {
    int line = lines.count() - 1;
    while (line >= 0
        && (lines.isBlank(line)
            || kinds[line] == SegmentKind.SIGNATURE
            || kinds[line] == SegmentKind.DISCLAIMER)) {
      line--;
    }
    boolean earlier =
        line >= 0 && (kinds[line] == SegmentKind.QUOTED || kinds[line] == SegmentKind.FORWARDED);
    if (earlier && lines.nextFilled(line + 1) < lines.count()) {
      Arrays.fill(kinds, line + 1, lines.count(), kinds[line]);
    }
  }

  private void markTails() {
    var tails = new Tails(lines, separators);
    int line = 0;
    while (line < lines.count()) {
      int end = line;
      while (end < lines.count() && kinds[end] == kinds[line]) {
        end++;
      }
      if (kinds[line] == SegmentKind.AUTHORED) {
        tails.mark(line, end, kinds);
      }
      line = end;
    }
  }
}
