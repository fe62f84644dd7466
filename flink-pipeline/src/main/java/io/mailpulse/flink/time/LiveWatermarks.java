package io.mailpulse.flink.time;

import io.mailpulse.flink.config.PipelineConfig.Events;
import java.time.Instant;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.TimestampAssignerSupplier;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * Watermarks that only live mail moves. A mail never runs further ahead than it reached its topic,
 * since a date in the future would make every other mail late; and one that comes out of an
 * archive, or was old when it reached its topic, neither moves nor holds event time: a partition
 * that has no other mail counts as idle.
 *
 * <p>Both halves are made from one instance per task, as Flink deserialises the strategy with each
 * task, and Flink asks the generator about a record right after its time: so the generator knows
 * what only the assigner is told, when the record arrived.
 *
 * @param <T> record type
 */
final class LiveWatermarks<T> implements WatermarkStrategy<T>, TimestampAssigner<T> {

  private static final long serialVersionUID = 1L;

  private final Events events;
  private final MailTimes<T> times;

  private transient T latest;
  private transient boolean latestIsLive;

  LiveWatermarks(Events events, MailTimes<T> times) {
    this.events = events;
    this.times = times;
  }

  /**
   * Event time of a mail in milliseconds.
   *
   * @param arrivedMillis when the record was appended to its topic; negative if it is not known
   */
  @Override
  public long extractTimestamp(T mail, long arrivedMillis) {
    boolean isKnown = arrivedMillis >= 0;
    long arrived = isKnown ? arrivedMillis : System.currentTimeMillis();
    long at = times.at(mail, Instant.ofEpochMilli(arrived)).toEpochMilli();
    latest = mail;
    latestIsLive =
        !times.isHistory(mail) && !(isKnown && at < arrived - events.maxBehind().toMillis());
    return isKnown ? Math.min(at, arrived + events.maxAhead().toMillis()) : at;
  }

  @Override
  public TimestampAssigner<T> createTimestampAssigner(TimestampAssignerSupplier.Context context) {
    return this;
  }

  @Override
  public WatermarkGenerator<T> createWatermarkGenerator(
      WatermarkGeneratorSupplier.Context context) {
    WatermarkGenerator<T> bounded =
        WatermarkStrategy.<T>forBoundedOutOfOrderness(events.outOfOrderness())
            .withIdleness(events.idleness())
            .createWatermarkGenerator(context);
    return new WatermarkGenerator<>() {
      @Override
      public void onEvent(T mail, long timestamp, WatermarkOutput output) {
        if (mail != latest) {
          throw new IllegalStateException("asked about a mail whose time was not asked for");
        }
        if (latestIsLive) {
          bounded.onEvent(mail, timestamp, output);
        }
      }

      @Override
      public void onPeriodicEmit(WatermarkOutput output) {
        bounded.onPeriodicEmit(output);
      }
    };
  }
}
