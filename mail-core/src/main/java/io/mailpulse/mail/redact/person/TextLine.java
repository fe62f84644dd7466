package io.mailpulse.mail.redact.person;

/**
 * A line of a letter without the spaces and quote marks around it.
 *
 * @param start first character, inclusive
 * @param end last character, exclusive
 * @param last whether no line with letters follows
 */
record TextLine(int start, int end, boolean last) {

  int length() {
    return end - start;
  }

  static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\u00a0';
  }
}
