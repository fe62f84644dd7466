package io.mailpulse.mail.language;

/** The part of a text that shows its language: addresses, links, numbers and tokens left out. */
final class LanguageSample {

  private static final int LOOK_BACK = 4;

  private LanguageSample() {}

  /**
   * Takes words until the sample is full.
   *
   * @param most length of the sample in UTF-16 units
   */
  static String of(String text, int most) {
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
