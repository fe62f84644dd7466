package io.mailpulse.mail.segment;

import java.util.EnumMap;
import java.util.Map;

/** Reads header blocks of earlier mails: labelled lines of any language, and those of Notes. */
final class HeaderBlocks {
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
  private static final int MOST_RECIPIENT_LINES = 60;
  private static final int MOST_OTHER_LINES = 3;
  private static final int MOST_LABELS = 20;
  private static final int LONGEST_NOTE = 8;

  private final Lines lines;
  private final NotesNames names;
  private final BareLabels bare;

  HeaderBlocks(Lines lines) {
    this.lines = lines;
    this.names = new NotesNames(lines);
    this.bare = new BareLabels(lines);
  }

  /** The block on one line, perhaps after a separator, or null. */
  HeaderBlock joinedAt(int line) {
    var joined = RunTogether.read(lines, line);
    return joined == null ? null : new HeaderBlock(line, line + 1, joined);
  }

  /** The block without colons right under a separator, or null. */
  HeaderBlock bareAt(int line) {
    return bare.at(line);
  }

  /** The block that begins at a line with a label, or null. */
  HeaderBlock at(int line) {
    if (valueStart(line) < 0) {
      return null;
    }
    var joined = joinedAt(line);
    if (joined != null) {
      return joined;
    }
    var values = new EnumMap<Cue, String>(Cue.class);
    int depth = lines.depth(line);
    int at = line;
    int end = line;
    int labels = 0;
    while (at < lines.count() && lines.depth(at) == depth && labels < MOST_LABELS) {
      labels++;
      int valueStart = valueStart(at);
      Cue label = valueStart < 0 ? null : label(at, values);
      if (label == null) {
        break;
      }
      int valueEnd = continuation(at, label, valueStart);
      values.merge(label, value(at, valueStart, valueEnd), (first, second) -> first);
      end = valueEnd;
      at = valueEnd;
      int next = lines.nextFilled(at);
      if (next > at && next <= at + 2 && next < lines.count() && valueStart(next) >= 0) {
        at = next;
      }
    }
    if (!isBlock(values)) {
      return null;
    }
    return values.containsKey(Cue.FROM)
        ? new HeaderBlock(line, end, values)
        : names.above(line, end, values);
  }

  /** Whether a line is "label: value" with a label of header blocks. */
  boolean isLabelled(int line) {
    return valueStart(line) >= 0;
  }

  private static boolean isBlock(Map<Cue, String> values) {
    boolean from = values.containsKey(Cue.FROM);
    boolean date = values.containsKey(Cue.DATE);
    boolean to = values.containsKey(Cue.TO) || values.containsKey(Cue.CC);
    boolean subject = values.containsKey(Cue.SUBJECT);
    int kinds = (from ? 1 : 0) + (date ? 1 : 0) + (to ? 1 : 0) + (subject ? 1 : 0);
    if (kinds >= 3) {
      return true;
    }
    if (from) {
      return kinds == 2 && (values.get(Cue.FROM).indexOf('@') >= 0 || !to);
    }
    return to && subject;
  }

  /** Offset of the value if the line is "label: value", or -1. */
  private int valueStart(int line) {
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

  private Cue label(int line, Map<Cue, String> known) {
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

  private int continuation(int line, Cue label, int valueStart) {
    int depth = lines.depth(line);
    boolean empty = valueStart >= lines.contentEnd(line);
    boolean list = label == Cue.TO || label == Cue.CC || label == Cue.BCC || label == Cue.FROM;
    int most = line + (list ? MOST_RECIPIENT_LINES : MOST_OTHER_LINES);
    int end = line + 1;
    int i = line + 1;
    while (i < lines.count() && i <= most && lines.depth(i) == depth && !lines.isBlank(i)) {
      if (valueStart(i) >= 0) {
        return i;
      }
      boolean open = endsOpen(i - 1) || looksLikeRecipients(i);
      if (list && open
          || empty
              && i == line + 1
              && label != Cue.CC
              && label != Cue.BCC
              && label != Cue.SUBJECT) {
        end = i + 1;
      }
      i++;
    }
    // Lines with no label below them belong to the value only where it was visibly unfinished.
    return end;
  }

  /** Lists wrap inside names too: the next line then goes on with addresses. */
  private boolean looksLikeRecipients(int line) {
    String content = lines.length(line) > 200 ? "" : lines.content(line);
    return content.indexOf('@') > 0
            && (content.indexOf(',') > 0 || content.indexOf(';') > 0 || content.indexOf(' ') < 0)
        || content.indexOf('/') > 0 && content.indexOf('@') > 0;
  }

  private boolean endsOpen(int line) {
    if (lines.isBlank(line)) {
      return false;
    }
    char last = lines.last(line);
    return last == ',' || last == ';';
  }

  private String value(int line, int valueStart, int end) {
    int limit = lines.contentEnd(line);
    var value = new StringBuilder(lines.text().substring(Math.min(valueStart, limit), limit));
    for (int i = line + 1; i < end; i++) {
      if (!value.isEmpty()) {
        value.append(' ');
      }
      value.append(lines.content(i));
    }
    int to = value.length();
    while (to > 0
        && (value.charAt(to - 1) == '*'
            || value.charAt(to - 1) == '|'
            || value.charAt(to - 1) == ' ')) {
      to--;
    }
    value.setLength(to);
    return value.toString();
  }
}
