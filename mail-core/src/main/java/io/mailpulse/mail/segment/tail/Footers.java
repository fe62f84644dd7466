package io.mailpulse.mail.segment.tail;

import io.mailpulse.mail.segment.cue.Cue;
import io.mailpulse.mail.segment.cue.Lexicon;
import io.mailpulse.mail.segment.cue.LineShape;
import io.mailpulse.mail.segment.cue.PhraseTrie;
import io.mailpulse.mail.segment.cue.Separators;
import io.mailpulse.mail.segment.line.Lines;

/** Tells list footers, advertisements of mail programs and legal notices from running text. */
final class Footers {
  private static final int LONGEST_LINE = 600;
  private static final int SHORTEST_NOTICE = 60;

  /** Some programs sign with a letter of their own. */
  private static final int SHORTEST_MARK = 2;

  private final Lines lines;
  private final Separators separators;

  Footers(Lines lines, Separators separators) {
    this.lines = lines;
    this.separators = separators;
  }

  /** Whether a paragraph is a footer or a notice; lines of it may be ruled. */
  boolean isFooter(int from, int to) {
    var seen = look(from, to);
    return seen.isList() || seen.isNotice();
  }

  /** Whether a paragraph is a legal notice, which nobody writes by hand. */
  boolean isNotice(int from, int to) {
    return look(from, to).isNotice();
  }

  private Seen look(int from, int to) {
    int opening = 0;
    int inside = 0;
    int sure = 0;
    int legal = 0;
    int contacts = 0;
    int length = 0;
    int self = 0;
    for (int line = from; line < to; line++) {
      if (lines.isBlank(line) || separators.isRuleLine(line)) {
        continue;
      }
      length += weight(line);
      opening += opens(line) ? 1 : 0;
      inside += count(line, Cue.FOOTER.bit());
      sure += count(line, Cue.NOTICE.bit());
      legal += count(line, Cue.NOTICE.bit() | Cue.LEGAL.bit());
      self += count(line, Cue.SELF.bit());
      var shape = LineShape.of(lines, line);
      contacts += shape.hasLink() || shape.hasAddress() ? 1 : 0;
    }
    boolean ruled = separators.isRuleLine(from) || separators.isRuledTitle(from);
    return new Seen(ruled, opening, inside, sure, legal, contacts, length, self);
  }

  /** What a paragraph holds of what footers and notices say. */
  private record Seen(
      boolean ruled,
      int opening,
      int inside,
      int sure,
      int legal,
      int contacts,
      int length,
      int self) {

    boolean isList() {
      // Under a rule, one word of footers and an address are enough.
      int needed = ruled ? 1 : 2;
      // "To unsubscribe I clicked the link three times" is a complaint.
      return self == 0
          && (opening > 0 && (contacts > 0 || inside > 1 || ruled || length <= SHORTEST_MARK)
              || inside >= needed && contacts > 0);
    }

    boolean isNotice() {
      int needed = self == 0 ? 3 : 5;
      return length >= SHORTEST_NOTICE && (sure >= 2 && self == 0 || sure >= 1 && legal >= needed);
    }
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
      boolean may = wordStart || PhraseTrie.isUnspaced(c);
      int end = may ? Lexicon.get().match(lines.text(), i, limit, cues) : -1;
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

  /** Length of a line; a letter of a script without spaces says as much as three others. */
  private int weight(int line) {
    int weight = 0;
    for (int i = lines.contentStart(line); i < lines.contentEnd(line); i++) {
      weight += PhraseTrie.isUnspaced(lines.text().charAt(i)) ? 3 : 1;
    }
    return weight;
  }
}
