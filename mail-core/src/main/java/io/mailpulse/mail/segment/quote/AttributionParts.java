package io.mailpulse.mail.segment.quote;

import io.mailpulse.mail.segment.cue.Cue;
import io.mailpulse.mail.segment.cue.Lexicon;
import io.mailpulse.mail.segment.line.Lines;

/**
 * Who and when of an attribution line.
 *
 * @param from the person named, or null
 * @param date the date as written, or null
 */
public record AttributionParts(Mailbox from, String date) {
  private static final int NOT_A_NAME =
      Cue.ON.bit() | Cue.WROTE.bit() | Cue.MONTH.bit() | Cue.WEEKDAY.bit();

  public static AttributionParts of(String attribution) {
    int open = addressBracket(attribution);
    String address = open < 0 ? "" : attribution.substring(open, closing(attribution, open) + 1);
    int nameEnd = open < 0 ? attribution.length() : open;
    int nameStart = nameStart(attribution, nameEnd);
    String name = attribution.substring(nameStart, nameEnd);
    if (open < 0) {
      name = beforeVerb(name);
    }
    return new AttributionParts(
        Mailboxes.one(name + " " + address), date(attribution.substring(0, nameStart)));
  }

  /** Offset of the bracket around the address, or -1. */
  private static int addressBracket(String text) {
    int at = text.lastIndexOf('@');
    for (int i = at; i >= 0; i--) {
      char c = text.charAt(i);
      if (c == '<' || c == '(' || c == '[') {
        return i;
      }
      if (Lines.isSpace(c)) {
        break;
      }
    }
    return -1;
  }

  private static int closing(String text, int open) {
    char close = text.charAt(open) == '<' ? '>' : text.charAt(open) == '(' ? ')' : ']';
    int end = text.indexOf(close, open);
    return end < 0 ? text.length() - 1 : end;
  }

  /** The name runs back to a comma, a number, a quotation mark or a word of dates. */
  private static int nameStart(String text, int end) {
    int trimmed = end;
    while (trimmed > 0 && Lines.isSpace(text.charAt(trimmed - 1))) {
      trimmed--;
    }
    if (trimmed > 0 && isQuote(text.charAt(trimmed - 1))) {
      for (int i = trimmed - 2; i >= 0; i--) {
        if (isQuote(text.charAt(i))) {
          return i;
        }
      }
    }
    int start = trimmed;
    for (int i = trimmed - 1; i >= 0; i--) {
      char c = text.charAt(i);
      if (c == ',' && start < trimmed && !isInsideName(text, i) || Character.isDigit(c)) {
        break;
      }
      boolean wordStart =
          Character.isLetter(c) && (i == 0 || !Character.isLetterOrDigit(text.charAt(i - 1)));
      if (wordStart) {
        if (Lexicon.get().match(text, i, text.length(), NOT_A_NAME) > 0
            && start < trimmed
            && Character.isLowerCase(c)) {
          break;
        }
        start = i;
      }
    }
    return start;
  }

  private static boolean isInsideName(String text, int comma) {
    return comma + 1 < text.length() && text.charAt(comma + 1) != ' ';
  }

  private static boolean isQuote(char c) {
    return c == '"'
        || c == '\u201c'
        || c == '\u201d'
        || c == '\u201e'
        || c == '\u00ab'
        || c == '\u00bb';
  }

  private static String beforeVerb(String text) {
    for (int i = 0; i < text.length(); i++) {
      if ((i == 0 || text.charAt(i - 1) == ' ')
          && Lexicon.get().match(text, i, text.length(), Cue.WROTE.bit()) > 0) {
        return text.substring(0, i).strip();
      }
    }
    return text.strip();
  }

  private static String date(String text) {
    int from = 0;
    while (from < text.length() && !Character.isLetterOrDigit(text.charAt(from))) {
      from++;
    }
    int on = Lexicon.get().match(text, from, text.length(), Cue.ON.bit());
    int start = on > 0 ? on : from;
    int end = text.length();
    while (start < end && isEdge(text.charAt(start))) {
      start++;
    }
    while (end > start && isEdge(text.charAt(end - 1))) {
      end--;
    }
    return start >= end ? null : text.substring(start, end);
  }

  private static boolean isEdge(char c) {
    return Lines.isSpace(c) || c == ',' || c == ':';
  }
}
