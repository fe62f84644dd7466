package io.mailpulse.mail.segment;

import io.mailpulse.mail.html.HtmlColour;
import io.mailpulse.mail.segment.cue.Cue;
import io.mailpulse.mail.segment.cue.Lexicon;
import io.mailpulse.mail.segment.cue.PhraseTrie;
import io.mailpulse.mail.segment.cue.Separators;
import io.mailpulse.mail.segment.line.Lines;
import io.mailpulse.mail.segment.line.MarkupHints;
import io.mailpulse.schema.SegmentKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives the sender back what he typed into the earlier mail: lines in a colour of their own, if he
 * says above that answers stand below, and lines above a help desk's "reply above this line", if
 * his program marked them like the rest.
 */
final class InlineAnswers {
  /** Of ten lines of the earlier mail, so many may be answers. */
  private static final int MOST_OF_TEN = 7;

  private final Lines lines;
  private final MarkupHints hints;
  private final Separators separators;
  private final SegmentKind[] kinds;

  InlineAnswers(Lines lines, MarkupHints hints, Separators separators, SegmentKind[] kinds) {
    this.lines = lines;
    this.hints = hints;
    this.separators = separators;
    this.kinds = kinds;
  }

  void mark(List<Embedded> earlier) {
    if (earlier.isEmpty()) {
      return;
    }
    Embedded first = earlier.get(0);
    markAboveLine(first);
    if (!hints.colours().isEmpty() && !first.passedOn() && isAnnounced(first.start())) {
      markColoured(first.bodyStart());
    }
  }

  /** A reply above the line of a help desk that stands within the marks. */
  private void markAboveLine(Embedded quote) {
    boolean own = false;
    for (int line = 0; line < lines.count(); line++) {
      boolean inside = line >= quote.start() && line < quote.end();
      own |= !inside && kinds[line] == SegmentKind.AUTHORED && !lines.isBlank(line);
    }
    int depth = -1;
    for (int line = quote.bodyStart(); !own && line < quote.end(); line++) {
      if (lines.isBlank(line)) {
        continue;
      }
      depth = depth < 0 ? lines.depth(line) : depth;
      if (depth < 1 || lines.depth(line) != depth) {
        return;
      }
      if (separators.isReplyAbove(line)) {
        fill(quote.bodyStart(), line);
        return;
      }
    }
  }

  /** Whether the sender's words above a line say that he answers below. */
  private boolean isAnnounced(int end) {
    String text = lines.text();
    for (int line = 0; line < end; line++) {
      if (kinds[line] != SegmentKind.AUTHORED) {
        continue;
      }
      int limit = lines.contentEnd(line);
      for (int i = lines.contentStart(line); i < limit; i++) {
        boolean starts =
            i == lines.contentStart(line)
                || !Character.isLetterOrDigit(text.charAt(i - 1))
                || PhraseTrie.isUnspaced(text.charAt(i));
        if (starts && Lexicon.get().match(text, i, limit, Cue.INLINE.bit()) > 0) {
          return true;
        }
      }
    }
    return false;
  }

  /** Of several colours, that of the answers comes and goes most often. */
  private void markColoured(int from) {
    Map<Integer, Integer> runs = new HashMap<>();
    for (HtmlColour run : hints.colours()) {
      if (run.firstLine() >= from) {
        runs.merge(run.colour(), 1, Integer::sum);
      }
    }
    int colour = -1;
    for (HtmlColour run : hints.colours()) {
      int often = runs.getOrDefault(run.colour(), 0);
      colour = often > runs.getOrDefault(colour, 0) ? run.colour() : colour;
    }
    int answers = 0;
    int all = filled(from, lines.count());
    for (HtmlColour run : hints.colours()) {
      boolean counts = run.colour() == colour && run.firstLine() >= from;
      answers += counts ? filled(run.firstLine(), Math.min(run.endLine(), lines.count())) : 0;
    }
    if (answers == 0 || answers * 10 > all * MOST_OF_TEN) {
      return;
    }
    for (HtmlColour run : hints.colours()) {
      if (run.colour() == colour && run.firstLine() >= from) {
        fill(run.firstLine(), Math.min(run.endLine(), lines.count()));
      }
    }
  }

  private int filled(int from, int to) {
    int filled = 0;
    for (int line = from; line < to; line++) {
      filled += lines.isBlank(line) ? 0 : 1;
    }
    return filled;
  }

  private void fill(int from, int to) {
    for (int line = from; line < to; line++) {
      kinds[line] = SegmentKind.AUTHORED;
    }
  }
}
