package io.mailpulse.settings.tenant;

/** A rule that may call somebody. */
public enum AlertRule {
  /** A confident negative mail in a thread that is mostly negative. */
  THREAD_TURNED_NEGATIVE
}
