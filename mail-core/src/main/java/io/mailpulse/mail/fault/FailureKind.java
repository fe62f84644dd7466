package io.mailpulse.mail.fault;

import java.util.Locale;

/** Why a mail could not be read. */
public enum FailureKind {
  /** More raw bytes than {@code maxMessageBytes}. */
  TOO_LARGE,
  /** More body parts than {@code maxParts}. */
  TOO_MANY_PARTS,
  /** Multiparts or mails nested deeper than {@code maxDepth}. */
  TOO_DEEP,
  /** A header section of more bytes than {@code maxHeaderBytes}. */
  HEADER_TOO_LARGE,
  /** A header section of more fields than {@code maxHeaderCount}. */
  TOO_MANY_HEADERS,
  /** A text part longer than {@code maxBodyChars}. */
  BODY_TOO_LONG,
  /** No bytes, or nothing but white space. */
  EMPTY,
  /** Bytes without a single header field. */
  NOT_MAIL,
  /** The record carries no bytes: its payload has to be fetched first. */
  NO_PAYLOAD;

  private final String wireName = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** The name in dead letters. */
  public String wireName() {
    return wireName;
  }
}
