package io.mailpulse.mail.thread;

import java.util.List;

/** A mail in its thread. */
final class PlacedMail {

  private static final double SURE = 1;
  private static final double NO_GUESS = 0;

  private final MailFacts facts;
  private KnownThread thread;
  private double confidence;

  /**
   * Places a mail.
   *
   * @param confidence certainty of a guess; 0 for a mail that headers place or that starts a thread
   */
  PlacedMail(MailFacts facts, KnownThread thread, double confidence) {
    this.facts = facts;
    this.thread = thread;
    this.confidence = confidence;
  }

  MailFacts facts() {
    return facts;
  }

  KnownThread thread() {
    return thread;
  }

  double confidence() {
    return confidence;
  }

  void join(KnownThread other) {
    thread = other;
  }

  /** Its thread was merged into another, and that is no surer than the merge. */
  void doubt(double merge) {
    boolean startedThread = confidence == NO_GUESS && !namesAParent();
    if (merge < SURE && startedThread) {
      confidence = merge;
    }
  }

  ThreadUpdate describe(List<ThreadMerge> merges) {
    ThreadRank rank = thread.rank();
    boolean ownId = rank.threadId().equals(facts.headerThreadId());
    if (ownId || namesAParent()) {
      return new ThreadUpdate(rank, facts.headerEvidence(), SURE, merges);
    }
    return confidence == NO_GUESS
        ? new ThreadUpdate(rank, "references", SURE, merges) // those of a mail that names it
        : new ThreadUpdate(rank, "subject", confidence, merges);
  }

  private boolean namesAParent() {
    return facts.headers() == MailFacts.Headers.NAME_A_PARENT;
  }
}
