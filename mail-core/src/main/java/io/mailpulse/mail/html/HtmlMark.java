package io.mailpulse.mail.html;

/**
 * What the markup said about a run of lines.
 *
 * @param kind what it said
 * @param firstLine first line of the text, counted from 0, inclusive
 * @param endLine last line, exclusive
 */
public record HtmlMark(Kind kind, int firstLine, int endLine) {

  /** What markup can say of a run of lines. */
  public enum Kind {
    /** A blockquote that a mail program made to cite; its lines carry {@code >}. */
    CITE,
    /** A blockquote that nobody says is a citation: a writer may have indented a passage. */
    INDENT,
    /** An earlier mail, by the name a mail program gave the element. */
    QUOTE,
    /** From the first line on, everything is an earlier mail. */
    REST,
    /** The header block of an earlier mail. */
    HEADER,
    /** The line that says who wrote what is quoted below. */
    ATTRIBUTION,
    /** A signature, by the name a mail program gave the element. */
    SIGNATURE,
    /** A mail passed on. */
    FORWARD,
    /** A horizontal rule, at the first line. */
    RULE
  }
}
