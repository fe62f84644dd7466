package io.mailpulse.mail.segment;

/** Finds where a signature begins at the end of a run of the sender's words. */
final class Signatures {
  private static final int MOST_LINES = 10;
  private static final int MOST_LINES_UNDER_RULE = 8;
  private static final int MOST_PARAGRAPHS = 3;
  private static final int LONGEST_MOBILE = 110;

  private final Lines lines;
  private final Separators separators;

  Signatures(Lines lines, Separators separators) {
    this.lines = lines;
    this.separators = separators;
  }

  /** First line of the signature that ends a run, or {@code end}. */
  int startIn(int from, int end) {
    int start = markIn(from, end);
    int mobile = mobileIn(from, start);
    start = Math.min(start, mobile);
    start = ruleIn(from, start);
    start = dashedName(from, start);
    return contactBlock(from, start);
  }

  /** Whether a line is one that a phone or a program adds. */
  boolean isMobile(int line) {
    int limit = lines.contentEnd(line);
    int from = skipSymbols(lines.contentStart(line), limit);
    if (lines.length(line) > LONGEST_MOBILE && lines.text().indexOf("http", from) < 0
        || from >= limit) {
      return false;
    }
    if (Lexicon.get().match(lines.text(), from, limit, Cue.MOBILE.bit()) > 0) {
      return true;
    }
    int end = Lexicon.get().match(lines.text(), from, limit, Cue.MOBILE_WITH_DEVICE.bit());
    return end > 0 && namesDevice(end, limit)
        || namesDevice(from, Math.min(limit, from + 40)) && saysSent(from, limit);
  }

  private boolean namesDevice(int from, int limit) {
    return find(from, limit, Cue.DEVICE.bit());
  }

  /** In Japanese, Korean and Turkish the device comes first and the verb last. */
  private boolean saysSent(int from, int limit) {
    return limit - from <= 60 && find(from + 1, limit, Cue.MOBILE_WITH_DEVICE.bit());
  }

  private boolean find(int from, int limit, int cues) {
    int last = Math.min(limit, from + LONGEST_MOBILE);
    for (int i = from; i < last; i++) {
      boolean wordStart =
          i == 0
              || !Character.isLetterOrDigit(lines.text().charAt(i - 1))
              || PhraseTrie.isUnspaced(lines.text().charAt(i));
      if (wordStart && Lexicon.get().match(lines.text(), i, limit, cues) > 0) {
        return true;
      }
    }
    return false;
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
            lines.text().startsWith("-- ", lines.contentStart(line))
                || lines.start(line + 1) - lines.start(line) > 3 && lines.length(line) == 2;
        if (filled <= MOST_LINES && (strict || prose(line + 1, start) <= 2)) {
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
    int filled = 0;
    for (int line = end - 1; line >= from && filled <= 4; line--) {
      if (!lines.isBlank(line)) {
        if (isMobile(line)) {
          return line;
        }
        filled++;
      }
    }
    return end;
  }

  private int ruleIn(int from, int end) {
    int filled = 0;
    for (int line = end - 1; line >= from && filled <= MOST_LINES_UNDER_RULE; line--) {
      if (lines.isBlank(line)) {
        continue;
      }
      if (separators.isRuleLine(line)) {
        boolean block =
            filled > 0
                && (prose(line + 1, end) == 0
                    || prose(line + 1, end) <= 2 && contacts(line + 1, end) > 0);
        return block && (from > 0 || lines.nextFilled(from) < line) ? line : end;
      }
      filled++;
    }
    return end;
  }

  /** "—Ada": a dash and a name as the last line. */
  private int dashedName(int from, int end) {
    int last = lastFilled(from, end);
    if (last <= from || lines.length(last) > 30 || lines.length(last) < 3) {
      return end;
    }
    char first = lines.first(last);
    boolean dash = first == '\u2014' || first == '\u2013' || first == '\u2015';
    return dash && Shape.of(lines, last).isName() ? last : end;
  }

  /** Name, role and ways to reach the sender, without a mark above. */
  private int contactBlock(int from, int end) {
    int start = end;
    boolean reached = false;
    for (int paragraph = 0; paragraph < MOST_PARAGRAPHS; paragraph++) {
      int last = lastFilled(from, start);
      if (last < from) {
        break;
      }
      int first = last;
      while (first > from && !lines.isBlank(first - 1) && last - first <= MOST_LINES) {
        first--;
      }
      int block = last - first > MOST_LINES ? last + 1 : blockIn(first, last + 1);
      if (block > last
          || !isPartOfBlock(block, last + 1, reached) && !isUnderClosing(from, block, last + 1)) {
        break;
      }
      reached = true;
      boolean opened = block > first;
      start = block;
      if (opened || lines.nextFilled(from) == block) {
        break;
      }
    }
    return start;
  }

  /** First line of the part of a paragraph that is all names, roles and contacts. */
  private int blockIn(int from, int to) {
    int start = to;
    for (int line = to - 1; line >= from; line--) {
      var shape = Shape.of(lines, line);
      if (isClosing(line)) {
        // The name under the closing still belongs to the letter.
        boolean named = start == line + 1 && start < to && Shape.of(lines, start).isName();
        return named ? start + 1 : start;
      }
      if (!(shape.isContact() && !shape.isProse() || shape.isTitle())) {
        return to;
      }
      start = line;
    }
    return start;
  }

  /** The lowest paragraph must say how to reach the sender; those above hold names only. */
  private boolean isPartOfBlock(int from, int to, boolean reached) {
    int reachable = 0;
    int links = 0;
    for (int line = from; line < to; line++) {
      var shape = Shape.of(lines, line);
      reachable += shape.isReachable() ? 1 : 0;
      links += shape.hasLink() ? 1 : 0;
    }
    if (reached) {
      return to - from <= 4 && links == 0 && Shape.of(lines, from).isName();
    }
    boolean named = Shape.of(lines, from).isName();
    return to - from >= 2 && (reachable > 0 || links > 0 && named);
  }

  /** Name and role in a paragraph of their own under "Regards,". */
  private boolean isUnderClosing(int from, int start, int end) {
    int above = lastFilled(from, start);
    return end - start >= 2
        && above >= from
        && above < start - 1
        && isClosing(above)
        && Shape.of(lines, start).isName();
  }

  /** Whether a line is a closing and nothing else. */
  boolean isClosing(int line) {
    int limit = lines.contentEnd(line);
    int end = Lexicon.get().match(lines.text(), lines.contentStart(line), limit, Cue.CLOSING.bit());
    return end > 0 && skipSymbols(end, limit) >= limit - 1;
  }

  private int contacts(int from, int to) {
    int contacts = 0;
    for (int line = from; line < to; line++) {
      contacts += !lines.isBlank(line) && Shape.of(lines, line).isContact() ? 1 : 0;
    }
    return contacts;
  }

  private int prose(int from, int to) {
    int prose = 0;
    for (int line = from; line < to; line++) {
      prose += !lines.isBlank(line) && Shape.of(lines, line).isProse() ? 1 : 0;
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

  private int skipSymbols(int from, int limit) {
    int i = from;
    while (i < limit && !Character.isLetterOrDigit(lines.text().charAt(i))) {
      i++;
    }
    return i;
  }
}
