package io.mailpulse.mail.thread;

/** Whether replies carry reply headers where the mail comes from. */
public enum HeaderHabit {
  /** They do: a mail without them that says "Re:" is seldom the answer it looks like. */
  USUAL,

  /**
   * Some do not. Two addresses in common or a quoted line must speak for a join as well: what two
   * mails say of each other decides, whatever else has arrived.
   */
  MIXED,

  /** They do not: subject, people, quoted text and time must decide. */
  MISSING,

  /** Look at the mails known so far: missing where more than half of the replies have none. */
  OBSERVED
}
