package io.mailpulse.mail.segment.line;

import io.mailpulse.mail.html.HtmlColour;
import io.mailpulse.mail.html.HtmlMark;
import io.mailpulse.mail.html.HtmlText;
import java.util.List;

/** What the markup of an HTML body said about its lines; says nothing for a text body. */
public final class MarkupHints {
  private final int count;
  private final boolean[] indented;
  private final boolean[] quoted;
  private final boolean[] signed;
  private final boolean[] header;
  private final boolean[] attribution;
  private final boolean[] forward;
  private final List<HtmlColour> colours;
  private int rest = Integer.MAX_VALUE;

  private MarkupHints(int lineCount, List<HtmlMark> marks, List<HtmlColour> colours) {
    count = lineCount;
    this.colours = colours;
    int[] citesBefore = startsBefore(marks, lineCount);
    indented = covered(marks, HtmlMark.Kind.INDENT, null);
    // A quote element with a citation inside may hold answers beside it: the citation is precise.
    quoted = covered(marks, HtmlMark.Kind.QUOTE, citesBefore);
    signed = covered(marks, HtmlMark.Kind.SIGNATURE, null);
    header = covered(marks, HtmlMark.Kind.HEADER, null);
    attribution = covered(marks, HtmlMark.Kind.ATTRIBUTION, null);
    forward = covered(marks, HtmlMark.Kind.FORWARD, null);
    for (var mark : marks) {
      if (mark.kind() == HtmlMark.Kind.REST) {
        rest = Math.min(rest, mark.firstLine());
      }
    }
  }

  public static MarkupHints none() {
    return new MarkupHints(0, List.of(), List.of());
  }

  /** What a page said about its lines, of which there are so many. */
  public static MarkupHints of(int lineCount, HtmlText page) {
    return new MarkupHints(lineCount, page.marks(), page.colours());
  }

  /** Runs of lines in a colour of their own, in order. */
  public List<HtmlColour> colours() {
    return colours;
  }

  public boolean isIndented(int line) {
    return line < count && indented[line];
  }

  public boolean isQuoted(int line) {
    return line < count && quoted[line];
  }

  public boolean isSigned(int line) {
    return line < count && signed[line];
  }

  public boolean isHeader(int line) {
    return line < count && header[line];
  }

  public boolean isAttribution(int line) {
    return line < count && attribution[line];
  }

  public boolean isForward(int line) {
    return line < count && forward[line];
  }

  /** Whether the markup says that this line and all below are an earlier mail. */
  public boolean isRest(int line) {
    return line >= rest;
  }

  private boolean[] covered(List<HtmlMark> marks, HtmlMark.Kind kind, int[] citesBefore) {
    int[] change = new int[count + 1];
    for (var mark : marks) {
      int first = Math.min(mark.firstLine(), count);
      int end = Math.min(mark.endLine(), count);
      boolean cites = citesBefore != null && citesBefore[end] > citesBefore[first];
      if (mark.kind() == kind && !cites) {
        change[first]++;
        change[end]--;
      }
    }
    boolean[] covered = new boolean[count];
    int open = 0;
    for (int line = 0; line < count; line++) {
      open += change[line];
      covered[line] = open > 0;
    }
    return covered;
  }

  private static int[] startsBefore(List<HtmlMark> marks, int count) {
    int[] before = new int[count + 1];
    for (var mark : marks) {
      if (mark.kind() == HtmlMark.Kind.CITE && mark.firstLine() < count) {
        before[mark.firstLine() + 1]++;
      }
    }
    for (int line = 1; line <= count; line++) {
      before[line] += before[line - 1];
    }
    return before;
  }
}
