package io.mailpulse.mail;

import io.mailpulse.mail.header.HeaderTimes;
import io.mailpulse.schema.MimeMail;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When a mail happened: the first of its times that can be true. */
public final class EventTime {

  /** Before that, clocks were wrong, not mails old. */
  private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");

  private static final Duration CLOCK_SKEW = Duration.ofDays(1);

  private EventTime() {}

  /**
   * The event time that reading a mail gives it, from a look at the start of its header.
   *
   * @param now when the mail entered the pipeline; the answer only if the mail says nothing
   */
  public static Instant glance(MimeMail mail, Instant now) {
    Optional<Instant> envelope = Optional.ofNullable(mail.getReceivedAt());
    boolean isTold = plausible(envelope, now).isPresent();
    return of(
        envelope,
        isTold || mail.getMime() == null ? HeaderTimes.NONE : HeaderTimes.glance(mail.getMime()),
        now);
  }

  /**
   * Chooses the event time.
   *
   * @param envelope when the mail server received the mail, if the adapter knows
   * @param now when the mail entered the pipeline; the answer only if the mail says nothing
   */
  static Instant of(Optional<Instant> envelope, HeaderTimes times, Instant now) {
    return plausible(envelope, now)
        .or(() -> plausible(times.receivedAt(), now))
        .or(() -> plausible(times.sentAt(), now))
        .orElse(now);
  }

  private static Optional<Instant> plausible(Optional<Instant> time, Instant now) {
    return time.filter(t -> !t.isBefore(EARLIEST) && !t.isAfter(now.plus(CLOCK_SKEW)));
  }
}
