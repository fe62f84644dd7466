package io.mailpulse.mail.segment;

/** Tells list footers, advertisements of mail programs and legal notices from running text. */
final class Footers {
  private static final int LONGEST_LINE = 600;

  private final Lines lines;
  private final Separators separators;

  Footers(Lines lines, Separators separators) {
    this.lines = lines;
    this.separators = separators;
  }

  /** Whether a paragraph is a footer or a notice; lines of it may be ruled. */
  boolean isFooter(int from, int to) {
    int opening = 0;
    int inside = 0;
    int sure = 0;
    int legal = 0;
    int contacts = 0;
    int length = 0;
    boolean ruled = separators.isRuleLine(from);
    for (int line = from; line < to; line++) {
      if (lines.isBlank(line) || separators.isRuleLine(line)) {
        continue;
      }
      length += lines.length(line);
      opening += opens(line) ? 1 : 0;
      inside += count(line, Cue.FOOTER.bit());
      sure += count(line, Cue.NOTICE.bit());
      legal += count(line, Cue.NOTICE.bit() | Cue.LEGAL.bit());
      var shape = Shape.of(lines, line);
      contacts += shape.hasLink() || shape.hasAddress() ? 1 : 0;
    }
    // Under a rule, one word of footers and an address are enough.
    int needed = ruled ? 1 : 2;
    boolean list =
        opening > 0 && (contacts > 0 || inside > 1 || length < 200)
            || inside >= needed && contacts > 0;
    boolean notice = length >= 60 && (sure >= 2 || sure == 1 && legal >= 3);
    return list || notice;
  }

  /** Whether a line begins as lines of footers do. */
  boolean opens(int line) {
    int limit = lines.contentEnd(line);
    int from = lines.contentStart(line);
    while (from < limit
        && !Character.isLetterOrDigit(lines.text().charAt(from))
        && lines.text().charAt(from) != 'ᐧ') {
      from++;
    }
    return Lexicon.get().match(lines.text(), from, limit, Cue.FOOTER.bit()) > 0;
  }

  private int count(int line, int cues) {
    int limit = Math.min(lines.contentEnd(line), lines.contentStart(line) + LONGEST_LINE);
    int found = 0;
    boolean wordStart = true;
    int i = lines.contentStart(line);
    while (i < limit) {
      char c = lines.text().charAt(i);
      int end = wordStart ? Lexicon.get().match(lines.text(), i, limit, cues) : -1;
      if (end > 0) {
        found++;
        i = end;
        wordStart = false;
      } else {
        wordStart = !Character.isLetterOrDigit(c);
        i++;
      }
    }
    return found;
  }
}
