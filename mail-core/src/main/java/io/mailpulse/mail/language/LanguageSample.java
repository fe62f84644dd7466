package io.mailpulse.mail.language;

/**
 * The part of a text that shows its language: addresses, links, numbers and tokens left out, and
 * lines that machines wrote where there are others.
 */
final class LanguageSample {

  private static final int LOOK_BACK = 4;

  /** How far lines of logs are skipped, in samples. */
  private static final int SKIPPED = 64;

  private LanguageSample() {}

  /**
   * Takes words until the sample is full.
   *
   * @param most length of the sample in UTF-16 units
   */
  static String of(String text, int most) {
    String spoken = spoken(text, most);
    String sample = words(spoken, most);
    return sample.isEmpty() && spoken.length() != text.length() ? words(text, most) : sample;
  }

  /** The lines of people, up to what is looked at; all lines if there are no others. */
  private static String spoken(String text, int most) {
    if (text.indexOf('\n') < 0) {
      return text;
    }
    var spoken = new StringBuilder(Math.min(text.length(), LOOK_BACK * most));
    boolean skipped = false;
    int limit = Math.min(text.length(), SKIPPED * most);
    for (int start = 0; start < limit && spoken.length() < LOOK_BACK * most; ) {
      int newline = text.indexOf('\n', start);
      int end = newline < 0 ? text.length() : newline;
      if (MachineLine.isOne(text, start, end)) {
        skipped = true;
      } else {
        spoken.append(text, start, Math.min(end, start + LOOK_BACK * most)).append('\n');
      }
      start = end + 1;
    }
    return skipped && !spoken.toString().isBlank() ? spoken.toString() : text;
  }

  private static String words(String text, int most) {
    StringBuilder sample = new StringBuilder(Math.min(text.length(), most));
    int i = 0;
    int scanned = Math.min(text.length(), LOOK_BACK * most);
    while (i < scanned && sample.length() < most) {
      int end = i;
      boolean speaks = true;
      while (end < scanned && !Character.isWhitespace(text.charAt(end))) {
        char c = text.charAt(end);
        speaks &= c != '@' && c != '_' && c != '/' && c != '\\' && c != '<' && c != '=';
        end++;
      }
      if (speaks && end > i) {
        if (sample.length() > 0) {
          sample.append(' ');
        }
        sample.append(text, i, Math.min(end, i + most - sample.length()));
      }
      i = end + 1;
    }
    return sample.toString();
  }
}
