package io.mailpulse.mail;

import io.mailpulse.mail.header.MailHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When a mail happened: the first of its times that can be true. */
final class EventTime {

  /** Before that, clocks were wrong, not mails old. */
  private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");

  private static final Duration CLOCK_SKEW = Duration.ofDays(1);

  private EventTime() {}

  /**
   * Chooses the event time.
   *
   * @param envelope when the mail server received the mail, if the adapter knows
   * @param now when the mail entered the pipeline; the answer only if the mail says nothing
   */
  static Instant of(Optional<Instant> envelope, MailHeaders headers, Instant now) {
    return plausible(envelope, now)
        .or(() -> plausible(headers.receivedAt(), now))
        .or(() -> plausible(headers.sentAt(), now))
        .orElse(now);
  }

  private static Optional<Instant> plausible(Optional<Instant> time, Instant now) {
    return time.filter(t -> !t.isBefore(EARLIEST) && !t.isAfter(now.plus(CLOCK_SKEW)));
  }
}
