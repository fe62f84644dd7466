package io.mailpulse.mail.redact.person;

import io.mailpulse.mail.redact.word.NameLists;
import io.mailpulse.mail.redact.word.Vocabulary;

/** Japanese names: before an honorific or a verb of introduction, or alone below the closing. */
final class JapaneseNames implements CaselessNames.LineFinder {

  private static final int LONGEST_RUN = 6;
  private static final int LONGEST_KATAKANA = 10;

  private final NameLists surnames;
  private final NameLists strong;
  private final NameLists weak;
  private final NameLists verbs;
  private final NameLists intros;
  private final NameLists closings;
  private final NameLists blocked;
  private String text;

  JapaneseNames(Vocabulary vocabulary) {
    surnames = vocabulary.names("ja-surname");
    strong = vocabulary.names("ja-honorific");
    weak = vocabulary.names("ja-title");
    verbs = vocabulary.names("ja-verb");
    intros = vocabulary.names("ja-intro");
    closings = vocabulary.names("ja-closing");
    blocked = vocabulary.names("ja-blocked");
  }

  @Override
  public boolean begin(String source, boolean kana) {
    text = source;
    return kana;
  }

  @Override
  public boolean find(TextLine line, boolean afterClosing, CaselessNames.NameSink sink) {
    if ((afterClosing || line.last()) && isFamilyName(line.start(), line.end())) {
      sink.name(line.start(), line.end());
    }
    for (int i = line.start(); i < line.end(); i++) {
      int honorific = strong.lengthAt(text, i);
      if (honorific > 0) {
        titled(i, i + honorific, line, true, sink);
      } else if (weak.lengthAt(text, i) > 0) {
        titled(i, i + weak.lengthAt(text, i), line, false, sink);
      }
      if (verbs.lengthAt(text, i) > 0) {
        introduced(i, line.start(), sink);
      }
      int intro = intros.lengthAt(text, i);
      if (intro > 0) {
        labelled(i + intro, line.end(), sink);
      }
    }
    return closings.isIn(text, line.start(), line.end());
  }

  private void titled(
      int title, int after, TextLine line, boolean any, CaselessNames.NameSink sink) {
    int end = title;
    while (end > line.start() && text.charAt(end - 1) == ' ') {
      end--;
    }
    boolean goesOn =
        after < line.end() && (isHan(text.charAt(after)) || text.charAt(after) == '\u3005');
    int start = startOfGiven(end, line.start());
    if (start == end || goesOn || end < title - 1) {
      return;
    }
    boolean polite =
        start > line.start() && "\u304a\u3054\u5fa1".indexOf(text.charAt(start - 1)) >= 0;
    int family = familyBefore(start, line.start());
    boolean listed = family < start || surnames.lengthAt(text, start) > 0;
    if (!listed && !any) { // "昨日渡辺さん": the surname is the end of the run
      int surname = surnames.lengthBefore(text, end);
      listed = surname > 1;
      family = end - surname;
      int unlisted = listed ? start : unlistedFamilyBefore(start, line.start());
      if (unlisted < start) {
        listed = true;
        family = unlisted;
      }
    }
    boolean refused = polite || blocked.lengthBefore(text, end) > 0 || start == end - 1 && !listed;
    if (!refused && (any || listed)) {
      sink.name(family, end);
    }
  }

  /** "田中と申します", "私は田中です。". */
  private void introduced(int verb, int floor, CaselessNames.NameSink sink) {
    int start = startOfRun(verb, floor);
    int family = familyBefore(start, floor);
    boolean boundary =
        family == floor || "\u306e\u306f\u3001\u3002 ,.".indexOf(text.charAt(family - 1)) >= 0;
    if (start < verb && boundary && isFamilyName(family, verb)) {
      sink.name(family, verb);
    }
  }

  /** "氏名：田中太郎". */
  private void labelled(int cue, int limit, CaselessNames.NameSink sink) {
    int from = cue;
    while (from < limit && " :\uff1a\u306f".indexOf(text.charAt(from)) >= 0) {
      from++;
    }
    int end = from;
    while (end < limit
        && end - from <= LONGEST_RUN
        && (isHan(text.charAt(end)) || text.charAt(end) == ' ' || isKatakana(text.charAt(end)))) {
      end++;
    }
    while (end > from && text.charAt(end - 1) == ' ') {
      end--;
    }
    if (from > cue && end - from >= 2 && blocked.lengthBefore(text, end) == 0) {
      sink.name(from, end);
    }
  }

  /** Start of the surname that is set apart before a given name, or the place itself. */
  private int familyBefore(int start, int floor) {
    if (start <= floor || text.charAt(start - 1) != ' ') {
      return start;
    }
    int surname = surnames.lengthBefore(text, start - 1);
    int family = start - 1 - surname;
    boolean whole = family <= floor || !isHan(text.charAt(family - 1));
    return surname > 0 && family >= floor && whole ? family : start;
  }

  /**
   * Start of two or three characters that are set apart before a given name, or the place itself.
   */
  private int unlistedFamilyBefore(int start, int floor) {
    if (start - 1 <= floor || text.charAt(start - 1) != ' ' || !isHan(text.charAt(start))) {
      return start;
    }
    int family = startOfRun(start - 1, floor);
    int length = start - 1 - family;
    return (length == 2 || length == 3) && blocked.lengthBefore(text, start - 1) == 0
        ? family
        : start;
  }

  /** As {@link #startOfRun}, or a given name in hiragana with a surname set apart before it. */
  private int startOfGiven(int end, int floor) {
    int run = startOfRun(end, floor);
    int start = end;
    while (start > floor && end - start < LONGEST_RUN && isHiragana(text.charAt(start - 1))) {
      start--;
    }
    return run == end && start < end && familyBefore(start, floor) < start ? start : run;
  }

  /** Start of the characters of a name before a place: Han, or katakana. */
  private int startOfRun(int end, int floor) {
    int start = end;
    if (start > floor && isKatakana(text.charAt(start - 1))) {
      while (start > floor
          && end - start < LONGEST_KATAKANA
          && isKatakana(text.charAt(start - 1))) {
        start--;
      }
      return start;
    }
    while (start > floor && end - start < LONGEST_RUN && isHan(text.charAt(start - 1))) {
      start--;
    }
    return start;
  }

  /** A surname of the list, alone or with up to three characters behind it. */
  private boolean isFamilyName(int start, int end) {
    int surname = surnames.lengthAt(text, start);
    if (surname == 0 || end - start < 2 || end - start > LONGEST_RUN + 1) {
      return false;
    }
    for (int i = start + surname; i < end; i++) {
      char c = text.charAt(i);
      boolean gap = c == ' ' && i == start + surname;
      if (!gap && !isHan(c) && !isHiragana(c)) {
        return false;
      }
    }
    return end - start - surname <= 4 && blocked.lengthBefore(text, end) == 0;
  }

  private static boolean isHan(char c) {
    return ChineseNames.isHan(c);
  }

  private static boolean isKatakana(char c) {
    return c >= '\u30a1' && c <= '\u30fc';
  }

  private static boolean isHiragana(char c) {
    return c >= '\u3041' && c <= '\u3096';
  }
}
