package io.mailpulse.flink.thread;

import io.mailpulse.flink.record.ScoredMail;
import java.util.Arrays;

/**
 * A mail whose place in its thread is not settled: it waits for the model itself, or its negativity
 * waits for mails that do.
 *
 * @param emailId the mail
 * @param atMillis its event time
 * @param mail what was last said of it; null while it waits for the model
 * @param person 1 if a person wrote it, so that it will count once it is scored, else 0
 * @param negative negative mails of the 24 h up to it, of those that had arrived before it and are
 *     scored, and itself
 * @param volume all of those
 * @param awaits ids of the mails before it in those 24 h that wait for the model
 * @param keptFromMillis event time from which its 24 h in the thread run
 * @param waitUntilMillis wall clock until which alerts wait for it
 */
public record UnsettledMail(
    String emailId,
    long atMillis,
    ScoredMail mail,
    int person,
    int negative,
    int volume,
    String[] awaits,
    long keptFromMillis,
    long waitUntilMillis) {

  boolean isPending() {
    return mail == null;
  }

  Negativity negativity() {
    return new Negativity(negative, volume);
  }

  boolean isAfter(UnsettledMail other) {
    return atMillis > other.atMillis
        || atMillis == other.atMillis && emailId.compareTo(other.emailId) > 0;
  }

  /** Whether a mail comes after this one in the order of event time. */
  boolean isBefore(MoodEntry entry) {
    return entry.atMillis() > atMillis
        || entry.atMillis() == atMillis && entry.emailId().compareTo(emailId) > 0;
  }

  /** This mail with its own score. */
  UnsettledMail scored(ScoredMail record, Negativity own) {
    return new UnsettledMail(
        emailId,
        atMillis,
        record,
        person,
        own.negative(),
        own.volume(),
        awaits,
        keptFromMillis,
        waitUntilMillis);
  }

  /** This mail once another that it awaited is scored, and counts with so many. */
  UnsettledMail without(String awaited, Negativity more) {
    return new UnsettledMail(
        emailId,
        atMillis,
        mail,
        person,
        negative + more.negative(),
        volume + more.volume(),
        Arrays.stream(awaits).filter(id -> !id.equals(awaited)).toArray(String[]::new),
        keptFromMillis,
        waitUntilMillis);
  }
}
