package io.mailpulse.flink.window;

import io.mailpulse.flink.score.ScoredMail;
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
 * Windows of event time that late mails refresh instead of missing. Each key is one window.
 *
 * <p>In: scored mails. Out: the window's result when event time passes its end, and again after
 * late mails, a few of them together. State: tally, what the window adds up; changed, whether that
 * was published; clear-at. Clears when: event time has passed the end, or the last late mail, by
 * the retention.
 *
 * @param <A> tally in state
 * @param <R> published result
 */
abstract class RefreshedWindows<A, R> extends KeyedProcessFunction<String, ScoredMail, R> {

  private static final long serialVersionUID = 1L;

  private final TypeInformation<A> tallyType;
  private final long sizeMillis;
  private final long retentionMillis;
  private final long refreshMillis;

  private transient ValueState<A> tally;
  private transient ValueState<Boolean> changed;
  private transient ValueState<Long> clearAt;

  RefreshedWindows(
      TypeInformation<A> tallyType, Duration size, Duration retention, Duration lateRefresh) {
    this.tallyType = tallyType;
    this.sizeMillis = size.toMillis();
    this.retentionMillis = retention.toMillis();
    this.refreshMillis = lateRefresh.toMillis();
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

    if (watermark < last) {
      context.timerService().registerEventTimeTimer(last);
    } else if (!refreshIsDue) {
      refreshSoon(watermark, context);
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

  /** Late mails are gathered for a while, or until event time moves on. */
  private void refreshSoon(long watermark, Context context) {
    long now = context.timerService().currentProcessingTime();
    context.timerService().registerProcessingTimeTimer(now + refreshMillis);
    context.timerService().registerEventTimeTimer(watermark + 1);
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
