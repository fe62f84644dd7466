package io.mailpulse.mail.segment.tail;

import io.mailpulse.mail.segment.cue.Cue;
import io.mailpulse.mail.segment.cue.Lexicon;
import io.mailpulse.mail.segment.cue.LineShape;
import io.mailpulse.mail.segment.line.Lines;

/** Finds blocks of name, role and ways to reach the sender that no mark announces. */
final class ContactBlocks {
  private static final int MOST_LINES = 10;
  private static final int MOST_PARAGRAPHS = 3;
  private static final int MOST_BLANK_LINES = 3;

  private final Lines lines;

  ContactBlocks(Lines lines) {
    this.lines = lines;
  }

  /** Name, role and ways to reach the sender, without a mark above. */
  int startIn(int from, int end) {
    int start = end;
    int upTo = end;
    boolean links = false;
    for (int paragraph = 0; paragraph < MOST_PARAGRAPHS; paragraph++) {
      int last = lastFilled(from, upTo);
      if (last < from) {
        return start;
      }
      int first = last;
      while (first > from && !lines.isBlank(first - 1) && last - first <= MOST_LINES) {
        first--;
      }
      if (start == end && !links && isPostal(first, last + 1)) {
        upTo = first;
        continue;
      }
      var block = blockIn(first, last + 1);
      if (last - first > MOST_LINES || block.start() > last) {
        return start;
      }
      boolean reached = start < end;
      // Names above the block belong to it, but a lone greeting is not the sender's name.
      boolean named =
          (reached || links && last > block.start())
              && block.names()
              && !block.hasLinks()
              && lastFilled(from, block.start()) >= from;
      if (block.reaches() || named || isUnderClosing(from, block, last + 1)) {
        start = block.start();
      } else if (!block.onlyLinks() && !links) {
        return start;
      }
      links |= block.hasLinks();
      upTo = block.start();
      if (block.opened() || lines.nextFilled(from) == block.start()) {
        return start;
      }
    }
    return start;
  }

  /** Whether a paragraph is an address and nothing else: the card may stand above it. */
  private boolean isPostal(int from, int to) {
    for (int line = from; line < to; line++) {
      if (!LineShape.of(lines, line).isPostal()) {
        return false;
      }
    }
    return true;
  }

  /** The part of a paragraph, up from its end, that is all names, roles and contacts. */
  private Block blockIn(int from, int to) {
    int start = to;
    int reachable = 0;
    int links = 0;
    for (int line = to - 1; line >= from; line--) {
      var shape = LineShape.of(lines, line);
      if (isClosing(line)) {
        // The name under the closing still belongs to the letter.
        boolean named = start == line + 1 && start < to && LineShape.of(lines, start).isName();
        return new Block(named ? start + 1 : start, to, reachable, links, true, true);
      }
      if (shape.isProse() || !isPart(from, line, shape)) {
        boolean ends = start < to - 2 && reachable > 0 && LineShape.of(lines, start).isName();
        return new Block(ends ? start : to, to, reachable, links, true, true);
      }
      reachable += shape.isReachable() ? 1 : 0;
      links += shape.hasLink() ? 1 : 0;
      start = line;
    }
    var first = LineShape.of(lines, from);
    boolean names = first.isTitle() || first.isRole() && isUnderName(from, from);
    return new Block(start, to, reachable, links, false, names);
  }

  private boolean isPart(int from, int line, LineShape shape) {
    return shape.isContact()
        || shape.isTitle()
        || shape.isField()
        || shape.isPostal()
        || shape.isRole() && isUnderName(from, line);
  }

  /** Right under a name, or first in the paragraph below a closing and a name. */
  private boolean isUnderName(int from, int line) {
    if (line > from) {
      return isNameOfSender(line - 1);
    }
    int name = lastFilled(Math.max(0, from - MOST_BLANK_LINES), from);
    return name > 0
        && name >= from - MOST_BLANK_LINES
        && isNameOfSender(name)
        && isClosing(name - 1);
  }

  private boolean isNameOfSender(int line) {
    return LineShape.of(lines, line).isName() && !isClosing(line);
  }

  /** Name and role in a paragraph of their own under "Regards,". */
  private boolean isUnderClosing(int from, Block block, int end) {
    int above = lastFilled(from, block.start());
    return end - block.start() >= 2
        && above >= from
        && above < block.start() - 1
        && isClosing(above)
        && LineShape.of(lines, block.start()).isName();
  }

  /** Lines at the end of a paragraph that may be part of a signature. */
  private record Block(
      int start, int end, int reachable, int links, boolean opened, boolean names) {

    boolean hasLinks() {
      return links > 0;
    }

    /** Whether it says how to reach somebody, under a name or a closing. */
    boolean reaches() {
      int needed = opened ? 1 : 2;
      return end - start >= needed && (reachable > 0 || links > 0 && end - start > links) && names;
    }

    boolean onlyLinks() {
      return links > 0 && links >= end - start - 1;
    }
  }

  /** Whether a line is a closing and nothing else. */
  private boolean isClosing(int line) {
    int limit = lines.contentEnd(line);
    int end = Lexicon.get().match(lines.text(), lines.contentStart(line), limit, Cue.CLOSING.bit());
    return end > 0 && skipSymbols(end, limit) >= limit - 1;
  }

  private int lastFilled(int from, int end) {
    int line = end - 1;
    while (line >= from && lines.isBlank(line)) {
      line--;
    }
    return line;
  }

  private int skipSymbols(int from, int limit) {
    int i = from;
    while (i < limit && !Character.isLetterOrDigit(lines.text().charAt(i))) {
      i++;
    }
    return i;
  }
}
