package io.mailpulse.generate;

import io.mailpulse.generate.thread.Draft;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Mails that are written and have yet to arrive, at most those that a delay can hold. */
final class Arrivals {

  /** An arrival to come. */
  record Waiting(long slot, long sequence, Draft draft, Context context) {}

  /**
   * What belongs to an arrival and not to its mail.
   *
   * @param tenantId tenant
   * @param thread name of the thread
   * @param burst its burst, or null
   * @param held why it is late, or null
   * @param copy whether and how the mail comes again
   */
  record Context(String tenantId, String thread, Integer burst, String held, Copy copy) {}

  /** Which arrival of a mail. */
  enum Copy {
    FIRST,
    SAME_BYTES,
    /** By another way: with a field more. */
    FORWARDED
  }

  private final PriorityQueue<Waiting> waiting =
      new PriorityQueue<>(
          Comparator.comparingLong(Waiting::slot).thenComparingLong(Waiting::sequence));
  private long sequence;

  /** Lets a mail arrive once a slot is over. */
  void add(long slot, Draft draft, Context context) {
    waiting.add(new Waiting(slot, sequence++, draft, context));
  }

  /** Whether something arrives by now. */
  boolean isReady(long slot) {
    return !waiting.isEmpty() && waiting.peek().slot() <= slot;
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** The next to arrive. */
  Waiting next() {
    return waiting.remove();
  }
}
