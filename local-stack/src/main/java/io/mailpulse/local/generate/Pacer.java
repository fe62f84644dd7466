package io.mailpulse.local.generate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Holds a run to the times that it tells of, some of them faster than they pass. */
public final class Pacer {

  /** Runs as fast as it can. */
  public static final Pacer NONE = new Pacer(Clock.systemUTC(), 0, duration -> {});

  /** Shorter waits are made up for at the next mail. */
  private static final Duration SHORTEST_WAIT = Duration.ofMillis(2);

  private final Clock clock;
  private final double compression;
  private final Sleep sleep;
  private Instant begun;

  /** Lets time pass. */
  @FunctionalInterface
  public interface Sleep {
    /** Returns when the time is over, or the thread is interrupted. */
    void over(Duration duration) throws InterruptedException;
  }

  /**
   * A pacer whose time begins with the first mail.
   *
   * @param compression seconds told of in a second of the clock; 0 to wait for nothing
   */
  public Pacer(Clock clock, double compression, Sleep sleep) {
    this.clock = clock;
    this.compression = compression;
    this.sleep = sleep;
  }

  /**
   * Returns when a mail is due.
   *
   * @param sinceStart in the time that is told of
   */
  public void await(Duration sinceStart) throws InterruptedException {
    if (compression == 0) {
      return;
    }
    Instant now = clock.instant();
    begun = begun == null ? now : begun;
    Instant due = begun.plusNanos((long) (sinceStart.toNanos() / compression));
    Duration wait = Duration.between(now, due);
    if (wait.compareTo(SHORTEST_WAIT) >= 0) {
      sleep.over(wait);
    }
  }
}
