package io.mailpulse.flink.window;

import io.mailpulse.connectors.balance.OutcomeCounter;
import io.mailpulse.flink.balance.Outcome;
import io.mailpulse.flink.record.CountedMail;
import io.mailpulse.schema.EmailSentiment;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Windows of event time that late mails refresh instead of missing, and that do not wait for ever
 * when event time stands still. Each key is one window.
 *
 * <p>In: counted mails. Out: the window's result when event time passes its end, or the delay after
 * a mail has changed it, late or not, whichever comes first; after the retention what a mail adds,
 * by itself. State: tally, what the window adds up; changed, whether that was published; pending,
 * mails whose score is to come; overtaken, scores that came before their pending mail; clear-at; of
 * the task {@link SeenEventTime}, so that what was late before a restart is late after it. Clears
 * when: event time has passed the end, or the last late mail, by the retention, and no mail is
 * pending.
 *
 * @param <A> tally in state
 * @param <R> published result
 */
abstract class RefreshedWindows<A, R> extends KeyedProcessFunction<String, CountedMail, R>
    implements CheckpointedFunction {

  private static final long serialVersionUID = 1L;

  private final TypeInformation<A> tallyType;
  private final long sizeMillis;
  private final long retentionMillis;
  private final long maxDelayMillis;

  private transient SeenEventTime seen;
  private transient ValueState<A> tally;
  private transient ValueState<Boolean> changed;
  private transient ValueState<Long> clearAt;
  private transient OutcomeCounter tooLate;
  private transient MapState<String, Boolean> pending;
  private transient MapState<String, EmailSentiment> overtaken;

  RefreshedWindows(
      TypeInformation<A> tallyType, Duration size, Duration retention, Duration maxDelay) {
    this.tallyType = tallyType;
    this.sizeMillis = size.toMillis();
    this.retentionMillis = retention.toMillis();
    this.maxDelayMillis = maxDelay.toMillis();
  }

  /** Start of the window that a mail belongs to, inclusive. */
  static long startOf(CountedMail mail, long sizeMillis) {
    return Math.floorDiv(mail.sentiment().getCreatedAt().toEpochMilli(), sizeMillis) * sizeMillis;
  }

  /** An empty tally for the window that starts and ends with these instants. */
  abstract A start(CountedMail first, Instant start, Instant end);

  /** Adds a mail to a tally, in place. */
  abstract void add(A tally, CountedMail mail);

  /** Takes a mail back that was added as pending, in place. */
  abstract void takeBack(A tally, CountedMail pending);

  /**
   * What a mail adds whose window may have been forgotten, under an id of its own: the window's
   * last record is not to be replaced by one that knows this mail alone.
   *
   * @param empty an empty tally of its window
   * @return empty if the window starts anew
   */
  abstract Optional<R> addendum(A empty, CountedMail mail);

  /** What to publish of a tally, which goes on. */
  abstract R publish(A tally, Instant now);

  @Override
  public void open(OpenContext context) {
    var runtime = getRuntimeContext();
    tally = runtime.getState(new ValueStateDescriptor<>("tally", tallyType));
    changed = runtime.getState(new ValueStateDescriptor<>("changed", Types.BOOLEAN));
    clearAt = runtime.getState(new ValueStateDescriptor<>("clear-at", Types.LONG));
    tooLate = OutcomeCounter.register(runtime, Outcome.TOO_LATE);
    pending = runtime.getMapState(new MapStateDescriptor<>("pending", Types.STRING, Types.BOOLEAN));
    overtaken =
        runtime.getMapState(
            new MapStateDescriptor<>(
                "overtaken", Types.STRING, new AvroTypeInfo<>(EmailSentiment.class)));
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    seen = SeenEventTime.restore(context.getOperatorStateStore());
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    seen.snapshot();
  }

  @Override
  public void processElement(CountedMail arrived, Context context, Collector<R> out)
      throws Exception {
    CountedMail mail = notOvertaken(arrived);
    long start = startOf(mail, sizeMillis);
    long last = start + sizeMillis - 1;
    long watermark = seen.atLeast(context.timerService().currentWatermark());

    long clear = Math.max(last, watermark + 1) + retentionMillis;

    A sums = tally.value();
    if (sums == null) {
      sums = start(mail, Instant.ofEpochMilli(start), Instant.ofEpochMilli(last + 1));
      // At this very instant the window was cleared.
      if (last + retentionMillis <= watermark) {
        tooLate.add(mail.isCorrection() ? 0 : 1);
        Optional<R> alone = addendum(sums, mail);
        if (alone.isPresent()) {
          if (mail.isPending() || mail.isCorrection()) {
            clearAfter(clear, context);
          }
          if (isOwed(mail)) {
            out.collect(alone.get());
          }
          return;
        }
      }
    }
    clearAfter(clear, context);
    if (!count(sums, mail)) {
      return;
    }
    tally.update(sums);
    if (watermark == Long.MAX_VALUE) {
      // Event time is over: no timer would come.
      out.collect(
          publish(sums, Instant.ofEpochMilli(context.timerService().currentProcessingTime())));
      return;
    }
    boolean refreshIsDue = Boolean.TRUE.equals(changed.value());
    changed.update(true);

    if (!refreshIsDue) {
      long now = context.timerService().currentProcessingTime();
      context.timerService().registerProcessingTimeTimer(now + maxDelayMillis);
      context.timerService().registerEventTimeTimer(Math.max(last, watermark + 1));
    }
  }

  /** A pending mail whose score came before it is the mail with that score. */
  private CountedMail notOvertaken(CountedMail mail) throws Exception {
    String id = mail.sentiment().getEmailId();
    if (!mail.isPending() || !overtaken.contains(id)) {
      return mail;
    }
    CountedMail scored = mail.with(overtaken.get(id));
    overtaken.remove(id);
    return scored;
  }

  /** Whether an addendum is to be said: of a score only if its mail was one, and is pending. */
  private boolean isOwed(CountedMail mail) throws Exception {
    if (mail.isCorrection()) {
      return isAwaited(mail);
    }
    if (mail.isPending()) {
      pending.put(mail.sentiment().getEmailId(), true);
    }
    return true;
  }

  /** Adds a mail, or puts its score in the place of what it added as pending. */
  private boolean count(A sums, CountedMail mail) throws Exception {
    if (mail.isCorrection()) {
      if (!isAwaited(mail)) {
        return false;
      }
      takeBack(sums, mail);
    } else if (mail.isPending()) {
      pending.put(mail.sentiment().getEmailId(), true);
    }
    add(sums, mail);
    return true;
  }

  /**
   * Whether a correction is that of a mail that is pending here, which it then is no longer. One of
   * another mail changes nothing: that is known to have been counted, or has been overtaken by its
   * correction, which waits for it.
   */
  private boolean isAwaited(CountedMail correction) throws Exception {
    String id = correction.sentiment().getEmailId();
    boolean awaited = pending.contains(id);
    if (awaited) {
      pending.remove(id);
    } else {
      overtaken.put(id, correction.sentiment());
    }
    return awaited;
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<R> out) throws Exception {
    seen.atLeast(context.timerService().currentWatermark());
    if (Boolean.TRUE.equals(changed.value())) {
      long now = context.timerService().currentProcessingTime();
      out.collect(publish(tally.value(), Instant.ofEpochMilli(now)));
      changed.update(false);
    }
    Long clear = clearAt.value();
    if (context.timeDomain() == TimeDomain.EVENT_TIME && clear != null && timestamp >= clear) {
      clearUnlessOwed();
    }
  }

  /** A window is kept for the scores that it is owed; with the last comes a new time to clear. */
  private void clearUnlessOwed() throws Exception {
    if (pending.isEmpty()) {
      tally.clear();
      changed.clear();
      clearAt.clear();
      overtaken.clear();
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
