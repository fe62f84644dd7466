package io.mailpulse.mail.segment;

import io.mailpulse.schema.SegmentKind;

/** Finds signature, footer and legal notice at the end of a run of the sender's words. */
final class Tails {
  private static final int MOST_SIGNATURE_LINES = 15;

  private final Lines lines;
  private final Separators separators;

  Tails(Lines lines, Separators separators) {
    this.lines = lines;
    this.separators = separators;
  }

  void mark(int from, int to, SegmentKind[] kinds) {
    int end = to;
    for (int line = from; line < end; line++) {
      if (lines.isBlank(line)) {
        continue;
      }
      if (isSignatureMark(line) && filled(line + 1, end) <= MOST_SIGNATURE_LINES) {
        fill(kinds, line, end, SegmentKind.SIGNATURE);
        return;
      }
      if (isMobile(line) && filled(line + 1, end) <= 4) {
        fill(kinds, line, end, SegmentKind.SIGNATURE);
        return;
      }
      if (isFooterRule(line, end)) {
        fill(kinds, line, end, SegmentKind.DISCLAIMER);
        return;
      }
    }
  }

  private boolean isSignatureMark(int line) {
    String content = lines.content(line);
    return content.equals("--")
        || content.equals("---")
        || content.equals("—")
        || content.equals("–-")
        || content.equals("__")
        || content.equals("___");
  }

  private boolean isMobile(int line) {
    if (lines.length(line) > 120) {
      return false;
    }
    int from = lines.contentStart(line);
    int limit = lines.contentEnd(line);
    while (from < limit && !Character.isLetterOrDigit(lines.text().charAt(from))) {
      from++;
    }
    return Lexicon.get().match(lines.text(), from, limit, Cue.MOBILE.bit()) > 0;
  }

  /** A rule with a list footer or legal notice under it. */
  private boolean isFooterRule(int line, int end) {
    if (!separators.isRuleLine(line)) {
      return false;
    }
    for (int i = line + 1; i < Math.min(end, line + 12); i++) {
      if (!lines.isBlank(i) && hasFooterCue(i)) {
        return true;
      }
    }
    return false;
  }

  private boolean hasFooterCue(int line) {
    int limit = Math.min(lines.contentEnd(line), lines.contentStart(line) + 300);
    boolean wordStart = true;
    for (int i = lines.contentStart(line); i < limit; i++) {
      char c = lines.text().charAt(i);
      if (wordStart
          && Lexicon.get().match(lines.text(), i, limit, Cue.FOOTER.bit() | Cue.LEGAL.bit()) > 0) {
        return true;
      }
      wordStart = !Character.isLetterOrDigit(c);
    }
    return false;
  }

  private int filled(int from, int to) {
    int filled = 0;
    for (int line = from; line < to; line++) {
      if (!lines.isBlank(line)) {
        filled++;
      }
    }
    return filled;
  }

  private static void fill(SegmentKind[] kinds, int from, int to, SegmentKind kind) {
    for (int line = from; line < to; line++) {
      kinds[line] = kind;
    }
  }
}
