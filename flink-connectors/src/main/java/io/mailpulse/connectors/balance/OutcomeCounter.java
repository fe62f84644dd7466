package io.mailpulse.connectors.balance;

import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;

/** Counts one outcome in one task: as an accumulator and as a metric. */
public final class OutcomeCounter {

  private final LongCounter accumulator;
  private final Counter metric;

  private OutcomeCounter(LongCounter accumulator, Counter metric) {
    this.accumulator = accumulator;
    this.metric = metric;
  }

  /** Registers the counter in an operator's {@code open}; operators of one task share it. */
  public static OutcomeCounter register(RuntimeContext context, Counted outcome) {
    return new OutcomeCounter(
        context.getLongCounter(outcome.counterName()),
        context.getMetricGroup().addGroup("mailpulse").counter(outcome.counterName()));
  }

  /** Counts some. */
  public void add(long count) {
    accumulator.add(count);
    metric.inc(count);
  }
}
