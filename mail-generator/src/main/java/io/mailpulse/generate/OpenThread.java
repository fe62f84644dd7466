package io.mailpulse.generate;

import io.mailpulse.generate.thread.Draft;
import io.mailpulse.generate.thread.MailThread;
import io.mailpulse.generate.truth.MailTruth;
import io.mailpulse.generate.truth.ThreadTruth;
import java.util.Optional;

/** A thread that goes on, what is known of it so far, and a mail of it that is held back. */
final class OpenThread {

  /** A mail that arrives behind its answer. */
  record Held(Draft draft, Arrivals.Context context) {}

  private final MailThread thread;
  private int mails;
  private String alertedBy;
  private Held held;

  OpenThread(MailThread thread) {
    this.thread = thread;
  }

  MailThread thread() {
    return thread;
  }

  void wrote(Draft draft) {
    mails++;
    if (alertedBy == null && alerts(draft)) {
      alertedBy = draft.messageId();
    }
  }

  void hold(Held mail) {
    held = mail;
  }

  boolean holds() {
    return held != null;
  }

  /** The mail that was held back, once. */
  Optional<Held> release() {
    Optional<Held> released = Optional.ofNullable(held);
    held = null;
    return released;
  }

  ThreadTruth truth() {
    return new ThreadTruth(
        thread.key(), thread.tenantId(), mails, thread.isSour(), alertedBy != null, alertedBy);
  }

  /** The thread that a mail inside another begins. */
  ThreadTruth truthOf(Draft attached) {
    boolean alert = alerts(attached);
    return new ThreadTruth(
        attachedThread(thread.key()),
        thread.tenantId(),
        1,
        false,
        alert,
        alert ? attached.messageId() : null);
  }

  static String attachedThread(String thread) {
    return thread + "/attached";
  }

  private static boolean alerts(Draft draft) {
    return draft.certain()
        && draft.label().equals("negative")
        && draft.outcome().equals(MailTruth.READ);
  }
}
