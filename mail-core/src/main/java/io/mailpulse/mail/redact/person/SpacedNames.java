package io.mailpulse.mail.redact.person;

import io.mailpulse.mail.redact.word.Letters;
import io.mailpulse.mail.redact.word.NameLists;
import io.mailpulse.mail.redact.word.Vocabulary;

/**
 * Names in scripts that part words by spaces and have no capitals (Arabic, Hebrew, the scripts of
 * India): after titles, greetings and words that introduce, below closings, and known given names
 * with a second name behind them.
 */
final class SpacedNames implements CaselessNames.LineFinder {

  private static final int MOST_WORDS = 4;
  private static final int MOST_LINE_WORDS = 256;

  private final NameLists titles;
  private final NameLists titlesAfter;
  private final NameLists greetings;
  private final NameLists closings;
  private final NameLists intros;
  private final NameLists weakIntros;
  private final NameLists particles;
  private final NameLists stops;
  private final NameLists givens;
  private final NameLists commons;
  private final NameLists articles;
  private final NameLists families;
  private final int[] starts = new int[MOST_LINE_WORDS];
  private final int[] ends = new int[MOST_LINE_WORDS];
  private String text;
  private int count;
  private int lineEnd;

  SpacedNames(Vocabulary vocabulary) {
    titles = vocabulary.names("title");
    titlesAfter = vocabulary.names("title-after");
    greetings = vocabulary.names("greeting");
    closings = vocabulary.names("closing");
    intros = vocabulary.names("intro");
    weakIntros = vocabulary.names("weak-intro");
    particles = vocabulary.names("particle");
    stops = vocabulary.names("stop");
    givens = vocabulary.names("given");
    commons = vocabulary.names("given-common");
    families = vocabulary.names("family");
    articles = vocabulary.names("article");
  }

  @Override
  public boolean begin(String source, boolean kana) {
    text = source;
    return true;
  }

  @Override
  public boolean find(TextLine line, boolean afterClosing, CaselessNames.NameSink sink) {
    read(line);
    if (count == 0) {
      return false;
    }
    boolean whole = ends[count - 1] >= line.end() - 1 && starts[0] == line.start();
    if (whole && count <= MOST_WORDS && isNameLine(afterClosing, line.last())) {
      sink.name(starts[0], ends[count - 1]);
      return false;
    }
    for (int i = 0; i < count; i++) {
      i = Math.max(i, around(i, sink) - 1);
    }
    return count <= MOST_WORDS + 2 && closings.holds(word(0))
        || count > 1 && count <= MOST_WORDS + 2 && closings.holds(word(1));
  }

  private boolean isNameLine(boolean afterClosing, boolean last) {
    for (int i = 0; i < count; i++) {
      if (isStop(i) || closings.holds(word(i)) || titles.holds(word(i))) {
        return false;
      }
    }
    return !greetings.holds(word(0)) && (afterClosing || last && givens.holds(word(0)));
  }

  /** Adds the name that a word announces or starts; returns the word after it, or 0. */
  private int around(int i, CaselessNames.NameSink sink) {
    if (titles.holds(word(i)) || intros.holds(word(i))) {
      return announced(i + 1, false, sink);
    }
    if (weakIntros.holds(word(i))) {
      return announced(i + 1, true, sink);
    }
    if (i == 0 && greetings.holds(word(i))) {
      int from = i + 1;
      while (from < count && (titles.holds(word(from)) || greetings.holds(word(from)))) {
        from++;
      }
      return from < count && isJoined(from - 1) ? announced(from, !isShort(from), sink) : 0;
    }
    if (i + 1 < count && titlesAfter.holds(word(i + 1)) && isJoined(i) && !isStop(i)) {
      int from = i > 0 && isJoined(i - 1) && givens.holds(word(i - 1)) ? i - 1 : i;
      sink.name(starts[from], ends[i]);
      return i + 2;
    }
    return givens.holds(word(i)) && !commons.holds(word(i)) && endOfName(i) > i + 1
        ? announced(i, true, sink)
        : 0;
  }

  private int announced(int from, boolean listedOnly, CaselessNames.NameSink sink) {
    int first = from;
    while (first < count && titles.holds(word(first)) && isJoined(first)) {
      first++;
    }
    if (first >= count
        || first > 0 && first == from && !isJoined(first - 1) && !isAfterColon(first)
        || isStop(first)
        || listedOnly && !givens.holds(word(first))) {
      return 0;
    }
    int end = endOfName(first);
    sink.name(starts[first], ends[end - 1]);
    return end;
  }

  /** Whether punctuation or the end of the line follows within two words of a greeting. */
  private boolean isShort(int from) {
    int i = from;
    while (i + 1 < count && isJoined(i)) {
      i++;
    }
    return i - from < 2;
  }

  /** The word after the last of a name that starts here. */
  private int endOfName(int from) {
    int i = from + 1;
    while (i < count && i - from < MOST_WORDS && isJoined(i - 1) && !isStop(i)) {
      boolean particle = particles.holds(word(i)) || particles.holds(word(i - 1));
      boolean article = articles.lengthAt(text, starts[i]) > 0;
      boolean rest = i == count - 1 && ends[i] == lineEnd && i - from < 2 && from <= 2;
      boolean family = families.holds(word(i));
      if (!particle && !article && !family && !givens.holds(word(i)) && !rest) {
        break;
      }
      i++;
    }
    return particles.holds(word(i - 1)) && i - 1 > from ? i - 1 : i;
  }

  private boolean isStop(int i) {
    return stops.holds(word(i));
  }

  private boolean isAfterColon(int i) {
    return starts[i] >= 2 && text.lastIndexOf(':', starts[i]) >= starts[i] - 2;
  }

  /** Whether nothing but a space is between a word and the next. */
  private boolean isJoined(int i) {
    return i + 1 >= count || starts[i + 1] == ends[i] + 1 && text.charAt(ends[i]) == ' ';
  }

  private String word(int i) {
    return text.substring(starts[i], ends[i]);
  }

  private void read(TextLine line) {
    count = 0;
    lineEnd = line.end();
    int i = line.start();
    while (i < line.end() && count < MOST_LINE_WORDS) {
      if (!isSpacedLetter(i)) {
        i++;
        continue;
      }
      int end = i;
      while (end < line.end() && (isSpacedLetter(end) || isInside(end))) {
        end++;
      }
      starts[count] = i;
      ends[count++] = end;
      i = end;
    }
  }

  /** Marks, and the quotes of Hebrew abbreviations. */
  private boolean isInside(int at) {
    char c = text.charAt(at);
    boolean quote = (c == '"' || c == '\'' || c == '\u05f3' || c == '\u05f4') && isHebrew(at - 1);
    return Letters.isMark(c) || quote && (isHebrew(at + 1) || c == '\'' || c == '\u05f3');
  }

  private boolean isHebrew(int at) {
    return at >= 0
        && at < text.length()
        && text.charAt(at) >= '\u05d0'
        && text.charAt(at) <= '\u05ea';
  }

  private boolean isSpacedLetter(int at) {
    char c = text.charAt(at);
    return c >= '\u0590' && c < '\u0e00' && (Character.isLetter(c) || Letters.isMark(c));
  }
}
