package io.mailpulse.flink.read;

import io.mailpulse.schema.PendingMail;
import io.mailpulse.schema.failure.FailureKind;
import java.time.Instant;
import java.util.Optional;

/**
 * May a record of {@code emails.pending.v1} go on? Its mail as one of {@code emails.raw.v1} may;
 * what stands beside it becomes timers, keys of windows and delays, and is believed only within the
 * range of what a job writes.
 */
final class PendingAdmission {

  private static final Instant EARLIEST = Instant.EPOCH;
  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

  /** Of rounds and attempts: at a minute each these are two years. */
  private static final int MOST_ROUNDS = 1_000_000;

  /** Longer than "remote@", a host's name and a port. */
  private static final int MAX_NAME = 300;

  private final Admission admission;

  PendingAdmission(Admission admission) {
    this.admission = admission;
  }

  /** Why a record may not go on; empty if it may. */
  Optional<Admission.Refusal> refuse(PendingMail pending) {
    return admission.refuse(pending.getMail()).or(() -> problem(pending).map(this::refusal));
  }

  private Admission.Refusal refusal(String field) {
    return new Admission.Refusal(
        FailureKind.BAD_RECORD,
        field
            + " is out of its range; only the streaming job writes emails.pending.v1: find who"
            + " else does");
  }

  private static Optional<String> problem(PendingMail pending) {
    if (!isTime(pending.getFirstFailedAt()) || !isTime(pending.getNotBefore())) {
      return Optional.of("a time of waiting");
    }
    if (pending.getRound() < 1
        || pending.getRound() > MOST_ROUNDS
        || pending.getAttempts() < 0
        || pending.getAttempts() > MOST_ROUNDS) {
      return Optional.of("round or attempts");
    }
    return isName(pending.getModelVersion()) && isName(pending.getCause())
        ? Optional.empty()
        : Optional.of("model_version or cause");
  }

  private static boolean isTime(Instant time) {
    return !time.isBefore(EARLIEST) && time.isBefore(LATEST);
  }

  /** A blank, a control or a letter beyond ASCII is in no name of a model or of a failure. */
  private static boolean isName(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_NAME
        && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }
}
