package io.mailpulse.mail.segment.quote;

import io.mailpulse.mail.segment.cue.Cue;
import io.mailpulse.mail.segment.cue.Lexicon;
import io.mailpulse.mail.segment.cue.Separators;
import io.mailpulse.mail.segment.line.Lines;
import java.util.EnumMap;
import java.util.Map;

/**
 * Header lines that a program ran together on one line, as Yahoo does in its text part: "From: A
 * &lt;a&gt;To: B &lt;b&gt;Subject: C".
 */
final class RunTogether {
  private static final int LABELS =
      Cue.FROM.bit() | Cue.TO.bit() | Cue.CC.bit() | Cue.DATE.bit() | Cue.SUBJECT.bit();
  private static final Cue[] LABEL_ORDER = {Cue.FROM, Cue.TO, Cue.CC, Cue.DATE, Cue.SUBJECT};
  private static final int LONGEST_LABEL = 24;
  private static final int LONGEST_LINE = 4_000;

  private final String text;
  private final Map<Cue, String> values = new EnumMap<>(Cue.class);
  private Cue label;
  private int valueStart;

  private RunTogether(String text) {
    this.text = text;
  }

  /** The values of a line with at least three labels, or null. */
  static Map<Cue, String> read(Lines lines, int line) {
    int length = lines.length(line);
    if (length > LONGEST_LINE || length < 20) {
      return null;
    }
    String content = lines.content(line);
    return read(content.substring(afterRule(content)));
  }

  /** Yahoo puts even the separator on the line: "----- Forwarded Message ----- From: A". */
  private static int afterRule(String content) {
    if (!Separators.isRule(content.charAt(0))) {
      return 0;
    }
    int close = content.indexOf("---", content.indexOf(' ') + 1);
    int i = Math.max(close, 0);
    while (close > 0 && i < content.length() && !Character.isLetter(content.charAt(i))) {
      i++;
    }
    return i;
  }

  private static Map<Cue, String> read(String content) {
    int colon = content.indexOf(':');
    if (content.indexOf(':', colon + 1) < 0) {
      return null;
    }
    var reader = new RunTogether(content);
    reader.read();
    return reader.values.size() >= 3 && reader.values.containsKey(Cue.FROM) ? reader.values : null;
  }

  private void read() {
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ':' || c == '：') {
        int start = labelBefore(i, from);
        if (start >= 0) {
          from = i + 1;
        }
      } else if (c == '>' && i + 1 < text.length() && Character.isLetter(text.charAt(i + 1))) {
        from = unmarkedLabel(i + 1, from);
      }
    }
    close(text.length());
  }

  /** A label that ends at a colon; the longest, since it may follow a word without a space. */
  private int labelBefore(int colon, int from) {
    int end = colon;
    while (end > from && Lines.isSpace(text.charAt(end - 1))) {
      end--;
    }
    for (int start = Math.max(from, end - LONGEST_LABEL); start < end; start++) {
      if (Character.isLetter(text.charAt(start)) && take(start, end, colon + 1)) {
        return start;
      }
    }
    return -1;
  }

  /** A label right after an address that lost its colon. */
  private int unmarkedLabel(int start, int from) {
    int end =
        Lexicon.get().match(text, start, Math.min(text.length(), start + LONGEST_LABEL), LABELS);
    boolean spaced = end > 0 && end < text.length() && text.charAt(end) == ' ';
    return spaced && take(start, end, end) ? end : from;
  }

  private boolean take(int start, int end, int next) {
    int cues = Lexicon.get().cuesOf(text, start, end);
    for (Cue cue : LABEL_ORDER) {
      boolean fresh = !values.containsKey(cue) && cue != label;
      if ((cues & cue.bit()) != 0 && fresh && (label != null || start == 0)) {
        close(start);
        label = cue;
        valueStart = next;
        return true;
      }
    }
    return false;
  }

  private void close(int end) {
    if (label != null) {
      values.put(label, text.substring(Math.min(valueStart, end), end).strip());
    }
  }
}
