package io.mailpulse.mail.mime;

/**
 * The best body of a mail: its plain text, else its HTML.
 *
 * @param format what {@code text} is
 * @param text the whole body with LF line ends: every inline text part, joined; for {@link
 *     Format#HTML} markup
 * @param mainPart the first text part alone, as it was sent: flowed lines are not joined
 */
public record MailBody(Format format, String text, String mainPart) {

  /** What a body is written in. */
  public enum Format {
    PLAIN,
    HTML
  }

  static final MailBody EMPTY = new MailBody(Format.PLAIN, "", "");
}
