package io.mailpulse.mail.fault;

import java.util.Locale;

/** What was malformed in a mail, and how it was recovered. */
public enum Defect {
  /** Bytes before the header, such as a byte order mark or an mbox separator, were skipped. */
  JUNK_BEFORE_HEADER,
  /** A header field holds bytes beyond ASCII without an encoded word; the charset was guessed. */
  RAW_HEADER_BYTES,
  /** No charset is declared for text beyond ASCII; it was guessed. */
  CHARSET_MISSING,
  /** The declared charset is unknown; it was guessed. */
  CHARSET_UNKNOWN,
  /** The text is not in the declared charset; it was guessed. */
  CHARSET_WRONG,
  /** Some bytes belong to no charset and became U+FFFD. */
  UNDECODABLE_BYTES,
  /** A multipart has no part; its text was taken as the body. */
  MULTIPART_WITHOUT_PARTS,
  /** The structure breaks off; what was read until there is kept. */
  TRUNCATED,
  /** A part named message/rfc822 is no mail; it stays an attachment. */
  NESTED_NOT_MAIL,
  /** The Date field cannot be read or is absurd. */
  DATE_UNREADABLE,
  /** A field that may appear once appears several times; the first was taken. */
  REPEATED_FIELD,
  /** The transfer encoding is unknown; bytes were taken as they are. */
  ENCODING_UNKNOWN,
  /** The transfer encoding has characters outside its alphabet; they were skipped. */
  ENCODING_BROKEN,
  /**
   * What the mail is fed again for is no dead letter's id; it counts as one that comes by itself.
   */
  REPLAY_OF_NO_LETTER,
  /** The record holds the beginning of the body; the raw mail has all of it. */
  BODY_CUT,
  /** The record holds the first recipients only. */
  RECIPIENTS_CUT,
  /** The record holds the first and the last references only. */
  REFERENCES_CUT,
  /** The record holds the first attachments only, or the beginning of their text. */
  ATTACHMENTS_CUT,
  /** The record holds the beginning of an id, a name, the subject or the source. */
  FIELD_CUT;

  private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** The code in records. */
  public String code() {
    return code;
  }
}
