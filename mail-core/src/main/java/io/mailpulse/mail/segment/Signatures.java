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
    int sure = Lexicon.get().match(lines.text(), from, limit, Cue.MOBILE.bit());
    if (sure > 0) {
      // "Sent from my desk, which is easier" is a sentence.
      return namesDevice(from, Math.min(limit, sure + 24)) || wordsIn(sure, limit) <= 4;
    }
    int end = Lexicon.get().match(lines.text(), from, limit, Cue.MOBILE_WITH_DEVICE.bit());
    return end > 0 && namesDevice(end, limit)
        || namesDevice(from, Math.min(limit, from + 40)) && saysSent(from, limit);
  }

  private int wordsIn(int from, int limit) {
    int words = 0;
    boolean inside = false;
    for (int i = from; i < limit; i++) {
      boolean space = Lines.isSpace(lines.text().charAt(i));
      words += !space && !inside ? 1 : 0;
      inside = !space;
    }
    return words;
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
    int start = end;
    int filled = 0;
    for (int line = end - 1; line >= from && filled <= 4; line--) {
      if (!lines.isBlank(line)) {
        filled++;
        if (isMobile(line)) {
          start = line;
          filled = start == end ? filled : 3;
        }
      }
    }
    return start;
  }

  private int ruleIn(int from, int end) {
    int filled = 0;
    for (int line = end - 1; line >= from && filled <= MOST_LINES_UNDER_RULE; line--) {
      if (lines.isBlank(line)) {
        continue;
      }
      if (separators.isRuleLine(line)) {
        int prose = prose(line + 1, end);
        boolean advertised =
            lines.length(line) >= 60 && Shape.of(lines, lastFilled(line, end)).hasLink();
        boolean block =
            filled > 0
                && (prose == 0
                    || prose <= 2 && contacts(line + 1, end) > 0
                    || prose <= 6 && advertised);
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

  /** The part of a paragraph, up from its end, that is all names, roles and contacts. */
  private Block blockIn(int from, int to) {
    int start = to;
    int reachable = 0;
    int links = 0;
    for (int line = to - 1; line >= from; line--) {
      var shape = Shape.of(lines, line);
      if (isClosing(line)) {
        // The name under the closing still belongs to the letter.
        boolean named = start == line + 1 && start < to && Shape.of(lines, start).isName();
        return new Block(named ? start + 1 : start, to, reachable, links, true, true);
      }
      if (shape.isProse() || !shape.isContact() && !shape.isTitle() && !shape.isField()) {
        boolean ends = start < to - 2 && reachable > 0 && Shape.of(lines, start).isName();
        return new Block(ends ? start : to, to, reachable, links, true, true);
      }
      reachable += shape.isReachable() ? 1 : 0;
      links += shape.hasLink() ? 1 : 0;
      start = line;
    }
    return new Block(start, to, reachable, links, false, Shape.of(lines, from).isTitle());
  }

  /** Name and role in a paragraph of their own under "Regards,". */
  private boolean isUnderClosing(int from, Block block, int end) {
    int above = lastFilled(from, block.start());
    return end - block.start() >= 2
        && above >= from
        && above < block.start() - 1
        && isClosing(above)
        && Shape.of(lines, block.start()).isName();
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
