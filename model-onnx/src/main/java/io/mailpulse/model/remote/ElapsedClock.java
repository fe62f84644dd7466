package io.mailpulse.model.remote;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/** Time that has passed since some instant, as an instant after 1970: nobody sets it back. */
final class ElapsedClock extends Clock {

  private final LongSupplier nanos;
  private final long origin;

  /**
   * A clock that stands at 1970.
   *
   * @param nanos as {@link System#nanoTime}
   */
  ElapsedClock(LongSupplier nanos) {
    this.nanos = nanos;
    this.origin = nanos.getAsLong();
  }

  @Override
  public Instant instant() {
    return Instant.EPOCH.plusNanos(nanos.getAsLong() - origin);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("elapsed time has no zone");
  }
}
