package io.mailpulse.flink.balance;

import io.mailpulse.connectors.balance.Counted;

/** What the job counts. The names are those of accumulators and, after a dot, of metrics. */
public enum Outcome implements Counted {
  /** Mails taken from the source. */
  IN("mails.in"),
  /** Further mails found attached to those. */
  ATTACHED("mails.attached"),
  /** Mails with a label. */
  SCORED("mails.scored"),
  /** Mails that the model abstained on. */
  UNKNOWN("mails.unknown"),
  /** Mails seen before. */
  DUPLICATE("mails.duplicate"),
  /** Mails that a stage gave up on. */
  DEAD_LETTERED("mails.dead-lettered"),
  /** Mails that had to wait for the model; not part of the balance, as all that follow. */
  PENDING("mails.pending"),
  /** Of those, mails that have their answer. */
  CORRECTED("mails.corrected"),
  /** Records of the pending topic that no job can have written. */
  PENDING_REFUSED("pending.refused"),
  /** Mails whose window or thread day may have been forgotten when they came. */
  TOO_LATE("windows.too-late"),
  /** Alerts raised. */
  ALERT("alerts.raised"),
  /** Mails without reply headers that joined a thread. */
  JOINED_BY_SUBJECT("threads.joined-by-subject"),
  /** Threads that turned out to be parts of others. */
  THREAD_MERGED("threads.merged");

  private final String counterName;

  Outcome(String counterName) {
    this.counterName = counterName;
  }

  @Override
  public String counterName() {
    return counterName;
  }
}
