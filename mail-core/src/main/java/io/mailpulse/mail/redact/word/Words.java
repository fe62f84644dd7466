package io.mailpulse.mail.redact.word;

import java.util.Arrays;

/** The words of a text with their flags; filled in one pass and reused. */
public final class Words {

  /** How a word is written. */
  public enum Case {
    LOWER,
    CAPITALISED,
    UPPER,
    INITIAL
  }

  /** What stands between a word and the next. */
  public enum Gap {
    SPACE,
    DOT,
    COMMA,
    LINE,
    OTHER
  }

  private static final int WIDEST_GAP = 4;
  private static final int LONGEST_PREFIX = 5;

  /** Characters of the buffer that outlives a text. */
  private static final int KEPT = 1 << 16;

  private static final Case[] CASES = Case.values();

  private final WordTable table;
  private String text;
  private char[] chars = new char[KEPT];
  private int count;
  private int[] starts = new int[256];
  private int[] ends = new int[256];
  private int[] flags = new int[256];
  private byte[] cases = new byte[256];
  private boolean[] lineStarts = new boolean[256];

  public Words(WordTable table) {
    this.table = table;
  }

  public void read(String source) {
    text = source;
    count = 0;
    int length = source.length();
    if (chars.length < length) {
      chars = new char[Math.max(length, 2 * chars.length)];
    }
    source.getChars(0, length, chars, 0);
    boolean lineStart = true;
    int i = 0;
    while (i < length) {
      char c = chars[i];
      if (Letters.isLetter(c)) {
        i = word(i, lineStart);
        lineStart = false;
      } else {
        if (c == '\n') {
          lineStart = true;
        } else if (Letters.isDigit(c)) {
          lineStart = false;
        }
        i++;
      }
    }
    if (length > KEPT) {
      chars = new char[KEPT];
    }
  }

  private int word(int start, boolean lineStart) {
    int hash = 0;
    int uppers = 0;
    int lowers = 0;
    int i = start;
    int length = text.length();
    while (i < length) {
      char c = chars[i];
      if (Letters.isLetter(c)) {
        if (Letters.isUpper(c)) {
          uppers++;
        } else {
          lowers++;
        }
      } else if (!(isJoint(c) && i + 1 < length && Letters.isLetter(chars[i + 1]))) {
        break;
      }
      hash = 31 * hash + Letters.lower(c);
      i++;
    }
    int end = i;
    if (end - start > 2 && isPossessive(end)) {
      end -= 2;
      hash = 0;
      for (int k = start; k < end; k++) {
        hash = 31 * hash + Letters.lower(chars[k]);
      }
    }
    add(start, end, hash, lineStart, caseOf(start, end, uppers, lowers));
    return i;
  }

  private static boolean isJoint(char c) {
    return c == '\'' || c == '\u2019' || c == '-';
  }

  private boolean isPossessive(int end) {
    char s = text.charAt(end - 1);
    char joint = text.charAt(end - 2);
    return (s == 's' || s == 'S') && (joint == '\'' || joint == '\u2019');
  }

  private Case caseOf(int start, int end, int uppers, int lowers) {
    if (!Letters.isUpper(text.charAt(start))) {
      return isPrefixed(start, end) ? Case.CAPITALISED : Case.LOWER;
    }
    if (end - start == 1) {
      return Case.INITIAL;
    }
    return lowers == 0 && uppers > 1 ? Case.UPPER : Case.CAPITALISED;
  }

  /** "al-Rashid", "d'Angelo": a particle leads up to the capital. */
  private boolean isPrefixed(int start, int end) {
    int hash = 0;
    for (int i = start; i < Math.min(end - 2, start + LONGEST_PREFIX); i++) {
      char c = chars[i];
      if (isJoint(c)) {
        return Letters.isUpper(chars[i + 1])
            && (table.flags(text, start, i, hash) & Vocabulary.PARTICLE) != 0;
      }
      hash = 31 * hash + c;
    }
    return false;
  }

