package io.mailpulse.mail.segment.cue;

import io.mailpulse.mail.segment.line.Lines;

/**
 * Lines that announce an earlier mail: "-----Original Message-----", "Begin forwarded message:".
 */
public final class Separators {
  /** What a line announces. */
  public enum Kind {
    NONE,
    ORIGINAL,
    FORWARD
  }

  private static final int LONGEST = 250;

  /** A phrase so long needs no rule: "please type your reply above this line". */
  private static final int LONG_PHRASE = 20;

  private static final int CUES = Cue.ORIGINAL.bit() | Cue.FORWARD.bit() | Cue.REPLY_ABOVE.bit();

  private final Lines lines;

  public Separators(Lines lines) {
    this.lines = lines;
  }

  public Kind at(int line) {
    if (lines.isBlank(line)) {
      return Kind.NONE;
    }
    String text = lines.text();
    int limit = lines.contentEnd(line);
    int from = lines.contentStart(line);
    int start = skip(from, limit);
    int ruled = dashes(from, start);
    int end = Lexicon.get().match(text, start, limit, CUES);
    if (end < 0) {
      return Kind.NONE;
    }
    int rest = skip(end, limit);
    boolean alone = rest >= limit;
    boolean colon = alone && (lines.last(line) == ':' || lines.last(line) == '：');
    boolean closed = limit > end && isRule(text.charAt(limit - 1));
    boolean tooLong = lines.length(line) > LONGEST;
    if (tooLong
        && !(ruled >= 3 && end < limit && isRule(text.charAt(Math.min(end + 1, limit - 1))))) {
      return Kind.NONE;
    }
    boolean told = alone && end - start >= LONG_PHRASE;
    boolean enough = ruled >= 2 && (alone || closed || ruled >= 3) || colon && ruled == 0 || told;
    if (!enough) {
      return Kind.NONE;
    }
    int cues = Lexicon.get().cuesOf(text, start, end);
    return (cues & Cue.FORWARD.bit()) != 0 ? Kind.FORWARD : Kind.ORIGINAL;
  }

  /** Whether a line is one above which a help desk wants the reply. */
  public boolean isReplyAbove(int line) {
    int limit = lines.contentEnd(line);
    int start = skip(lines.contentStart(line), limit);
    return at(line) == Kind.ORIGINAL
        && Lexicon.get().match(lines.text(), start, limit, Cue.REPLY_ABOVE.bit()) > 0;
  }

  /** Whether a line is ruled on both sides, whatever it says. */
  public boolean isRuledTitle(int line) {
    if (lines.isBlank(line) || lines.length(line) > 80) {
      return false;
    }
    String content = lines.content(line);
    return content.length() > 6 && content.startsWith("--") && content.endsWith("--");
  }

  /**
   * Whether a line is a short announcement in whatever language. As the first line of a quote,
   * above a header block, it says that the mail below is passed on.
   */
  public boolean announces(int line) {
    if (isRuledTitle(line)) {
      return true;
    }
    String content = lines.isBlank(line) || lines.length(line) > 80 ? "" : lines.content(line);
    return (content.endsWith(":") || content.endsWith("："))
        && content.indexOf('@') < 0
        && content.indexOf(':') >= content.length() - 1;
  }

  /** The line after the separator: a ruled line may be wrapped. */
  public int endAt(int line) {
    int next = line + 1;
    if (next < lines.count()
        && !lines.isBlank(next)
        && isRule(lines.last(next))
        && !isRule(lines.last(line))
        && lines.length(next) <= 80
        && isRule(lines.first(line))
        && lines.depth(next) == lines.depth(line)) {
      return next + 1;
    }
    return next;
  }

  /** Whether a line is nothing but a rule of dashes, underscores or the like. */
  public boolean isRuleLine(int line) {
    if (lines.isBlank(line) || lines.length(line) < 4) {
      return false;
    }
    for (int i = lines.contentStart(line); i < lines.contentEnd(line); i++) {
      char c = lines.text().charAt(i);
      if (!isRule(c) && c != ' ') {
        return false;
      }
    }
    return true;
  }

  private int dashes(int from, int to) {
    int dashes = 0;
    for (int i = from; i < to; i++) {
      if (isRule(lines.text().charAt(i))) {
        dashes++;
      }
    }
    return dashes;
  }

  private int skip(int from, int limit) {
    int i = from;
    while (i < limit && !Character.isLetterOrDigit(lines.text().charAt(i))) {
      i++;
    }
    return i;
  }

  public static boolean isRule(char c) {
    return c == '-'
        || c == '_'
        || c == '='
        || c == '*'
        || c == '~'
        || c == '#'
        || c == '+'
        || c >= '\u2010' && c <= '\u2013'
        || c == '\u2014'
        || c == '\u2500'
        || c == '\u2501'
        || c == '\u2550'
        || c == '\u2015'
        || c == '\uff0d';
  }
}
