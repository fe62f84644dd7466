package io.mailpulse.mail.segment.line;

import java.util.ArrayList;
import java.util.List;

/**
 * Mends quotes that a program wrapped after quoting: the overhang of a long quoted line then stands
 * without marks below it. Such lines would read as the sender's answer.
 */
public final class WrappedQuotes {
  private static final int NARROWEST_WRAP = 58;
  private static final int MOST_LINES = 12;
  private static final int ENOUGH = 3;

  /** So many sure overhangs show that the body was wrapped, and make the others likely. */
  private static final int MANY = 2;

  private final Lines lines;

  private WrappedQuotes(Lines lines) {
    this.lines = lines;
  }

  public static void mend(Lines lines) {
    new WrappedQuotes(lines).mend();
  }

  private void mend() {
    var runs = new ArrayList<Run>();
    int line = 1;
    while (line < lines.count()) {
      boolean follows =
          lines.depth(line) == 0
              && !lines.isBlank(line)
              && lines.depth(line - 1) > 0
              && !lines.isBlank(line - 1);
      int end = follows ? endOfRun(line) : line + 1;
      if (follows && end - line <= MOST_LINES) {
        runs.add(new Run(line, end, evidence(line, end), hadNoRoom(line, end)));
      }
      line = end;
    }
    quote(runs);
  }

  private void quote(List<Run> runs) {
    long sure = runs.stream().filter(run -> run.hadNoRoom() && run.evidence() >= ENOUGH).count();
    for (var run : runs) {
      boolean overhang =
          sure >= MANY
              ? run.evidence() + (isCutOff(run) ? 2 : 0) >= ENOUGH - 1
              : run.hadNoRoom() && run.evidence() >= ENOUGH;
      for (int line = run.from(); overhang && line < run.end(); line++) {
        lines.quote(line, lines.depth(run.from() - 1));
      }
    }
  }

  private int endOfRun(int from) {
    int end = from;
    while (end < lines.count() && lines.depth(end) == 0 && !lines.isBlank(end)) {
      end++;
    }
    return end;
  }

  /** Whether the first word would not have fitted on the line above. */
  private boolean hadNoRoom(int from, int end) {
    int room = lines.fullLength(from - 1) + 1 + firstWord(from);
    int widest = NARROWEST_WRAP;
    for (int line = from; line < end - 1; line++) {
      widest = Math.max(widest, lines.fullLength(line));
    }
    return room >= widest;
  }

  private int evidence(int from, int end) {
    boolean quotedBelow = end < lines.count() && lines.depth(end) > 0;
    boolean small = Character.isLowerCase(lines.first(from));
    int evidence = endsSentence(lines.last(from - 1)) ? -2 : 1;
    evidence += small ? 1 : 0;
    evidence += quotedBelow ? 1 : 0;
    evidence += quotedBelow && end - from <= 2 ? 1 : 0;
    evidence -= !small && endsSentence(lines.last(end - 1)) ? 1 : 0;
    evidence += isCutLink(from) ? 2 : 0;
    return evidence;
  }

  /** Whether the line above opens a link in angle brackets that the first word here closes. */
  private boolean isCutLink(int from) {
    String above = lines.content(from - 1);
    int open = above.lastIndexOf('<');
    boolean link = open >= 0 && above.indexOf('>', open) < 0 && above.startsWith("http", open + 1);
    int end = lines.contentStart(from) + firstWord(from);
    int close = lines.text().indexOf('>', lines.contentStart(from));
    return link && close >= 0 && close < end;
  }

  /** A word or two between two quoted lines that end no sentence. */
  private boolean isCutOff(Run run) {
    boolean between = run.end() < lines.count() && lines.depth(run.end()) > 0;
    boolean one = run.end() - run.from() == 1;
    return one && between && words(run.from()) <= 3 && !endsSentence(lines.last(run.from()));
  }

  private int words(int line) {
    int words = 0;
    boolean inside = false;
    for (int i = lines.contentStart(line); i < lines.contentEnd(line) && words <= 3; i++) {
      boolean space = Lines.isSpace(lines.text().charAt(i));
      words += !space && !inside ? 1 : 0;
      inside = !space;
    }
    return words;
  }

  private int firstWord(int line) {
    int i = lines.contentStart(line);
    int end = lines.contentEnd(line);
    while (i < end && !Lines.isSpace(lines.text().charAt(i))) {
      i++;
    }
    return i - lines.contentStart(line);
  }

  private static boolean endsSentence(char c) {
    return c == '.' || c == '!' || c == '?' || c == ':' || c == '。' || c == '？' || c == '！';
  }

  private record Run(int from, int end, int evidence, boolean hadNoRoom) {}
}
