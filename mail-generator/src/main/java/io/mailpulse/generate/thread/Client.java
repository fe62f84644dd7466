package io.mailpulse.generate.thread;

/** What somebody writes mail with. */
enum Client {
  /** Plain text, an attribution, lines behind {@code >}. */
  PLAIN,
  /** Plain and HTML, an attribution, a block quote. */
  WEB,
  /** Plain and HTML, a block of header lines, the answered mail as it is. */
  OFFICE,
  /** HTML alone, quoting like {@link #OFFICE}. */
  HTML_ONLY,
  /** Plain text below which the telephone names itself. */
  PHONE,
  /** Plain text that quotes nothing. */
  FORM
}
