package io.mailpulse.mail.segment.line;

import java.util.Arrays;

/** A body cut into lines, each with its depth of {@code >} quoting; offsets are UTF-16 units. */
public final class Lines {
  private final String text;
  private int[] start = new int[64];
  private int[] contentStart = new int[64];
  private int[] contentEnd = new int[64];
  private int[] marks = new int[64];
  private int[] depth = new int[64];
  private int count;

  public Lines(String text) {
    this.text = text;
    int from = 0;
    int length = text.length();
    while (from < length) {
      int end = from;
      while (end < length && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
        end++;
      }
      add(from, end);
      if (end < length && text.charAt(end) == '\r') {
        end++;
        if (end < length && text.charAt(end) == '\n') {
          end++;
        }
      } else if (end < length) {
        end++;
      }
      from = end;
    }
    ensureCapacity(count + 1);
    start[count] = length;
  }

  public String text() {
    return text;
  }

  public int count() {
    return count;
  }

  /** Offset of the first unit of a line; for {@code count()} the length of the text. */
  public int start(int line) {
    return start[line];
  }

  /** Offset of the first unit after quote marks and white space. */
  public int contentStart(int line) {
    return contentStart[line];
  }

  /** Offset after the last unit that is no white space. */
  public int contentEnd(int line) {
    return contentEnd[line];
  }

  /** Number of quote marks the line begins with, or had before a program wrapped it. */
  public int depth(int line) {
    return depth[line];
  }

  /** Counts a line that lost its marks to a line wrap as quoted. */
  void quote(int line, int as) {
    depth[line] = as;
  }

  /** Counts the first character of a line as its quote mark. */
  void quoteMarked(int line) {
    depth[line] = 1;
    marks[line] = 1;
    int i = contentStart[line] + 1;
    while (i < contentEnd[line] && isSpace(text.charAt(i))) {
      i++;
    }
    contentStart[line] = i;
  }

  /** Counts a name with its marks as the quote marks of a line; {@code end} is the offset after. */
  void quoteNamed(int line, int end) {
    int found = 0;
    for (int i = contentStart[line]; i < end; i++) {
      found += text.charAt(i) == '>' ? 1 : 0;
    }
    depth[line] = found;
    marks[line] = found;
    int content = end;
    while (content < contentEnd[line] && isSpace(text.charAt(content))) {
      content++;
    }
    contentStart[line] = content;
  }

  /** Length with quote marks. */
  int fullLength(int line) {
    return contentEnd[line] - start[line];
  }

  public boolean isBlank(int line) {
    return contentStart[line] >= contentEnd[line];
  }

  /** Content without quote marks and white space at the edges. */
  public String content(int line) {
    return text.substring(contentStart[line], Math.max(contentStart[line], contentEnd[line]));
  }

  /** The line as written, without its first quote marks, at most so many. */
  public String withoutMarks(int line, int most) {
    int i = start[line];
    int left = Math.min(most, marks[line]);
    while (left > 0) {
      char c = text.charAt(i++);
      if (c == '>' || c == '\uff1e' || c == ':' || c == '|') {
        left--;
      }
    }
    if (i > start[line] && i < contentEnd[line] && text.charAt(i) == ' ') {
      i++;
    }
    return text.substring(i, Math.max(i, contentEnd[line]));
  }

  public int length(int line) {
    return Math.max(0, contentEnd[line] - contentStart[line]);
  }

  public char first(int line) {
    return text.charAt(contentStart[line]);
  }

  public char last(int line) {
    return text.charAt(contentEnd[line] - 1);
  }

  /** The next line with content at or after a line, or {@code count()}. */
  public int nextFilled(int from) {
    int line = from;
    while (line < count && isBlank(line)) {
      line++;
    }
    return line;
  }

  private void add(int from, int end) {
    ensureCapacity(count + 2);
    int i = from;
    int found = 0;
    int afterMarks = from;
    int spaces = 0;
    while (i < end) {
      char c = text.charAt(i);
      if (c == '>' || c == '\uff1e') {
        found++;
        spaces = 0;
        afterMarks = i + 1;
      } else if (isSpace(c)) {
        // More than a few spaces before a mark and it is the writer's own arrow, not a quote.
        spaces++;
        if (spaces > 3 && found == 0) {
          break;
        }
      } else {
        break;
      }
      i++;
    }
    int to = end;
    while (to > afterMarks && isSpace(text.charAt(to - 1))) {
      to--;
    }
    int content = afterMarks;
    while (content < to && isSpace(text.charAt(content))) {
      content++;
    }
    start[count] = from;
    if (found == 1 && text.startsWith(">From ", from)) {
      // Mail boxes write so what was "From " at the start of a line; no quote mark has been there.
      found = 0;
    }
    marks[count] = found;
    depth[count] = found;
    contentStart[count] = content;
    contentEnd[count] = to;
    count++;
  }

  private void ensureCapacity(int size) {
    if (size > start.length) {
      int next = Math.max(size, start.length * 2);
      start = Arrays.copyOf(start, next);
      contentStart = Arrays.copyOf(contentStart, next);
      contentEnd = Arrays.copyOf(contentEnd, next);
      marks = Arrays.copyOf(marks, next);
      depth = Arrays.copyOf(depth, next);
    }
  }

  public static boolean isSpace(char c) {
    return c <= ' '
        || c == '\u00a0'
        || c == '\u200b'
        || c == '\u200e'
        || c == '\u200f'
        || c >= '\u202a' && c <= '\u202f'
        || c >= '\u2066' && c <= '\u2069'
        || c == '\u3000'
        || c == '\ufeff'
        || c >= '\u2000' && c <= '\u200a';
  }
}
