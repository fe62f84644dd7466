package io.mailpulse.mail.segment.line;

import java.util.Set;

/**
 * Finds quotes marked with who wrote them: The Bat! puts initials before the mark ("AL> text"),
 * Supercite a name ("Ada> text"). A body is so marked if one of these lines is announced, or a run
 * of them bears the same name and is so long that no prompt of a program is one.
 */
public final class NamedMarks {
  private static final int LONGEST_NAME = 16;
  private static final int MOST_BLANKS = 4;
  private static final int FEWEST_LINES = 3;

  /** A line that announces a quote stands so many lines above it at most, blank ones included. */
  private static final int NEAR = 3;

  /** What consoles and shells in capitals ask with; those in small letters are no names anyway. */
  private static final Set<String> PROMPTS =
      Set.of("PS", "SQL", "C", "D", "CMD", "IDLE", "ED", "EXEC", "ROM", "MON", "DB", "IN", "OUT");

  private NamedMarks() {}

  /** Counts the names as quote marks, in the lines themselves. */
  public static void mend(Lines lines) {
    if (!isSoMarked(lines)) {
      return;
    }
    for (int line = 0; line < lines.count(); line++) {
      int mark = endOfMark(lines, line);
      if (mark > 0 && !PROMPTS.contains(name(lines, line, mark))) {
        lines.quoteNamed(line, mark);
      }
    }
  }

  /** Whether some run of lines is surely quoted so; a program does not change its marks. */
  private static boolean isSoMarked(Lines lines) {
    String name = "";
    int marked = 0;
    for (int line = 0; line < lines.count(); line++) {
      int mark = endOfMark(lines, line);
      if (mark > 0) {
        String own = name(lines, line, mark);
        marked = own.equals(name) ? marked + 1 : 1;
        name = own;
        boolean known = !PROMPTS.contains(name);
        if (known && (marked >= FEWEST_LINES || isAnnounced(lines, line))) {
          return true;
        }
      } else if (!lines.isBlank(line)) {
        name = "";
      }
    }
    return false;
  }

  /** Whether the line above says that somebody wrote, as it ends with a colon or is quoted. */
  private static boolean isAnnounced(Lines lines, int line) {
    for (int above = line - 1; above >= 0 && line - above <= NEAR; above--) {
      if (!lines.isBlank(above)) {
        char last = lines.last(above);
        return lines.depth(above) > 0 || last == ':' || last == '\uff1a';
      }
    }
    return false;
  }

  private static String name(Lines lines, int line, int endOfMark) {
    int end = endOfMark;
    while (lines.text().charAt(end - 1) == '>') {
      end--;
    }
    return lines.text().substring(lines.contentStart(line), end);
  }

  /** Offset after "AL>" or "Ada>>" with a blank or nothing behind, or -1. */
  private static int endOfMark(Lines lines, int line) {
    if (lines.depth(line) > 0
        || lines.isBlank(line)
        || lines.contentStart(line) - lines.start(line) > MOST_BLANKS) {
      return -1;
    }
    String text = lines.text();
    int start = lines.contentStart(line);
    int limit = Math.min(lines.contentEnd(line), start + LONGEST_NAME);
    int i = start;
    while (i < limit && isOfName(text.charAt(i))) {
      i++;
    }
    if (i == start
        || !Character.isUpperCase(text.charAt(start)) && !isUncased(text.charAt(start))) {
      return -1;
    }
    int marks = i;
    while (marks < lines.contentEnd(line) && text.charAt(marks) == '>') {
      marks++;
    }
    boolean closed = marks >= lines.contentEnd(line) || Lines.isSpace(text.charAt(marks));
    return marks > i && closed ? marks : -1;
  }

  private static boolean isOfName(char c) {
    return Character.isLetter(c) || c == '.' || c == '-' || c == '\'';
  }

  private static boolean isUncased(char c) {
    return Character.isLetter(c) && !Character.isLowerCase(c);
  }
}
