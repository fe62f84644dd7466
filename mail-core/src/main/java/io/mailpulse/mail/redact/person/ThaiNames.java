package io.mailpulse.mail.redact.person;

import io.mailpulse.mail.redact.word.NameLists;
import io.mailpulse.mail.redact.word.Vocabulary;

/** Thai names: after a title, after a word that introduces, or alone below the closing. */
final class ThaiNames implements CaselessNames.LineFinder {

  private static final int LONGEST_GIVEN = 14;
  private static final int LONGEST_SURNAME = 20;

  private final NameLists titles;
  private final NameLists you;
  private final NameLists greetings;
  private final NameLists intros;
  private final NameLists closings;
  private final NameLists stops;
  private String text;

  ThaiNames(Vocabulary vocabulary) {
    titles = vocabulary.names("th-title");
    you = vocabulary.names("th-you");
    greetings = vocabulary.names("th-greeting");
    intros = vocabulary.names("th-intro");
    closings = vocabulary.names("th-closing");
    stops = vocabulary.names("th-stop");
  }

  @Override
  public boolean begin(String source, boolean kana) {
    text = source;
    return true;
  }

  @Override
  public boolean find(TextLine line, boolean afterClosing, CaselessNames.NameSink sink) {
    if (!isThai(line.start())) {
      return false;
    }
    if (afterClosing && endOfName(line.start(), line.end()) == line.end()) {
      sink.name(line.start(), line.end());
      return false;
    }
    boolean wordStart = true;
    for (int i = line.start(); i < line.end(); i++) {
      int cue = intros.lengthAt(text, i);
      if (cue == 0 && wordStart) {
        cue = titles.lengthAt(text, i);
      }
      int youLength = you.lengthAt(text, i);
      if (cue == 0 && youLength > 0 && isGreeted(i, line.start())) {
        cue = youLength;
      }
      if (cue > 0) {
        int from = i + cue;
        while (from < line.end() && " :".indexOf(text.charAt(from)) >= 0) {
          from++;
        }
        int honorific = Math.max(titles.lengthAt(text, from), you.lengthAt(text, from));
        from += honorific;
        int end = endOfName(from, line.end());
        if (end > from) {
          sink.name(from, end);
          i = end;
        }
      }
      wordStart = i < line.end() && !isThai(i);
    }
    return closings.isIn(text, line.start(), line.end());
  }

  /** "คุณ" is "you" as well: it is a title at the start of a line and after a greeting. */
  private boolean isGreeted(int at, int floor) {
    int end = at;
    while (end > floor && " ,".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return end == floor || greetings.lengthBefore(text, end) > 0;
  }

  /** End of a given name and a surname set apart by a space; the start if there is none. */
  private int endOfName(int from, int limit) {
    int end = endOfRun(from, limit);
    if (end - from < 2 || end - from > LONGEST_GIVEN || stops.isIn(text, from, end)) {
      return from;
    }
    if (end < limit && text.charAt(end) == ' ' && isThai(end + 1)) {
      int second = endOfRun(end + 1, limit);
      if (second - end - 1 >= 2
          && second - end - 1 <= LONGEST_SURNAME
          && !stops.isIn(text, end + 1, second)) {
        return second;
      }
    }
    return end;
  }

  private int endOfRun(int from, int limit) {
    int end = from;
    while (end < limit && isThai(end)) {
      end++;
    }
    return end;
  }

  private boolean isThai(int at) {
    return at >= 0
        && at < text.length()
        && text.charAt(at) >= '\u0e01'
        && text.charAt(at) <= '\u0e4e';
  }
}
