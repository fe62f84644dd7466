package io.mailpulse.flink.window;

import io.mailpulse.flink.config.PipelineConfig.Windows;
import io.mailpulse.flink.record.CountedMail;
import io.mailpulse.flink.record.ThreadDay;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * Adds up mood per thread and day of event time; {@link RefreshedWindows} says when it publishes
 * and clears.
 */
public final class ThreadDays extends RefreshedWindows<ThreadDayTally, ThreadDay> {

  private static final long serialVersionUID = 1L;

  /** Length of a window. */
  public static final Duration DAY = Duration.ofDays(1);

  /** An operator that keeps and refreshes days as mood windows are. */
  public ThreadDays(Windows windows) {
    super(TypeInformation.of(ThreadDayTally.class), DAY, windows.retention(), windows.maxDelay());
  }

  /** The key of a thread and a day, for {@link AssignVersion}. */
  public static String dayKey(CountedMail mail) {
    return String.join(
        "|",
        mail.sentiment().getTenantId(),
        mail.sentiment().getThreadId(),
        Long.toString(startOf(mail, DAY.toMillis())));
  }

  /** The key that this operator needs: a thread, a day and its version. */
  public static String key(CountedMail mail) {
    return String.join(
        "|",
        mail.sentiment().getTenantId(),
        mail.sentiment().getThreadId(),
        mail.version(),
        Long.toString(startOf(mail, DAY.toMillis())));
  }

  @Override
  ThreadDayTally start(CountedMail first, Instant start, Instant end) {
    return ThreadDayTally.start(first, start);
  }

  @Override
  void add(ThreadDayTally tally, CountedMail mail) {
    tally.add(mail.sentiment());
  }

  @Override
  void takeBack(ThreadDayTally tally, CountedMail pending) {
    tally.takeBackPending();
  }

  /** None: the row of a day that was forgotten starts anew, and the view keeps the fullest. */
  @Override
  Optional<ThreadDay> addendum(ThreadDayTally tally, CountedMail mail) {
    return Optional.empty();
  }

  @Override
  ThreadDay publish(ThreadDayTally tally, Instant now) {
    return tally.publish(now);
  }
}
