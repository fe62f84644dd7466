package io.mailpulse.flink.window;

import io.mailpulse.flink.record.ScoredMail;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Windows of event time that late mails refresh instead of missing, and that do not wait for ever
 * when event time stands still. Each key is one window.
 *
 * <p>In: scored mails. Out: the window's result when event time passes its end, or the delay after
 * a mail has changed it, late or not, whichever comes first. State: tally, what the window adds up;
 * changed, whether that was published; clear-at. Clears when: event time has passed the end, or the
 * last late mail, by the retention.
 *
 * @param <A> tally in state
 * @param <R> published result
 */
abstract class RefreshedWindows<A, R> extends KeyedProcessFunction<String, ScoredMail, R> {

  private static final long serialVersionUID = 1L;

  private final TypeInformation<A> tallyType;
  private final long sizeMillis;
  private final long retentionMillis;
  private final long maxDelayMillis;

  private transient ValueState<A> tally;
  private transient ValueState<Boolean> changed;
  private transient ValueState<Long> clearAt;

  RefreshedWindows(
      TypeInformation<A> tallyType, Duration size, Duration retention, Duration maxDelay) {
    this.tallyType = tallyType;
    this.sizeMillis = size.toMillis();
    this.retentionMillis = retention.toMillis();
    this.maxDelayMillis = maxDelay.toMillis();
  }

  /** Start of the window that a mail belongs to, inclusive. */
  static long startOf(ScoredMail mail, long sizeMillis) {
    return Math.floorDiv(mail.sentiment().getCreatedAt().toEpochMilli(), sizeMillis) * sizeMillis;
  }

  /** An empty tally for the window that starts and ends with these instants. */
  abstract A start(ScoredMail first, Instant start, Instant end);

  /** Adds a mail to a tally, in place. */
  abstract void add(A tally, ScoredMail mail);

  /** What to publish of a tally, which goes on. */
  abstract R publish(A tally, Instant now);

  @Override
  public void open(OpenContext context) {
    var runtime = getRuntimeContext();
    tally = runtime.getState(new ValueStateDescriptor<>("tally", tallyType));
    changed = runtime.getState(new ValueStateDescriptor<>("changed", Types.BOOLEAN));
    clearAt = runtime.getState(new ValueStateDescriptor<>("clear-at", Types.LONG));
  }

  @Override
  public void processElement(ScoredMail mail, Context context, Collector<R> out)
      throws IOException {
    long start = startOf(mail, sizeMillis);
    long last = start + sizeMillis - 1;
    long watermark = context.timerService().currentWatermark();

    A sums = tally.value();
    if (sums == null) {
      sums = start(mail, Instant.ofEpochMilli(start), Instant.ofEpochMilli(last + 1));
    }
    add(sums, mail);
    tally.update(sums);
    boolean refreshIsDue = Boolean.TRUE.equals(changed.value());
    changed.update(true);

    if (!refreshIsDue) {
      long now = context.timerService().currentProcessingTime();
      context.timerService().registerProcessingTimeTimer(now + maxDelayMillis);
      context.timerService().registerEventTimeTimer(Math.max(last, watermark + 1));
    }
    clearAfter(Math.max(last, watermark + 1) + retentionMillis, context);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<R> out) throws IOException {
    if (Boolean.TRUE.equals(changed.value())) {
      long now = context.timerService().currentProcessingTime();
      out.collect(publish(tally.value(), Instant.ofEpochMilli(now)));
      changed.update(false);
    }
    Long clear = clearAt.value();
    if (context.timeDomain() == TimeDomain.EVENT_TIME && clear != null && timestamp >= clear) {
      tally.clear();
      changed.clear();
      clearAt.clear();
    }
  }

  private void clearAfter(long clear, Context context) throws IOException {
    Long before = clearAt.value();
    if (before != null && before >= clear) {
      return;
    }
    if (before != null) {
      context.timerService().deleteEventTimeTimer(before);
    }
    clearAt.update(clear);
    context.timerService().registerEventTimeTimer(clear);
  }
}