  private void add(int start, int end, int hash, boolean lineStart, Case written) {
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, count * 2);
      ends = Arrays.copyOf(ends, count * 2);
      flags = Arrays.copyOf(flags, count * 2);
      cases = Arrays.copyOf(cases, count * 2);
      lineStarts = Arrays.copyOf(lineStarts, count * 2);
    }
    starts[count] = start;
    ends[count] = end;
    int known = table.flags(text, start, end, hash);
    flags[count] = known != 0 || written == Case.LOWER ? known : ofFirstPart(start, end);
    cases[count] = (byte) written.ordinal();
    lineStarts[count] = lineStart;
    count++;
  }

  /** "Jean-Luc" is a given name if "Jean" is. */
  private int ofFirstPart(int start, int end) {
    int hash = 0;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c == '-') {
        return table.flags(text, start, i, hash);
      }
      hash = 31 * hash + Letters.lower(c);
    }
    return 0;
  }

  public int count() {
    return count;
  }

  public int start(int word) {
    return starts[word];
  }

  public int end(int word) {
    return ends[word];
  }

  public boolean is(int word, int anyOfFlags) {
    return word >= 0 && word < count && (flags[word] & anyOfFlags) != 0;
  }

  public Case written(int word) {
    return CASES[cases[word]];
  }

  public boolean startsLine(int word) {
    return lineStarts[word];
  }

  /** What stands after a word; LINE after the last one. */
  public Gap gap(int word) {
    if (word + 1 >= count) {
      return Gap.LINE;
    }
    if (lineStarts[word + 1]) {
      return Gap.LINE;
    }
    int from = ends[word];
    int to = starts[word + 1];
    if (to - from > WIDEST_GAP) {
      return Gap.OTHER;
    }
    char first = text.charAt(from);
    if (first == '.' || first == ',') {
      return isSpaces(from + 1, to) ? first == '.' ? Gap.DOT : Gap.COMMA : Gap.OTHER;
    }
    return isSpaces(from, to) ? Gap.SPACE : Gap.OTHER;
  }

  private boolean isSpaces(int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c != ' ' && c != '\t' && c != '\u00a0') {
        return false;
      }
    }
    return true;
  }

  /** First character after a word that is no space; 0 at the end of the text. */
  public char after(int word) {
    int i = ends[word];
    int limit = Math.min(text.length(), i + WIDEST_GAP);
    while (i < limit && (text.charAt(i) == ' ' || text.charAt(i) == '\t')) {
      i++;
    }
    return i < text.length() ? text.charAt(i) : 0;
  }

  /** The character before a word; 0 at the start of the text. */
  public char before(int word) {
    return starts[word] == 0 ? 0 : text.charAt(starts[word] - 1);
  }

  /** Whether "'s" stands between a word and the next, as in "my name's Ada". */
  public boolean isContracted(int word) {
    int end = ends[word];
    return word + 1 < count
        && starts[word + 1] == end + 3
        && isJoint(text.charAt(end))
        && text.charAt(end + 1) == 's';
  }

  /** Whether a hyphen is inside a word. */
  public boolean isJoint(int word) {
    for (int i = starts[word]; i < ends[word]; i++) {
      if (text.charAt(i) == '-') {
        return true;
      }
    }
    return false;
  }

  /** Whether a word is the only one in square brackets, as the tag of a list is. */
  public boolean isTag(int word) {
    return before(word) == '[' && ends[word] < text.length() && text.charAt(ends[word]) == ']';
  }

  /** Whether a number stands before a word on its line, with nothing but spaces between. */
  public boolean isNumberBefore(int word) {
    int i = starts[word] - 1;
    int limit = Math.max(-1, i - WIDEST_GAP);
    while (i > limit && text.charAt(i) == ' ') {
      i--;
    }
    return i >= 0 && i < starts[word] - 1 && Letters.isDigit(text.charAt(i));
  }

  /** Whether a number stands after a word on its line, with nothing but spaces between. */
  public boolean isNumberAfter(int word) {
    return text.startsWith(" ", ends[word]) && Letters.isDigit(after(word));
  }

  /** Whether a word ends so, in lower case. */
  public boolean endsWith(int word, String ending) {
    int from = ends[word] - ending.length();
    if (from < starts[word]) {
      return false;
    }
    for (int i = 0; i < ending.length(); i++) {
      if (Letters.lower(text.charAt(from + i)) != ending.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  public String lower(int word) {
    return text.substring(starts[word], ends[word]).toLowerCase(java.util.Locale.ROOT);
  }
}
