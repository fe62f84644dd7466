package io.mailpulse.flink.read;

import io.mailpulse.flink.config.PipelineConfig.Events;
import io.mailpulse.schema.EmailRaw;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.SerializableTimestampAssigner;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * How mails move event time: by when they were received, but never further ahead than they reached
 * the broker, since a date in the future would make every other mail late.
 */
public final class MailWatermarks implements SerializableTimestampAssigner<EmailRaw> {

  private static final long serialVersionUID = 1L;

  private final long maxAheadMillis;

  private MailWatermarks(Duration maxAhead) {
    this.maxAheadMillis = maxAhead.toMillis();
  }

  /** Watermarks for mails under a configuration. */
  public static WatermarkStrategy<EmailRaw> strategy(Events events) {
    return WatermarkStrategy.<EmailRaw>forBoundedOutOfOrderness(events.outOfOrderness())
        .withTimestampAssigner(new MailWatermarks(events.maxAhead()))
        .withIdleness(events.idleness());
  }

  /**
   * Event time of a mail in milliseconds.
   *
   * @param brokerMillis when the record was appended to its topic; negative if it is not known
   */
  @Override
  public long extractTimestamp(EmailRaw mail, long brokerMillis) {
    long received = mail.getTimestamp().toEpochMilli();
    return brokerMillis < 0 ? received : Math.min(received, brokerMillis + maxAheadMillis);
  }
}
