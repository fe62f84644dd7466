package io.mailpulse.flink.window;

import io.mailpulse.flink.record.CountedMail;
import io.mailpulse.flink.record.Counting;
import io.mailpulse.flink.record.Mean;
import io.mailpulse.flink.record.ThreadDay;
import io.mailpulse.schema.EmailSentiment;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Sums of one thread and day. A mutable bean: Flink serialises it field by field. */
public final class ThreadDayTally {

  /** Tenant. */
  public String tenantId = "";

  /** Thread. */
  public String threadId = "";

  /** Bundle behind the day's first score. */
  public String modelVersion = "";

  /** Day since 1970-01-01. */
  public long epochDay;

  /** Mails, unknown and machine mail included. */
  public long volume;

  /** Person mails with a label. */
  public long scored;

  /** Of scored. */
  public long negative;

  /** Sum of polarity over scored. */
  public double polaritySum;

  /** Event time of the earliest mail. */
  public long firstSeenMillis = Long.MAX_VALUE;

  /** Event time of the latest mail. */
  public long lastSeenMillis = Long.MIN_VALUE;

  /** An empty tally; the operator names thread and day. */
  public ThreadDayTally() {}

  static ThreadDayTally start(CountedMail mail, Instant day) {
    EmailSentiment first = mail.sentiment();
    var tally = new ThreadDayTally();
    tally.tenantId = first.getTenantId();
    tally.threadId = first.getThreadId();
    tally.modelVersion = mail.version();
    tally.epochDay = day.atZone(ZoneOffset.UTC).toLocalDate().toEpochDay();
    return tally;
  }

  void add(EmailSentiment mail) {
    long at = mail.getCreatedAt().toEpochMilli();
    firstSeenMillis = Math.min(firstSeenMillis, at);
    lastSeenMillis = Math.max(lastSeenMillis, at);
    volume++;
    if (Counting.of(mail) == Counting.IN_MOOD) {
      scored++;
      negative += "negative".equals(mail.getLabel()) ? 1 : 0;
      polaritySum += mail.getPolarity();
    }
  }

  /** Takes back a mail that was added as pending, and is in the volume alone. */
  void takeBackPending() {
    volume--;
  }

  ThreadDay publish(Instant now) {
    return new ThreadDay(
        tenantId,
        threadId,
        modelVersion,
        LocalDate.ofEpochDay(epochDay).toString(),
        Mean.of(polaritySum, scored),
        scored == 0 ? 0 : (double) negative / scored,
        volume,
        scored,
        Instant.ofEpochMilli(firstSeenMillis),
        Instant.ofEpochMilli(lastSeenMillis),
        now);
  }
}
