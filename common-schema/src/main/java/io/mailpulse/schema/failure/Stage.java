package io.mailpulse.schema.failure;

import java.util.Locale;

/** Where a mail or a write was given up. */
public enum Stage {
  /** The stream and the command line: raw bytes to a record. */
  PARSE,
  /** The stream: may a record that another job wrote go on? */
  ADMIT,
  /** The stream: has this mail been seen? */
  DEDUPE,
  /** The stream: text to a score. */
  SCORE,
  /** The stream: document to the search cluster. */
  ELASTICSEARCH,
  /** The backfill: file of the raw landing to bytes. */
  READ,
  /** The backfill: is this the mail that the file's name promises? */
  IDENTIFY;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /** The name in dead letters. */
  public String wireName() {
    return wireName;
  }
}
