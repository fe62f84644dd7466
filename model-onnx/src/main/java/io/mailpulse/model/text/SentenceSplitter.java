package io.mailpulse.model.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Cuts a mail into sentences, for all languages alike. A sentence ends at a full stop, question or
 * exclamation mark of any script when white space or the end follows (at once where the script
 * writes no spaces), at a blank line, and at the end of a line that was not wrapped. Abbreviations
 * and initials do not end one. One longer than {@value #LONGEST} units is cut at white space. One
 * pass, linear in the text.
 */
public final class SentenceSplitter {

  /** UTF-16 units after which a sentence without an end is cut. */
  public static final int LONGEST = 600;

  /** A line shorter than this was ended by its writer, not by a mail program's wrapping. */
  private static final int WRAPPED_LINE = 55;

  private static final int LONGEST_ABBREVIATION = 8;
  private static final Set<String> ABBREVIATIONS = readAbbreviations();

  private final String text;
  private final List<Sentence> sentences = new ArrayList<>();
  private int start;
  private int lastSpace;
  private int lineStart;
  private int paragraph;

  private SentenceSplitter(String text) {
    this.text = text;
  }

  /**
   * Sentences of a text in order, white space around them left out.
   *
   * @param text any text
   * @return every visible character is in exactly one of them
   */
  public static List<Sentence> split(CharSequence text) {
    return new SentenceSplitter(text.toString()).run();
  }

  private List<Sentence> run() {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        line(i);
      } else if (isDenseEnd(c)) {
        i = closing(i + 1) - 1;
        end(i + 1);
      } else if (isEnd(c) && endsHere(i)) {
        i = closing(i + 1) - 1;
        end(i + 1);
      } else if (isBlank(c)) {
        lastSpace = i;
      }
      if (i + 1 - start >= LONGEST) {
        cutLong(i + 1);
      }
    }
    end(length);
    return sentences;
  }

  private void line(int newline) {
    int visible = visibleEnd(newline);
    boolean blank = visible <= lineStart;
    if (blank) {
      end(newline);
      if (!sentences.isEmpty()) {
        paragraph = sentences.get(sentences.size() - 1).paragraph() + 1;
      }
    } else if (visible - lineStart < WRAPPED_LINE || startsItem(newline + 1)) {
      end(newline);
    }
    lineStart = newline + 1;
    lastSpace = newline;
  }

  private int visibleEnd(int newline) {
    int i = newline;
    while (i > lineStart && isBlank(text.charAt(i - 1))) {
      i--;
    }
    return i;
  }

  private boolean startsItem(int at) {
    if (at >= text.length()) {
      return true;
    }
    char c = text.charAt(at);
    return (c == '-' || c == '*' || c == '\u2022' || c == '\u2013')
        && at + 1 < text.length()
        && text.charAt(at + 1) == ' ';
  }

  private void cutLong(int limit) {
    int cut = lastSpace > start ? lastSpace : limit;
    if (cut == limit
        && Character.isHighSurrogate(text.charAt(limit - 1))
        && limit < text.length()) {
      cut--;
    }
    end(cut);
  }

  private void end(int end) {
    int from = start;
    int to = end;
    while (from < to && isBlankOrBreak(text.charAt(from))) {
      from++;
    }
    while (to > from && isBlankOrBreak(text.charAt(to - 1))) {
      to--;
    }
    if (to > from) {
      sentences.add(new Sentence(from, to, paragraph));
    }
    start = end;
  }

  /** Past quotation marks, brackets and further marks that belong to the sentence just ended. */
  private int closing(int at) {
    int i = at;
    while (i < text.length() && i < at + LONGEST_ABBREVIATION) {
      char c = text.charAt(i);
      if (!isEnd(c) && !isDenseEnd(c) && "\"')]}\u2019\u201d\u00bb\u300d\u300f".indexOf(c) < 0) {
        break;
      }
      i++;
    }
    return i;
  }

  private boolean endsHere(int at) {
    int after = closing(at + 1);
    if (after < text.length() && !isBlankOrBreak(text.charAt(after))) {
      return false;
    }
    return text.charAt(at) != '.' || after > at + 1 || !isAbbreviation(at);
  }

  private boolean isAbbreviation(int stop) {
    int from = stop;
    while (from > start && stop - from <= LONGEST_ABBREVIATION && isInWord(from - 1)) {
      from--;
    }
    int letters = stop - from;
    if (letters == 0 || letters > LONGEST_ABBREVIATION) {
      return false;
    }
    String word = text.substring(from, stop);
    boolean initial = letters == 1 && Character.isUpperCase(word.charAt(0));
    return initial || ABBREVIATIONS.contains(word.toLowerCase(Locale.ROOT));
  }

  private boolean isInWord(int at) {
    char c = text.charAt(at);
    return Character.isLetter(c) || c == '.';
  }

  private static boolean isEnd(char c) {
    return c == '.'
        || c == '!'
        || c == '?'
        || c == '\u2026'
        || c == '\u061F'
        || c == '\u06D4'
        || c == '\u0964'
        || c == '\u0965'
        || c == '\u203C'
        || c == '\u2049';
  }

  /** Marks of scripts that write no space after them. */
  private static boolean isDenseEnd(char c) {
    return c == '\u3002' || c == '\uFF01' || c == '\uFF1F' || c == '\uFF61';
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\u00A0' || c == '\u3000';
  }

  private static boolean isBlankOrBreak(char c) {
    return c <= ' ' || c == '\u00A0' || c == '\u3000' || Character.isWhitespace(c);
  }

  private static Set<String> readAbbreviations() {
    try (var in = SentenceSplitter.class.getResourceAsStream("abbreviations.txt");
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.startsWith("#"))
          .flatMap(line -> java.util.Arrays.stream(line.split(" ")))
          .filter(word -> !word.isEmpty())
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException("abbreviations.txt cannot be read", e);
    }
  }
}
