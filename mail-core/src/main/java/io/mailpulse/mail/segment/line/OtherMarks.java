package io.mailpulse.mail.segment.line;

/** Finds quotes that some programs mark with {@code :} or {@code |} instead of {@code >}. */
public final class OtherMarks {
  private static final int FEWEST_LINES = 4;

  private OtherMarks() {}

  public static void mend(Lines lines) {
    int line = 0;
    while (line < lines.count()) {
      char mark = markOf(lines, line);
      int end = line + 1;
      int tabular = 0;
      while (mark != 0 && end < lines.count() && markOf(lines, end) == mark) {
        tabular += lines.length(end) > 1 && lines.last(end) == '|' ? 1 : 0;
        end++;
      }
      if (mark != 0 && end - line >= FEWEST_LINES && tabular == 0) {
        for (int i = line; i < end; i++) {
          lines.quoteMarked(i);
        }
      }
      line = end;
    }
  }

  private static char markOf(Lines lines, int line) {
    if (lines.depth(line) > 0
        || lines.isBlank(line)
        || lines.contentStart(line) > lines.start(line)) {
      return 0;
    }
    char first = lines.first(line);
    boolean alone =
        lines.length(line) == 1 || lines.text().charAt(lines.contentStart(line) + 1) == ' ';
    return alone && (first == ':' || first == '|') ? first : 0;
  }
}
