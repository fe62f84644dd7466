package io.mailpulse.flink.thread;

import java.util.Comparator;

/**
 * One scored person mail in a thread's last 24 hours.
 *
 * @param emailId the mail; the same id again replaces it
 * @param atMillis its event time
 * @param expiresAtMillis event time from which it is no longer needed
 * @param judgeByMillis wall clock by which the alert rule sees it even if event time stands still
 * @param negative 1 if its label is negative, else 0
 * @param judged 1 once the alert rule has seen it, else 0
 */
public record MoodEntry(
    String emailId,
    long atMillis,
    long expiresAtMillis,
    long judgeByMillis,
    int negative,
    int judged) {

  /** Order of event time; mails of the same instant in order of their ids. */
  static final Comparator<MoodEntry> EVENT_ORDER =
      Comparator.comparingLong(MoodEntry::atMillis).thenComparing(MoodEntry::emailId);

  boolean isJudged() {
    return judged == 1;
  }

  MoodEntry asJudged() {
    return new MoodEntry(emailId, atMillis, expiresAtMillis, judgeByMillis, negative, 1);
  }
}
