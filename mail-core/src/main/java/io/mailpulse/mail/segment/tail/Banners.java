package io.mailpulse.mail.segment.tail;

import io.mailpulse.mail.segment.line.Lines;
import io.mailpulse.mail.wordlist.ResourceLines;
import io.mailpulse.schema.SegmentKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Warnings that gateways put above or below mail from outside: no words of the sender. A warning
 * says where the mail comes from and what not to do; only one that is marked or stands in brackets
 * may do with less.
 */
public final class Banners {

  /** Paragraphs at either end that are looked at. */
  private static final int MOST_PARAGRAPHS = 3;

  private static final int MOST_LINES = 8;
  private static final int LONGEST = 900;

  /** A label alone is short. */
  private static final int LONGEST_LABEL = 60;

  private static final Map<Cue, List<String>> PHRASES = phrases();

  private final Lines lines;

  /** Looks at the lines of a whole body. */
  public Banners(Lines lines) {
    this.lines = lines;
  }

  private enum Cue {
    OUTSIDE,
    CARE,
    LABEL,
    MARK
  }

  /** Marks warnings at the beginning and the end among the sender's words. */
  public void mark(SegmentKind[] kinds) {
    int from = 0;
    for (int i = 0; i < MOST_PARAGRAPHS; i++) {
      int first = lines.nextFilled(from);
      int end = endOfWarning(first, kinds);
      if (end < 0) {
        break;
      }
      fill(kinds, from, end);
      from = end;
    }
    int to = lines.count();
    for (int i = 0; i < MOST_PARAGRAPHS; i++) {
      int last = to - 1;
      while (last >= from && lines.isBlank(last)) {
        last--;
      }
      int first = last;
      while (first > from && last - first < MOST_LINES && !lines.isBlank(first - 1)) {
        first--;
      }
      if (first < from || endOfWarning(first, kinds) <= last) {
        break;
      }
      fill(kinds, first, to);
      to = first;
    }
  }

  /** The line after the warning that begins at a line, or -1. */
  private int endOfWarning(int first, SegmentKind[] kinds) {
    boolean outside = false;
    boolean care = false;
    boolean marked = false;
    int end = -1;
    int length = 0;
    for (int line = first;
        line < Math.min(lines.count(), first + MOST_LINES) && length < LONGEST;
        line++) {
      if (lines.isBlank(line) || kinds[line] != SegmentKind.AUTHORED || lines.depth(line) > 0) {
        break;
      }
      String text = ' ' + lines.content(line).toLowerCase(Locale.ROOT).replace('\u2019', '\'');
      length += text.length();
      boolean says = false;
      if (has(Cue.MARK, text)) {
        marked = true;
        says = true;
      }
      if (has(Cue.OUTSIDE, text)) {
        outside = true;
        says = true;
      }
      if (has(Cue.CARE, text)) {
        care = true;
        says = true;
      }
      boolean label = text.length() <= LONGEST_LABEL && has(Cue.LABEL, text);
      if (label && isAlone(line, text)) {
        return line + 1;
      }
      says |= label;
      // Between two lines of a warning anything may stand, behind the last nothing does.
      end = says && (marked || outside && care) ? line + 1 : end;
    }
    return end;
  }

  /** {@code [EXTERNAL]}, {@code *** External email ***}: a label and nothing else. */
  private boolean isAlone(int line, String text) {
    char first = text.charAt(1);
    char last = text.charAt(text.length() - 1);
    boolean ruled = "[*-=!【<|".indexOf(first) >= 0 && "]*-=!】>|".indexOf(last) >= 0;
    boolean sentence = last == '.' || last == '!' || last == '?' || last == ',';
    boolean above = line + 1 >= lines.count() || lines.isBlank(line + 1);
    return ruled || !sentence && above && has(Cue.OUTSIDE, text);
  }

  private static boolean has(Cue cue, String text) {
    for (String phrase : PHRASES.get(cue)) {
      if (text.contains(phrase)) {
        return true;
      }
    }
    return false;
  }

  private static void fill(SegmentKind[] kinds, int from, int to) {
    for (int line = from; line < to; line++) {
      kinds[line] = SegmentKind.DISCLAIMER;
    }
  }

  private static Map<Cue, List<String>> phrases() {
    var phrases = new EnumMap<Cue, List<String>>(Cue.class);
    for (Cue cue : Cue.values()) {
      phrases.put(cue, new ArrayList<>());
    }
    for (String line : ResourceLines.of(Banners.class, "banners.txt")) {
      int equals = line.indexOf('=');
      List<String> target =
          phrases.get(Cue.valueOf(line.substring(0, equals).strip().toUpperCase(Locale.ROOT)));
      for (String phrase : line.substring(equals + 1).split("\\|")) {
        target.add(phrase.strip());
      }
    }
    return phrases;
  }
}
