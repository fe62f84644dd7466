package io.mailpulse.mail.thread;

import java.util.Comparator;
import java.util.Locale;

/**
 * Which of several ids a thread bears: one that reply headers name before one that only a mail
 * without replies has, then the one with the oldest mail. As more mails of a thread become known,
 * its best rank only gets better, so of two notices about a thread the better one is the newer one.
 *
 * @param anchor what names the id
 * @param sinceMillis when the oldest mail with this id was sent
 * @param threadId the id
 */
public record ThreadRank(Anchor anchor, long sinceMillis, String threadId)
    implements Comparable<ThreadRank> {

  /** What names a thread's id. */
  public enum Anchor {
    /** Reply headers of a mail. */
    HEADERS,
    /** Only the mail that starts the thread. */
    START;

    /** Name in records. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The anchor with a name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Anchor fromWireName(String name) {
      return valueOf(name.toUpperCase(Locale.ROOT));
    }
  }

  private static final Comparator<ThreadRank> BEST_FIRST =
      Comparator.comparing(ThreadRank::anchor)
          .thenComparingLong(ThreadRank::sinceMillis)
          .thenComparing(ThreadRank::threadId);

  /** Orders the best first. */
  @Override
  public int compareTo(ThreadRank other) {
    return BEST_FIRST.compare(this, other);
  }
}
