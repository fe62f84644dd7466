package io.mailpulse.local.replay;

/** What a replay does about letters that the ledger has. */
public enum ReplayedBefore {
  /** Leaves them, unless the mail has failed again since. */
  LEAVE,
  /** Feeds their mails once more. */
  REPEAT
}
