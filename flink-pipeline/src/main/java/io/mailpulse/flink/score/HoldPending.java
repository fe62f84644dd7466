package io.mailpulse.flink.score;

import io.mailpulse.schema.PendingMail;
import java.io.IOException;
import java.time.Duration;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Holds mails until the model is to be asked for them again.
 *
 * <p>In: pending mails keyed by tenant and email_id, each round of a mail any number of times. Out:
 * each round once, not before its time, or at the end of the input. State: held, the mail that
 * waits; taken, since when it has been pending and its last round (TTL). Clears when: held when the
 * time has come, taken when no round has come for two days, which is longer than any delay.
 */
public final class HoldPending extends KeyedProcessFunction<String, PendingMail, PendingMail> {

  private static final long serialVersionUID = 1L;
  private static final Duration REMEMBERED = Duration.ofDays(2);

  /** Event time stands still here until the input ends; timers of the wall clock die with it. */
  private static final long END = Long.MAX_VALUE;

  private transient ValueState<PendingMail> held;
  private transient ValueState<Tuple2<Long, Integer>> taken;
  private transient TreeMap<Long, Integer> waitingSince;

  /** The key that this operator needs. */
  public static String key(PendingMail pending) {
    return pending.getMail().getTenantId() + '|' + pending.getMail().getEmailId();
  }

  @Override
  public void open(OpenContext context) {
    held =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("held", new AvroTypeInfo<>(PendingMail.class)));
    var descriptor =
        new ValueStateDescriptor<Tuple2<Long, Integer>>(
            "taken", Types.TUPLE(Types.LONG, Types.INT));
    descriptor.enableTimeToLive(
        StateTtlConfig.newBuilder(REMEMBERED)
            .setUpdateType(StateTtlConfig.UpdateType.OnCreateAndWrite)
            .setStateVisibility(StateTtlConfig.StateVisibility.NeverReturnExpired)
            .cleanupInRocksdbCompactFilter(10_000)
            .build());
    taken = getRuntimeContext().getState(descriptor);
    // Of this attempt only: mails from a checkpoint are counted once they come round again.
    waitingSince = new TreeMap<>();
    MetricGroup metrics = getRuntimeContext().getMetricGroup().addGroup("mailpulse");
    metrics.gauge("pending.held", (Gauge<Integer>) this::heldNow);
    metrics.gauge("pending.oldest-since", (Gauge<Long>) this::oldestSince);
  }

  @Override
  public void processElement(PendingMail mail, Context context, Collector<PendingMail> out)
      throws IOException {
    long since = mail.getFirstFailedAt().toEpochMilli();
    Tuple2<Long, Integer> last = taken.value();
    if (last != null && (since < last.f0 || since == last.f0 && mail.getRound() <= last.f1)) {
      return; // a repetition of what was taken before
    }
    taken.update(Tuple2.of(since, mail.getRound()));
    PendingMail before = held.value();
    if (before != null) {
      forget(before);
    }
    held.update(mail);
    note(since, 1);
    context.timerService().registerProcessingTimeTimer(mail.getNotBefore().toEpochMilli());
    context.timerService().registerEventTimeTimer(END);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<PendingMail> out)
      throws IOException {
    PendingMail mail = held.value();
    if (mail != null && mail.getNotBefore().toEpochMilli() <= timestamp) {
      held.clear();
      context.timerService().deleteEventTimeTimer(END);
      forget(mail);
      out.collect(mail);
    }
  }

  private void forget(PendingMail mail) {
    note(mail.getFirstFailedAt().toEpochMilli(), -1);
  }

  // Metrics read these from another thread.
  private synchronized void note(long since, int change) {
    waitingSince.compute(
        since,
        (key, count) -> {
          int left = (count == null ? 0 : count) + change;
          return left <= 0 ? null : left;
        });
  }

  private synchronized int heldNow() {
    return waitingSince.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Milliseconds since 1970; 0 if none waits. */
  private synchronized long oldestSince() {
    return waitingSince.isEmpty() ? 0 : waitingSince.firstKey();
  }
}
