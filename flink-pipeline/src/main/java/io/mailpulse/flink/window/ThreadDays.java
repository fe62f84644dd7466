package io.mailpulse.flink.window;

import io.mailpulse.flink.config.PipelineConfig.Windows;
import io.mailpulse.flink.record.ScoredMail;
import io.mailpulse.flink.record.ThreadDay;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * Adds up mood per thread and day of event time; {@link RefreshedWindows} says when it publishes
 * and clears.
 */
public final class ThreadDays extends RefreshedWindows<ThreadDayTally, ThreadDay> {

  private static final long serialVersionUID = 1L;
  private static final Duration DAY = Duration.ofDays(1);

  /** An operator that keeps and refreshes days as mood windows are. */
  public ThreadDays(Windows windows) {
    super(TypeInformation.of(ThreadDayTally.class), DAY, windows.retention(), windows.maxDelay());
  }

  /** The key that this operator needs: a thread and a day. */
  public static String key(ScoredMail mail) {
    return String.join(
        "|",
        mail.sentiment().getTenantId(),
        mail.sentiment().getThreadId(),
        mail.countedUnder(),
        Long.toString(startOf(mail, DAY.toMillis())));
  }

  @Override
  ThreadDayTally start(ScoredMail first, Instant start, Instant end) {
    return ThreadDayTally.start(first.sentiment(), start);
  }

  @Override
  void add(ThreadDayTally tally, ScoredMail mail) {
    tally.add(mail.sentiment());
  }

  @Override
  void takeBack(ThreadDayTally tally, ScoredMail pending) {
    tally.takeBackPending();
  }

  @Override
  ThreadDay publish(ThreadDayTally tally, Instant now) {
    return tally.publish(now);
  }
}
