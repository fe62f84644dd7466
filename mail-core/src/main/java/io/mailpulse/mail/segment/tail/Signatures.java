package io.mailpulse.mail.segment.tail;

import io.mailpulse.mail.segment.cue.LineShape;
import io.mailpulse.mail.segment.cue.Separators;
import io.mailpulse.mail.segment.line.Lines;

/** Finds where a signature begins at the end of a run of the sender's words. */
final class Signatures {
  private static final int MOST_LINES = 10;
  private static final int MOST_LINES_UNDER_RULE = 8;
  private static final int SHORTEST_FRAME = 10;
  private static final int MOST_LINES_BETWEEN_MARKS = 30;

  private final Lines lines;
  private final Separators separators;
  private final MobileLines mobiles;
  private final ContactBlocks contacts;

  Signatures(Lines lines, Separators separators) {
    this.lines = lines;
    this.separators = separators;
    this.mobiles = new MobileLines(lines);
    this.contacts = new ContactBlocks(lines);
  }

  /** First line of the signature that ends a run, or {@code end}. */
  int startIn(int from, int end) {
    int start = markIn(from, end);
    int mobile = mobileIn(from, start);
    start = markAbove(from, Math.min(start, mobile));
    start = ruleIn(from, start);
    start = dashedName(from, start);
    return contacts.startIn(from, start);
  }

  /** A mark right above a line that a phone added belongs to it. */
  private int markAbove(int from, int start) {
    int mark = lastFilled(from, start);
    return mark > from && start < lines.count() && isMobile(start) && isMark(mark) ? mark : start;
  }

  private boolean isMobile(int line) {
    return mobiles.isMobile(line) || mobiles.isOfAnyProgram(line);
  }

  /** A line of a program that nobody knows, in a paragraph of its own or below a mark. */
  private boolean isOfAnyProgram(int from, int line) {
    int above = lastFilled(from, line);
    return above >= from && (above < line - 1 || isMark(above)) && mobiles.isOfAnyProgram(line);
  }

  /**
   * Whether a bare mark divides a letter: another stands above, and sentences stand below it. The
   * mark of signatures above is no other: a saying below the signature is a part of it.
   */
  private boolean isDivider(int from, int mark, int end) {
    int below = lines.nextFilled(mark + 1);
    if (below >= end || !LineShape.of(lines, below).isProse()) {
      return false;
    }
    for (int line = mark - 1; line >= from && mark - line <= MOST_LINES_BETWEEN_MARKS; line--) {
      if (!lines.isBlank(line) && lines.content(line).equals(lines.content(mark))) {
        return !isSignatureMark(line);
      }
    }
    return false;
  }

  private boolean isSignatureMark(int line) {
    return lines.text().startsWith("-- ", lines.contentStart(line));
  }

  private int markIn(int from, int end) {
    int start = end;
    for (int line = end - 1; line >= from; line--) {
      if (lines.isBlank(line)) {
        continue;
      }
      int filled = filled(line + 1, start);
      if (isMark(line)) {
        boolean strict =
            isSignatureMark(line)
                || lines.start(line + 1) - lines.start(line) > 3 && lines.length(line) == 2;
        int prose = prose(line + 1, start);
        boolean signs = prose <= 2 && (prose < filled || lines.length(line) == 2);
        if (!isSignatureMark(line) && isDivider(from, line, start)) {
          return start;
        }
        if (filled <= MOST_LINES && (strict || signs)) {
          start = line;
        } else {
          return start;
        }
      } else if (filled > MOST_LINES) {
        return start;
      }
    }
    return start;
  }

  private boolean isMark(int line) {
    String content = lines.content(line);
    return content.equals("--")
        || content.equals("---")
        || content.equals("—")
        || content.equals("__")
        || content.equals("___")
        || content.equals("--=20")
        || content.equals("– –")
        || content.equals("- -")
        || content.equals("-- --");
  }

  private int mobileIn(int from, int end) {
    int start = end;
    int filled = 0;
    for (int line = end - 1; line >= from && filled <= 4; line--) {
      if (!lines.isBlank(line)) {
        filled++;
        if (mobiles.isMobile(line) || filled == 1 && isOfAnyProgram(from, line)) {
          start = line;
          filled = start == end ? filled : 3;
        }
      }
    }
    return start;
  }

  private int ruleIn(int from, int end) {
    int filled = 0;
    boolean closed = false;
    for (int line = end - 1; line >= from && filled <= MOST_LINES_UNDER_RULE; line--) {
      if (lines.isBlank(line)) {
        continue;
      }
      if (!separators.isRuleLine(line)) {
        filled++;
      } else if (filled == 0 && !closed && lines.length(line) >= SHORTEST_FRAME) {
        // Japanese signatures stand between two rules.
        closed = true;
      } else {
        boolean block = filled > 0 && isUnderRule(line, end, closed);
        return block && (from > 0 || lines.nextFilled(from) < line) ? line : end;
      }
    }
    return end;
  }

  private boolean isUnderRule(int rule, int end, boolean closed) {
    int prose = prose(rule + 1, end);
    boolean reachable = contacts(rule + 1, end) > 0;
    if (closed) {
      return prose <= 2 && reachable && lines.length(rule) >= SHORTEST_FRAME;
    }
    boolean advertised =
        lines.length(rule) >= 60 && LineShape.of(lines, lastFilled(rule, end)).hasLink();
    var first = LineShape.of(lines, lines.nextFilled(rule + 1));
    boolean names = first.isTitle() || first.words() <= 2 && !first.endsSentence();
    return prose == 0 && (reachable || names)
        || prose <= 2 && reachable
        || prose <= 6 && advertised;
  }

  /** "—Ada": a dash and a name as the last line. */
  private int dashedName(int from, int end) {
    int last = lastFilled(from, end);
    if (last <= from || lines.length(last) > 30 || lines.length(last) < 3) {
      return end;
    }
    char first = lines.first(last);
    boolean dash = first == '\u2014' || first == '\u2013' || first == '\u2015';
    return dash && LineShape.of(lines, last).isName() ? last : end;
  }

  private int contacts(int from, int to) {
    int contacts = 0;
    for (int line = from; line < to; line++) {
      contacts += !lines.isBlank(line) && LineShape.of(lines, line).isContact() ? 1 : 0;
    }
    return contacts;
  }

  private int prose(int from, int to) {
    int prose = 0;
    for (int line = from; line < to; line++) {
      prose += !lines.isBlank(line) && LineShape.of(lines, line).isProse() ? 1 : 0;
    }
    return prose;
  }

  private int filled(int from, int to) {
    int filled = 0;
    for (int line = from; line < to && filled <= MOST_LINES; line++) {
      filled += lines.isBlank(line) ? 0 : 1;
    }
    return filled;
  }

  private int lastFilled(int from, int end) {
    int line = end - 1;
    while (line >= from && lines.isBlank(line)) {
      line--;
    }
    return line;
  }
}
