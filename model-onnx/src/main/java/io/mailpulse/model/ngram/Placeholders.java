package io.mailpulse.model.ngram;

/**
 * Finds what stands for something else and must not sway a score: links, mentions, and the tokens
 * that redaction leaves, such as {@code <EMAIL_7f3a>}.
 */
final class Placeholders {

  private static final int LONGEST_TOKEN = 40;

  private Placeholders() {}

  /** First offset after the placeholder that begins here, or {@code at} if none does. */
  static int skip(CharSequence text, int at, boolean inWord) {
    return switch (text.charAt(at)) {
      case '@' -> inWord ? at : skipMention(text, at);
      case '<' -> skipToken(text, at);
      case 'h', 'H' -> !inWord && isLink(text, at) ? skipToSpace(text, at) : at;
      default -> at;
    };
  }

  private static int skipMention(CharSequence text, int at) {
    int end = at + 1;
    while (end < text.length()
        && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
      end++;
    }
    return end == at + 1 ? at : end;
  }

  private static int skipToken(CharSequence text, int at) {
    int last = Math.min(text.length(), at + LONGEST_TOKEN);
    int end = at + 1;
    while (end < last && isTokenChar(text.charAt(end))) {
      end++;
    }
    boolean closed = end < last && text.charAt(end) == '>';
    return closed && end > at + 1 && isUpper(text.charAt(at + 1)) ? end + 1 : at;
  }

  private static boolean isTokenChar(char c) {
    return isUpper(c) || c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
  }

  private static boolean isUpper(char c) {
    return c >= 'A' && c <= 'Z';
  }

  private static boolean isLink(CharSequence text, int at) {
    if (at + 4 > text.length()
        || (text.charAt(at + 1) | 0x20) != 't'
        || (text.charAt(at + 2) | 0x20) != 't'
        || (text.charAt(at + 3) | 0x20) != 'p') {
      return false;
    }
    if (at + 4 == text.length()) {
      return true;
    }
    char next = text.charAt(at + 4);
    return next == ':' || next == 's' || !Character.isLetterOrDigit(next);
  }

  private static int skipToSpace(CharSequence text, int at) {
    int end = at;
    while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    return end;
  }
}
