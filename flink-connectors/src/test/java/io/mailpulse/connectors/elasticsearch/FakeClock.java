package io.mailpulse.connectors.elasticsearch;

import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.operators.ProcessingTimeService;

/** The clock of a task, which stands still until the test moves it. */
final class FakeClock implements ProcessingTimeService {

  private final PriorityQueue<Timer> timers = new PriorityQueue<>();
  private long now;

  private record Timer(long at, ProcessingTimeCallback callback) implements Comparable<Timer> {
    @Override
    public int compareTo(Timer other) {
      return Long.compare(at, other.at);
    }
  }

  @Override
  public long getCurrentProcessingTime() {
    return now;
  }

  @Override
  public ScheduledFuture<?> registerTimer(long timestamp, ProcessingTimeCallback target) {
    timers.add(new Timer(timestamp, target));
    return new NeverCancelled();
  }

  /** Moves to the next timer and calls it; false if there is none. */
  boolean toNextTimer() throws Exception {
    Timer due = timers.poll();
    if (due == null) {
      return false;
    }
    now = Math.max(now, due.at);
    due.callback.onProcessingTime(due.at);
    return true;
  }

  private static final class NeverCancelled extends CompletableFuture<Void>
      implements ScheduledFuture<Void> {
    @Override
    public long getDelay(TimeUnit unit) {
      return 0;
    }

    @Override
    public int compareTo(Delayed other) {
      return 0;
    }
  }
}
