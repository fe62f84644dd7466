package io.mailpulse.mail.redact.person;

import io.mailpulse.mail.redact.word.NameLists;
import io.mailpulse.mail.redact.word.Vocabulary;

/** Chinese names: a surname of the list and one or two characters, told by what is around them. */
final class ChineseNames implements CaselessNames.LineFinder {

  private static final String ENDS_NAME = "\uff1a:,\uff0c!\uff01\u3002.\u3001;\uff1b)\uff09(\uff08";
  private static final int LONGEST = 4;

  private final NameLists surnames;
  private final NameLists titles;
  private final NameLists intros;
  private final NameLists greetings;
  private final NameLists closings;
  private final NameLists salutes;
  private final NameLists leads;
  private final NameLists blocked;
  private String text;

  ChineseNames(Vocabulary vocabulary) {
    surnames = vocabulary.names("zh-surname");
    titles = vocabulary.names("zh-title");
    intros = vocabulary.names("zh-intro");
    greetings = vocabulary.names("zh-greeting");
    closings = vocabulary.names("zh-closing");
    salutes = vocabulary.names("zh-salute");
    leads = vocabulary.names("zh-lead");
    blocked = vocabulary.names("zh-blocked");
  }

  @Override
  public boolean begin(String source, boolean kana) {
    text = source;
    return !kana;
  }

  @Override
  public boolean find(TextLine line, boolean afterClosing, CaselessNames.NameSink sink) {
    wholeLine(line, afterClosing, sink);
    greeted(line, sink);
    for (int i = line.start(); i < line.end(); i++) {
      if (!isHan(i)) {
        continue;
      }
      int title = titles.lengthAt(text, i);
      if (title > 0) {
        titled(i, line.start(), sink);
      }
      int intro = intros.lengthAt(text, i);
      if (intro > 0) {
        introduced(i + intro, line.end(), sink);
      }
    }
    return closings.isIn(text, line.start(), Math.min(line.end(), line.start() + 24));
  }

  /** A line that is a name, below the closing or at the end; "敬上" may follow. */
  private void wholeLine(TextLine line, boolean afterClosing, CaselessNames.NameSink sink) {
    int salute = salutes.lengthBefore(text, line.end());
    int end = line.end() - salute;
    while (end > line.start() && TextLine.isSpace(text.charAt(end - 1))) {
      end--;
    }
    if ((afterClosing || line.last() || salute > 0) && isName(line.start(), end)) {
      sink.name(line.start(), end);
    }
  }

  /** "李明：", "李明，您好", "尊敬的李明，". */
  private void greeted(TextLine line, CaselessNames.NameSink sink) {
    int greeting = greetings.lengthAt(text, line.start());
    int from = line.start() + greeting;
    while (from < line.end() && " ,\uff0c".indexOf(text.charAt(from)) >= 0) {
      from++;
    }
    for (int length = LONGEST; length >= 2; length--) {
      int end = from + length;
      if (end > line.end() || !isName(from, end)) {
        continue;
      }
      boolean stop = end == line.end() || ENDS_NAME.indexOf(text.charAt(end)) >= 0;
      boolean alone = end + 1 >= line.end() || greetings.lengthAt(text, afterMark(end)) > 0;
      if (greeting > 0 && stop
          || stop && end < line.end() && alone
          || greetings.lengthAt(text, end) > 0) {
        sink.name(from, end);
        return;
      }
    }
  }

  private int afterMark(int end) {
    int next = Math.min(text.length(), end + 1);
    return next < text.length() && text.charAt(next) == ' ' ? next + 1 : next;
  }

  /** The longest name before a title behind a boundary; else the shortest. */
  private void titled(int title, int floor, CaselessNames.NameSink sink) {
    int shortest = -1;
    for (int length = LONGEST; length >= 1; length--) {
      int start = title - length;
      if (start < floor || !isTitledName(start, title)) {
        continue;
      }
      shortest = start;
      if (start == floor || !isHan(start - 1) || leads.lengthBefore(text, start) > 0) {
        sink.name(start, title);
        return;
      }
    }
    if (shortest >= 0 && title - shortest > 1) {
      sink.name(shortest, title);
    }
  }

  private boolean isTitledName(int start, int end) {
    return isName(start, end) || end - start == 1 && surnames.lengthAt(text, start) == 1;
  }

  private void introduced(int cue, int limit, CaselessNames.NameSink sink) {
    int from = cue;
    while (from < limit && " :\uff1a\u662f".indexOf(text.charAt(from)) >= 0) {
      from++;
    }
    for (int length = LONGEST; length >= 2; length--) {
      int end = from + length;
      if (end <= limit && isName(from, end) && (end == limit || !isHan(end) || isFunction(end))) {
        sink.name(from, end);
        return;
      }
    }
  }

  /** Characters that go on after a name. */
  private boolean isFunction(int at) {
    return "\u7684\u662f\u5728\u6765\u4e8e\u548c\u4e0e\u5f88\u5df2\u6709\u60f3\u8981"
            .indexOf(text.charAt(at))
        >= 0;
  }

  /** A surname of one or two characters, and one or two more; a space may stand between. */
  private boolean isName(int start, int end) {
    int surname = surnames.lengthAt(text, start);
    if (surname == 0 || end > text.length() || blocked.lengthAt(text, start) > 1) {
      return false;
    }
    int given = 0;
    for (int i = start + surname; i < end; i++) {
      if (isHan(i)) {
        given++;
      } else if (text.charAt(i) != ' ' || end - start > LONGEST) {
        return false;
      }
    }
    return given >= 1
        && given <= 2
        && text.charAt(end - 1) != ' '
        && titles.lengthAt(text, start + surname) == 0;
  }

  private boolean isHan(int at) {
    return at >= 0 && at < text.length() && isHan(text.charAt(at));
  }

  static boolean isHan(char c) {
    return c >= '\u3400' && c <= '\u9fff';
  }
}
