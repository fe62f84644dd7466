package io.mailpulse.mail.segment.quote;

import io.mailpulse.mail.segment.cue.Cue;
import io.mailpulse.mail.segment.line.Lines;
import java.util.EnumMap;
import java.util.Map;

/** Reads header blocks of earlier mails: labelled lines of any language, and those of Notes. */
public final class HeaderBlocks {
  private static final int MOST_RECIPIENT_LINES = 60;
  private static final int MOST_OTHER_LINES = 3;
  private static final int MOST_LABELS = 20;

  private final Lines lines;
  private final Labels labels;
  private final NotesNames names;
  private final BareLabels bare;

  public HeaderBlocks(Lines lines) {
    this.lines = lines;
    this.labels = new Labels(lines);
    this.names = new NotesNames(lines);
    this.bare = new BareLabels(lines);
  }

  /** The block on one line, perhaps after a separator, or null. */
  public HeaderBlock joinedAt(int line) {
    var joined = RunTogether.read(lines, line);
    return joined == null ? null : new HeaderBlock(line, line + 1, joined);
  }

  /** The block without colons right under a separator, or null. */
  public HeaderBlock bareAt(int line) {
    return bare.at(line);
  }

  /** The block that begins at a line with a label, or null. */
  public HeaderBlock at(int line) {
    if (labels.valueStart(line) < 0) {
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
    int read = 0;
    while (at < lines.count() && lines.depth(at) == depth && read < MOST_LABELS) {
      read++;
      int valueStart = labels.valueStart(at);
      Cue label = valueStart < 0 ? null : labels.label(at, values);
      if (label == null) {
        break;
      }
      int valueEnd = continuation(at, label, valueStart);
      values.merge(label, value(at, valueStart, valueEnd), (first, second) -> first);
      end = valueEnd;
      at = valueEnd;
      int next = lines.nextFilled(at);
      if (next > at && next <= at + 2 && next < lines.count() && labels.valueStart(next) >= 0) {
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
  public boolean isLabelled(int line) {
    return labels.valueStart(line) >= 0;
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

  private int continuation(int line, Cue label, int valueStart) {
    int depth = lines.depth(line);
    boolean empty = valueStart >= lines.contentEnd(line);
    boolean list = label == Cue.TO || label == Cue.CC || label == Cue.BCC || label == Cue.FROM;
    int most = line + (list ? MOST_RECIPIENT_LINES : MOST_OTHER_LINES);
    int end = line + 1;
    int i = line + 1;
    while (i < lines.count() && i <= most && lines.depth(i) == depth && !lines.isBlank(i)) {
      if (labels.valueStart(i) >= 0) {
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
