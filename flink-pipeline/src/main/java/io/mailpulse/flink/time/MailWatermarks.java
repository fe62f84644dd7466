package io.mailpulse.flink.time;

import io.mailpulse.flink.config.PipelineConfig.Events;
import io.mailpulse.mail.EventTime;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.MimeMail;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * How mails move event time. Made for sources, where each partition has a watermark of its own: one
 * partition that is behind then does not make the mails of another late.
 */
public final class MailWatermarks {

  /** Sources that wait for each other. */
  private static final String GROUP = "mails";

  private static final Duration ALIGNMENT_INTERVAL = Duration.ofSeconds(1);

  private MailWatermarks() {}

  /** Watermarks for mails as they arrive, from a look into their header. */
  public static WatermarkStrategy<MimeMail> ofMime(Events events) {
    return strategy(
        events,
        new MailTimes<>() {
          private static final long serialVersionUID = 1L;

          @Override
          public Instant at(MimeMail mail, Instant arrived) {
            return EventTime.glance(mail, arrived);
          }

          @Override
          public boolean isHistory(MimeMail mail) {
            return mail.getHistory();
          }
        });
  }

  /** Watermarks for mails that another job has read. */
  public static WatermarkStrategy<EmailRaw> ofRaw(Events events) {
    return strategy(
        events,
        new MailTimes<>() {
          private static final long serialVersionUID = 1L;

          @Override
          public Instant at(EmailRaw mail, Instant arrived) {
            return mail.getTimestamp();
          }

          @Override
          public boolean isHistory(EmailRaw mail) {
            return mail.getHistory();
          }
        });
  }

  /** For a source beside those of mails: it never moves event time and never holds it. */
  public static <T> WatermarkStrategy<T> still() {
    return WatermarkStrategy.forGenerator(context -> new Still<>());
  }

  private static <T> WatermarkStrategy<T> strategy(Events events, MailTimes<T> times) {
    WatermarkStrategy<T> strategy = new LiveWatermarks<>(events, times);
    return events.maxDrift().isZero()
        ? strategy
        : strategy.withWatermarkAlignment(GROUP, events.maxDrift(), ALIGNMENT_INTERVAL);
  }

  private static final class Still<T> implements WatermarkGenerator<T> {

    @Override
    public void onEvent(T event, long timestamp, WatermarkOutput output) {
      // Says nothing of event time.
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      output.markIdle();
    }
  }
}
