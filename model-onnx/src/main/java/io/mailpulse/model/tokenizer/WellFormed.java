package io.mailpulse.model.tokenizer;

/** Texts as UTF-8 can carry them. */
final class WellFormed {

  private WellFormed() {}

  /** The text with U+FFFD in place of each lone surrogate. */
  static String of(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return replaceLone(text);
      }
    }
    return text;
  }

  private static String replaceLone(String text) {
    var out = new StringBuilder(text.length());
    int i = 0;
    while (i < text.length()) {
      int codePoint = text.codePointAt(i);
      boolean lone = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
      out.appendCodePoint(lone ? 0xFFFD : codePoint);
      i += Character.charCount(codePoint);
    }
    return out.toString();
  }
}
