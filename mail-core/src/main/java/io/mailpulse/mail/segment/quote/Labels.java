package io.mailpulse.mail.segment.quote;

import io.mailpulse.mail.segment.cue.Cue;
import io.mailpulse.mail.segment.cue.Lexicon;
import io.mailpulse.mail.segment.line.Lines;
import java.util.Map;

/** Reads the labels of header lines, with the decoration that programs put around them. */
public final class Labels {
  private static final int LABELS =
      Cue.FROM.bit()
          | Cue.TO.bit()
          | Cue.CC.bit()
          | Cue.BCC.bit()
          | Cue.DATE.bit()
          | Cue.SUBJECT.bit()
          | Cue.REPLY_TO.bit()
          | Cue.OTHER.bit();
  private static final Cue[] PREFERENCE = {
    Cue.FROM, Cue.DATE, Cue.TO, Cue.CC, Cue.SUBJECT, Cue.BCC, Cue.REPLY_TO, Cue.OTHER
  };
  private static final int LONGEST_NOTE = 8;

  private final Lines lines;

  Labels(Lines lines) {
    this.lines = lines;
  }

  /** Offset of the value if the line is "label: value", or -1. */
  int valueStart(int line) {
    if (lines.isBlank(line)) {
      return -1;
    }
    String text = lines.text();
    int limit = lines.contentEnd(line);
    int i = skipDecoration(lines.contentStart(line), limit);
    int end = Lexicon.get().match(text, i, limit, LABELS);
    if (end < 0) {
      return -1;
    }
    int colon = skipDecoration(skipNote(end, limit), limit);
    if (colon < limit && (text.charAt(colon) == ':' || text.charAt(colon) == '：')) {
      return skipDecoration(colon + 1, limit);
    }
    // NetEase writes a table: "| From | Ada |".
    return isCell(line) && holdsBar(end, colon) ? colon : -1;
  }

  /** What the label of a line says that is not known yet, or null. */
  Cue label(int line, Map<Cue, String> known) {
    String text = lines.text();
    int limit = lines.contentEnd(line);
    int from = skipDecoration(lines.contentStart(line), limit);
    int to = Lexicon.get().match(text, from, limit, LABELS);
    int cues = Lexicon.get().cuesOf(text, from, to);
    for (Cue cue : PREFERENCE) {
      if ((cues & cue.bit()) != 0 && (!known.containsKey(cue) || cue == Cue.OTHER)) {
        return cue;
      }
    }
    return null;
  }

  private boolean isCell(int line) {
    return lines.first(line) == '|' && lines.last(line) == '|';
  }

  private boolean holdsBar(int from, int to) {
    for (int i = from; i < to; i++) {
      if (lines.text().charAt(i) == '|') {
        return true;
      }
    }
    return false;
  }

  /** Thunderbird explains its label: "Kopie (CC):". */
  private int skipNote(int from, int limit) {
    String text = lines.text();
    int open = skipDecoration(from, limit);
    if (open >= limit || text.charAt(open) != '(') {
      return from;
    }
    for (int i = open; i < Math.min(limit, open + LONGEST_NOTE); i++) {
      if (text.charAt(i) == ')') {
        return i + 1;
      }
    }
    return from;
  }

  private int skipDecoration(int from, int limit) {
    int i = from;
    while (i < limit && isDecoration(lines.text().charAt(i))) {
      i++;
    }
    return i;
  }

  private static boolean isDecoration(char c) {
    return Lines.isSpace(c) || c == '*' || c == '_' || c == '|';
  }
}
