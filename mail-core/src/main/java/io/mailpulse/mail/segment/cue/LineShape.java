package io.mailpulse.mail.segment.cue;

import io.mailpulse.mail.segment.line.Lines;

/**
 * What a line looks like, whatever it says: how many words, of which case, and whether it holds a
 * telephone number, an address or a link.
 */
public final class LineShape {
  private static final int LONGEST = 400;

  private final String text;
  private int words;
  private int small;
  private int tiny;
  private int caseless;
  private int unspaced;
  private int pauses;
  private int commas;
  private int large;
  private int digits;
  private boolean phone;
  private boolean address;
  private boolean link;
  private boolean label;

  private LineShape(String text) {
    this.text = text;
  }

  public static LineShape of(Lines lines, int line) {
    int from = lines.contentStart(line);
    int to = Math.min(lines.contentEnd(line), from + LONGEST);
    var shape = new LineShape(lines.text().substring(from, Math.max(from, to)));
    shape.read();
    return shape;
  }

  int length() {
    return text.length();
  }

  public int words() {
    return words;
  }

  /** Whether it gives a way to reach somebody. */
  public boolean isContact() {
    return isReachable() || link && words <= 8;
  }

  /** Whether it holds a telephone number or an address to write to. */
  public boolean isReachable() {
    return phone || address && words <= 8 || label && digits >= 3;
  }

  public boolean hasLink() {
    return link;
  }

  public boolean hasAddress() {
    return address;
  }

  /** A name, a role or a company: short, written large, no sentence. */
  public boolean isTitle() {
    return length() <= 64
        && words <= 9
        && (large > 0 || digits > 0)
        && small - tiny <= Math.max(1, words / 3)
        && !isUncasedProse()
        && (label || text.indexOf(':') < 0)
        && text.indexOf('=') < 0
        && !endsSentence();
  }

  /** What may stand under a name, in languages that write roles small: "Responsable des pompes". */
  public boolean isRole() {
    return words <= 5
        && length() <= 64
        && text.indexOf(':') < 0
        && !text.isEmpty()
        && Character.isUpperCase(text.charAt(0))
        && !endsSentence();
  }

  /** "Loc: 17 B": a short label and a short value. */
  public boolean isField() {
    int colon = text.indexOf(':');
    return colon > 0 && colon <= 14 && words <= 6 && length() <= 64;
  }

  /** A first name, perhaps with a surname. */
  public boolean isName() {
    return words >= 1
        && words <= 4
        && small <= 1
        && large > 0
        && digits == 0
        && length() <= 40
        && !endsSentence();
  }

  /** A line of running text. */
  public boolean isProse() {
    return small >= 4 || words >= 5 && endsSentence() || isUncasedProse();
  }

  /** Arabic, Hebrew or Hindi words in a row; a sentence of Chinese, Japanese or Thai. */
  private boolean isUncasedProse() {
    return caseless >= 6 || unspaced >= 6 && endsSentence() || unspaced >= 12 && pauses > 0;
  }

  /** A postal address: a number, a comma, few words; more of them between more commas. */
  public boolean isPostal() {
    boolean few = words <= 8 || words <= 14 && commas >= 3 && length() <= 120;
    int ordinary = commas >= 3 ? small - tiny : small;
    return digits >= 4 && commas > 0 && few && ordinary <= 3 && !endsSentence();
  }

  public boolean endsSentence() {
    if (text.isEmpty()) {
      return false;
    }
    char last = text.charAt(text.length() - 1);
    if (last == '.') {
      int dot = text.lastIndexOf(' ') + 1;
      // "Inc.", "Ltd." and "U.S.A." end a name, not a sentence.
      return text.length() - dot > 6 || words > 6;
    }
    return "?!:。？！：".indexOf(last) >= 0;
  }

  private void read() {
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      pauses += c == '\u3001' || c == '\uff0c' || c == '\u3002' ? 1 : 0;
      commas += c == ',' ? 1 : 0;
      if (Character.isLetter(c)) {
        i = word(i);
      } else if (isDigit(c) || c == '+' && i + 1 < text.length() && isDigit(text.charAt(i + 1))) {
        i = number(i);
      } else {
        i++;
      }
    }
  }

  private int word(int from) {
    int end = from;
    boolean at = false;
    boolean dot = false;
    while (end < text.length()
        && !Lines.isSpace(text.charAt(end))
        && "<>()[]\",;|#*\uff1a".indexOf(text.charAt(end)) < 0) {
      char c = text.charAt(end);
      at |= c == '@';
      dot |= c == '.';
      unspaced += PhraseTrie.isUnspaced(c) ? 1 : 0;
      pauses += c == '\u3001' || c == '\uff0c' || c == '\u3002' ? 1 : 0;
      end++;
    }
    words++;
    if (text.startsWith("http://", from)
        || text.startsWith("https://", from)
        || text.startsWith("www.", from)) {
      link = true;
    } else if (at && dot) {
      address = true;
    } else if (Character.isLowerCase(text.charAt(from))) {
      small++;
      tiny += end - from <= 2 || dot && end - from <= 5 ? 1 : 0;
    } else {
      large++;
      caseless += Character.isUpperCase(text.charAt(from)) ? 0 : 1;
    }
    int labelEnd = Lexicon.get().match(text, from, text.length(), Cue.CONTACT.bit());
    label |= labelEnd > 0 && isFollowedByValue(labelEnd);
    return end;
  }

  private boolean isFollowedByValue(int from) {
    int i = from;
    while (i < text.length() && Lines.isSpace(text.charAt(i))) {
      i++;
    }
    return i < text.length() && ":\uff1a.#+(/-=".indexOf(text.charAt(i)) >= 0
        || i < text.length() && isDigit(text.charAt(i));
  }

  /** Digits with the separators of telephone numbers; a long enough group is one. */
  private int number(int from) {
    int i = from;
    int found = 0;
    int separators = 0;
    boolean onlyDots = true;
    while (i < text.length()) {
      char c = text.charAt(i);
      boolean space = Lines.isSpace(c);
      if (isDigit(c)) {
        found++;
      } else if (space && i > from && Lines.isSpace(text.charAt(i - 1))) {
        // Columns of a table stand apart; the groups of a telephone number do not.
        break;
      } else if (space || "-./()+\u2011\u2013".indexOf(c) >= 0) {
        separators++;
        onlyDots &= c == '.';
      } else {
        break;
      }
      i++;
    }
    digits += found;
    boolean decimal = onlyDots && separators == 1 || holdsDecimal(from, i);
    boolean grouped = separators > 0 && !decimal || label;
    boolean extension = found >= 5 && found <= 6 && length() <= 8 && text.length() - found <= 2;
    phone |= found >= 7 && found <= 16 && grouped || extension;
    return i;
  }

  /** Whether one digit, a dot and four digits or more stand in a run: "0.0001683". */
  private boolean holdsDecimal(int from, int to) {
    for (int dot = from + 1; dot + 4 < to; dot++) {
      boolean single = dot == from + 1 || !isDigit(text.charAt(dot - 2));
      if (text.charAt(dot) == '.'
          && single
          && isDigit(text.charAt(dot - 1))
          && isDigit(text.charAt(dot + 1))
          && isDigit(text.charAt(dot + 2))
          && isDigit(text.charAt(dot + 3))
          && isDigit(text.charAt(dot + 4))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
