package io.mailpulse.mail.html;

/** Builds text line by line: collapses white space as a page does and prefixes cited lines. */
final class TextLines {
  /** Deeper citations keep this many prefixes, so that the output stays linear in the input. */
  private static final int DEEPEST_PREFIX = 12;

  private final StringBuilder out;
  private final StringBuilder line = new StringBuilder();
  private int lines;
  private int blankLines = 2;
  private int citations;
  private int margin;
  private String bulletPending;
  private boolean spacePending;
  private char joinerPending;
  private boolean gapWanted;

  TextLines(int sizeGuess) {
    out = new StringBuilder(sizeGuess);
  }

  /** Number of the line that the next character goes to, counted from 0. */
  int lineNumber() {
    return lines;
  }

  void character(char c) {
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f') {
      spacePending = true;
    } else {
      append(c);
    }
  }

  /** Adds a character of preformatted text. */
  void preformatted(char c) {
    if (c == '\n') {
      breakLine();
    } else if (c != '\r') {
      append(c);
    }
  }

  /** Separates two cells of a row. */
  void cell() {
    if (!line.isEmpty()) {
      line.append('\t');
      spacePending = false;
    }
  }

  /** Starts a list item on a line of its own. */
  void item(String bullet) {
    endLine();
    bulletPending = bullet;
  }

  /** Lets the item to come follow the one above without a blank line. */
  void joinItem() {
    endLine();
    gapWanted = false;
  }

  void endItem() {
    endLine();
    bulletPending = null;
  }

  /** A {@code br}: ends the line, an empty one too. */
  void breakLine() {
    if (gapWanted && line.isEmpty()) {
      gapWanted = false;
      blank();
    }
    flush();
  }

  /** The edge of a block: ends the line if there is anything on it. */
  void endLine() {
    if (!line.isEmpty()) {
      flush();
    }
    spacePending = false;
  }

  /** The edge of a paragraph: a blank line before what comes next. */
  void endParagraph() {
    endLine();
    // The first paragraph of an item stands beside its bullet.
    gapWanted |= bulletPending == null;
  }

  void cite() {
    endLine();
    blankIfWanted();
    citations++;
  }

  void endCitation() {
    endLine();
    citations--;
  }

  void indent() {
    endLine();
    margin++;
  }

  void outdent() {
    endLine();
    margin--;
  }

  @Override
  public String toString() {
    endLine();
    return out.toString();
  }

  private void append(char c) {
    if (isInvisible(c)) {
      // Newsletters fill their preview with these; scripts and pictures join letters with some.
      boolean joins = c == '\u200c' || c == '\u200d';
      joinerPending = joins && !line.isEmpty() && !spacePending ? c : 0;
      return;
    }
    if (joinerPending != 0) {
      char before = line.isEmpty() ? ' ' : line.charAt(line.length() - 1);
      if (!spacePending && isJoined(before) && isJoined(c)) {
        line.append(joinerPending);
      }
      joinerPending = 0;
    }
    if (line.isEmpty()) {
      blankIfWanted();
      spacePending = false;
      if (bulletPending != null) {
        line.append(bulletPending).append(' ');
        bulletPending = null;
      }
    } else if (spacePending) {
      line.append(' ');
      spacePending = false;
    }
    line.append(c == '\u00a0' ? ' ' : c);
  }

  private static boolean isInvisible(char c) {
    return c == '\u034f'
        || c >= '\u200b' && c <= '\u200d'
        || c == '\u2060'
        || c == '\ufeff'
        || c == '\u00ad';
  }

  /** Letters of scripts that join, and pictures of people. */
  private static boolean isJoined(char c) {
    return c >= '\u0600' && !Character.isSpaceChar(c);
  }

  private void blankIfWanted() {
    if (gapWanted) {
      gapWanted = false;
      blank();
    }
  }

  private void blank() {
    if (blankLines == 0) {
      int deep = Math.min(citations, DEEPEST_PREFIX);
      out.append(">".repeat(deep)).append('\n');
      lines++;
      blankLines = 1;
    }
  }

  private void flush() {
    int end = line.length();
    while (end > 0 && line.charAt(end - 1) <= ' ') {
      end--;
    }
    line.setLength(end);
    spacePending = false;
    if (end == 0) {
      // Two blank lines in a row say all that ten would.
      if (blankLines < 2) {
        out.append(">".repeat(Math.min(citations, DEEPEST_PREFIX))).append('\n');
        lines++;
        blankLines++;
      }
      return;
    }
    int deep = Math.min(citations, DEEPEST_PREFIX);
    if (deep > 0) {
      out.append(">".repeat(deep)).append(' ');
    }
    out.append(line).append('\n');
    lines++;
    blankLines = 0;
    line.setLength(0);
  }
}
