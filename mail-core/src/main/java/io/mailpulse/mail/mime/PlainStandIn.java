package io.mailpulse.mail.mime;

import io.mailpulse.mail.html.HtmlToText;
import io.mailpulse.mail.wordlist.ResourceLines;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Tells a plain text that only stands in for the HTML beside it: blank, a mark of a picture, a word
 * that the program cannot show HTML, the first words of a preview. Language does not matter: a
 * stand-in shares no words with what it stands for.
 */
final class PlainStandIn {

  /** A longer text is nobody's stand-in. */
  private static final int LONGEST = 2000;

  private static final int MOST_WORDS = 60;
  private static final int MUCH = 200;
  private static final int LONGEST_MARK = 120;

  /** Words looked for in the markup before it is converted. */
  private static final int PROBES = 6;

  private static final int PROBE_LETTERS = 4;

  /** Share of its words below which a text is no version of another: one in so many. */
  private static final int SHARED_DIVISOR = 3;

  /** Characters that the HTML must go on for behind a preview. */
  private static final int PREVIEW_REST = 20;

  private static final List<String> TOPICS =
      ResourceLines.of(PlainStandIn.class, "stand-in-topics.txt");

  private PlainStandIn() {}

  /** Whether a reader of the plain text would miss what the HTML says. */
  static boolean isOne(String plain, String markup) {
    if (plain.length() > LONGEST && saysMuch(plain)) {
      return false;
    }
    String said = withoutMarks(plain);
    List<String> words = words(said);
    if (words.isEmpty()) {
      return !words(HtmlToText.convert(markup)).isEmpty();
    }
    if (plain.length() > LONGEST) {
      return false;
    }
    boolean version = isFoundIn(markup, words);
    if (version && !mayBePreview(said)) {
      return false;
    }
    String text = HtmlToText.convert(markup);
    if (isPreviewOf(text, said)) {
      return true;
    }
    return !version && words.size() < MOST_WORDS && isStranger(words, said, text);
  }

  /** Whether letters enough stand outside of brackets; most letters are so told at once. */
  private static boolean saysMuch(String plain) {
    int letters = 0;
    boolean bracket = false;
    for (int i = 0; i < plain.length() && letters < MUCH; i++) {
      char c = plain.charAt(i);
      bracket = c == '[' || c == '<' || bracket && c != ']' && c != '>' && c != '\n';
      boolean link = plain.startsWith("http", i);
      letters += link ? -LONGEST_MARK : !bracket && Character.isLetter(c) ? 1 : 0;
    }
    return letters >= MUCH;
  }

  private static boolean isStranger(List<String> words, String said, String text) {
    List<String> others = words(text);
    Set<String> known = new HashSet<>(others);
    long shared = words.stream().filter(known::contains).count();
    if (shared * SHARED_DIVISOR >= words.size()) {
      return false;
    }
    String lower = said.toLowerCase(Locale.ROOT);
    boolean speaksOfForm = TOPICS.stream().anyMatch(lower::contains);
    return speaksOfForm ? others.size() > 1 : others.size() > 2 * words.size();
  }

  /** Whether half of the first longer words stand in the markup as they are. */
  private static boolean isFoundIn(String markup, List<String> words) {
    String lower = markup.toLowerCase(Locale.ROOT);
    int probes = 0;
    int found = 0;
    for (String word : words) {
      if (probes < PROBES && word.length() >= PROBE_LETTERS) {
        probes++;
        found += lower.contains(word) ? 1 : 0;
      }
    }
    return probes > 0 && found * 2 >= probes;
  }

  private static boolean mayBePreview(String said) {
    String text = said.strip();
    char last = text.charAt(text.length() - 1);
    return isEllipsis(text) || Character.isLetterOrDigit(last) || last == ',';
  }

  private static boolean isEllipsis(String text) {
    return text.endsWith("...") || text.endsWith("…") || text.endsWith("[…]");
  }

  /** Whether the text goes on in the sentence in which the plain text ends. */
  private static boolean isPreviewOf(String text, String said) {
    String whole = squeezed(text);
    String begun = squeezed(said);
    boolean cut = isEllipsis(begun);
    while (cut && !begun.isEmpty() && ".… []".indexOf(begun.charAt(begun.length() - 1)) >= 0) {
      begun = begun.substring(0, begun.length() - 1);
    }
    if (begun.isEmpty()
        || whole.length() < begun.length() + PREVIEW_REST
        || !whole.startsWith(begun)) {
      return false;
    }
    if (cut) {
      return true;
    }
    char next = whole.charAt(begun.length());
    char afterBlank = whole.charAt(begun.length() + 1);
    boolean inWord = Character.isLetter(next);
    return inWord || next == ' ' && Character.isLowerCase(afterBlank) && !startsLine(text, begun);
  }

  /** Whether the line ends where the begun text does: then it was no cut. */
  private static boolean startsLine(String text, String begun) {
    int seen = 0;
    boolean blank = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isWhitespace(c)) {
        if (seen >= begun.length()) {
          return c == '\n';
        }
        seen += blank ? 0 : 1;
        blank = true;
      } else {
        blank = false;
        seen++;
      }
    }
    return true;
  }

  private static String squeezed(String text) {
    var out = new StringBuilder(text.length());
    boolean blank = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean space = Character.isWhitespace(c) || Character.isSpaceChar(c);
      if (!space) {
        out.append(Character.toLowerCase(c));
      } else if (!blank) {
        out.append(' ');
      }
      blank = space;
    }
    int end = out.length();
    return out.substring(0, end > 0 && out.charAt(end - 1) == ' ' ? end - 1 : end);
  }

  /** Without marks of pictures, notes in brackets that fill a line, and addresses of pages. */
  private static String withoutMarks(String plain) {
    var out = new StringBuilder(plain.length());
    for (int i = 0; i < plain.length(); ) {
      int end = markEnd(plain, i);
      if (end > i) {
        i = end;
      } else {
        out.append(plain.charAt(i++));
      }
    }
    return out.toString();
  }

  private static int markEnd(String text, int at) {
    char c = text.charAt(at);
    if (c == '[' || c == '<') {
      char close = c == '[' ? ']' : '>';
      int limit = Math.min(text.length(), at + LONGEST_MARK);
      for (int i = at + 1; i < limit && text.charAt(i) != '\n'; i++) {
        if (text.charAt(i) == close) {
          return i + 1;
        }
      }
      return at;
    }
    boolean link = text.startsWith("http://", at) || text.startsWith("https://", at);
    int end = at;
    while (link && end < text.length() && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /** Words in lower case; a sign of a script without blanks is a word. */
  private static List<String> words(String text) {
    var words = new ArrayList<String>();
    int start = -1;
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : ' ';
      boolean unspaced = c >= 0x2e80 && Character.isLetter(c);
      boolean inside = Character.isLetterOrDigit(c) && !unspaced;
      if (!inside && start >= 0) {
        words.add(text.substring(start, i).toLowerCase(Locale.ROOT));
        start = -1;
      } else if (inside && start < 0) {
        start = i;
      }
      if (unspaced) {
        words.add(String.valueOf(c));
      }
    }
    return words;
  }
}
