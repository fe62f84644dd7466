package io.mailpulse.mail.segment.quote;

import io.mailpulse.mail.segment.cue.Cue;
import io.mailpulse.mail.segment.cue.Scan;
import io.mailpulse.mail.segment.line.Lines;
import java.util.Map;

/** Reads the name and the date that Notes writes above the labels of a header block. */
final class NotesNames {
  private final Lines lines;

  NotesNames(Lines lines) {
    this.lines = lines;
  }

  /** The block with the name and the date that stand above its labels. */
  HeaderBlock above(int start, int end, Map<Cue, String> values) {
    int above = filledAbove(start, 4);
    if (above < 0) {
      return new HeaderBlock(start, end, values);
    }
    String text = momentAt(above);
    var scan = text.length() > 200 ? null : Scan.of(text);
    if (scan == null || !(scan.hasDate() && scan.hasTime())) {
      return new HeaderBlock(start, end, values);
    }
    int moment = text.length() - 1 > scan.firstMoment() ? scan.firstMoment() : 0;
    String before = text.substring(0, moment).strip();
    if (!before.isEmpty()) {
      String name = before.endsWith(" on") ? before.substring(0, before.length() - 3) : before;
      values.put(Cue.FROM, name.strip());
      values.putIfAbsent(Cue.DATE, text.substring(moment).strip());
      boolean joined = text.length() > lines.length(above);
      return new HeaderBlock(joined ? above - 1 : above, end, values);
    }
    values.putIfAbsent(Cue.DATE, text);
    int nameLine = filledAbove(above, 2);
    if (nameLine >= 0 && lines.length(nameLine) <= 80 && looksLikeName(nameLine)) {
      values.put(Cue.FROM, lines.content(nameLine));
      return new HeaderBlock(nameLine, end, values);
    }
    return new HeaderBlock(above, end, values);
  }

  /** The line with the date, joined with the line above if only the time was wrapped here. */
  private String momentAt(int line) {
    String text = lines.content(line);
    boolean cut =
        text.length() <= 40
            && line > 0
            && !lines.isBlank(line - 1)
            && lines.depth(line - 1) == lines.depth(line);
    if (cut && Scan.of(text).hasTime() && !Scan.of(text).hasDate()) {
      return lines.content(line - 1) + " " + text;
    }
    return text;
  }

  private boolean looksLikeName(int line) {
    char last = lines.last(line);
    return last != '.' && last != '!' && last != '?' && last != '-' && lines.length(line) > 1;
  }

  private int filledAbove(int line, int most) {
    for (int i = line - 1; i >= 0 && i >= line - most; i--) {
      if (lines.depth(i) != lines.depth(line)) {
        return -1;
      }
      if (!lines.isBlank(i)) {
        return i;
      }
    }
    return -1;
  }
}
