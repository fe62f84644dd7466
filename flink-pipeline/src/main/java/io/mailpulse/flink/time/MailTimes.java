package io.mailpulse.flink.time;

import java.io.Serializable;
import java.time.Instant;

/**
 * What a record says of its mail's time.
 *
 * @param <T> record type
 */
interface MailTimes<T> extends Serializable {

  /**
   * Event time.
   *
   * @param arrived when the record reached its topic
   */
  Instant at(T mail, Instant arrived);

  /** Whether the mail comes out of an archive. */
  boolean isHistory(T mail);
}
