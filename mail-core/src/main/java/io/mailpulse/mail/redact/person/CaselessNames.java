package io.mailpulse.mail.redact.person;

import io.mailpulse.mail.redact.finding.Findings;
import io.mailpulse.mail.redact.finding.PiiType;
import io.mailpulse.mail.redact.word.Letters;
import io.mailpulse.mail.redact.word.Vocabulary;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Names in scripts without capitals: walks over the lines of a text, asks the finders of the
 * scripts that are in it, and finds a name again wherever it stands. Linear: each finder looks at a
 * bounded window, and a text has a bounded number of names that are looked for again.
 */
public final class CaselessNames {

  /** What each finder answers: names of a line, knowing whether the line before closes a letter. */
  interface LineFinder {

    /** Whether a script of this finder is in the text. */
    boolean begin(String text, boolean kana);

    /** Adds the names in a line; returns whether the next line is where a name would stand. */
    boolean find(TextLine line, boolean afterClosing, NameSink sink);
  }

  /** Takes the names. */
  interface NameSink {

    void name(int start, int end);
  }

  private static final char FIRST_CASELESS = '\u0590';
  private static final int MOST_ECHOES = 24;
  private static final int LONGEST_LINE = 2_000;

  private final List<LineFinder> finders;

  /** Finders of all scripts over one vocabulary. */
  public CaselessNames(Vocabulary vocabulary) {
    finders =
        List.of(
            new ChineseNames(vocabulary),
            new JapaneseNames(vocabulary),
            new KoreanNames(vocabulary),
            new ThaiNames(vocabulary),
            new SpacedNames(vocabulary));
  }

  /** Adds the names in a text. */
  public void scan(String text, List<String> knownNames, Findings out) {
    boolean kana = false;
    boolean caseless = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      caseless |= c >= FIRST_CASELESS && Character.isLetter(c);
      kana |= c >= '\u3041' && c <= '\u30fa';
    }
    if (!caseless) {
      return;
    }
    Set<String> echoes = new LinkedHashSet<>();
    for (String known : knownNames) {
      addKnown(known, echoes);
    }
    List<TextLine> lines = lines(text);
    NameSink sink =
        (start, end) -> {
          out.add(start, end, PiiType.PERSON, text.substring(start, end));
          addEcho(text.substring(start, end), echoes);
        };
    for (LineFinder finder : finders) {
      if (finder.begin(text, kana)) {
        boolean afterClosing = false;
        for (TextLine line : lines) {
          afterClosing = finder.find(line, afterClosing, sink);
        }
      }
    }
    echoes.forEach(echo -> again(text, echo, out));
  }

  private static void addKnown(String name, Set<String> echoes) {
    String plain = name.strip();
    if (plain.length() >= 2
        && plain.length() <= LONGEST_LINE
        && plain.chars().allMatch(c -> c == ' ' || c >= FIRST_CASELESS)) {
      addEcho(plain, echoes);
    }
  }

  private static void addEcho(String name, Set<String> echoes) {
    if (name.length() >= 2 && echoes.size() < MOST_ECHOES) {
      echoes.add(name);
    }
  }

  private static void again(String text, String name, Findings out) {
    boolean spaced = isSpaced(name.charAt(0));
    for (int at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length())) {
      int end = at + name.length();
      boolean whole = !isPart(text, at - 1) && !isPart(text, end);
      if (!spaced || whole) {
        out.add(at, end, PiiType.PERSON, name);
      }
    }
  }

  private static boolean isSpaced(char c) {
    return c < '\u0e00' || c >= '\u0f00' && c < '\u3000';
  }

  static boolean isPart(String text, int at) {
    if (at < 0 || at >= text.length()) {
      return false;
    }
    char c = text.charAt(at);
    return c >= FIRST_CASELESS && (Character.isLetter(c) || Letters.isMark(c));
  }

  private static List<TextLine> lines(String text) {
    List<TextLine> lines = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int newline = text.indexOf('\n', start);
      int end = newline < 0 ? text.length() : newline;
      int from = start;
      int to = end;
      while (from < to && (TextLine.isSpace(text.charAt(from)) || text.charAt(from) == '>')) {
        from++;
      }
      while (to > from && TextLine.isSpace(text.charAt(to - 1))) {
        to--;
      }
      if (to > from) {
        lines.add(new TextLine(from, to, false));
      }
      start = end + 1;
    }
    if (!lines.isEmpty()) {
      TextLine last = lines.get(lines.size() - 1);
      lines.set(lines.size() - 1, new TextLine(last.start(), last.end(), true));
    }
    return lines;
  }
}
