package io.mailpulse.flink.window;

import io.mailpulse.flink.config.PipelineConfig.Windows;
import io.mailpulse.flink.record.ScoredMail;
import io.mailpulse.schema.MoodAggregate;
import java.time.Instant;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;

/**
 * Adds up mood per tenant, language and window of event time; {@link RefreshedWindows} says when it
 * publishes and clears.
 */
public final class MoodWindows extends RefreshedWindows<MoodAggregate, MoodAggregate> {

  private static final long serialVersionUID = 1L;

  /** An operator over windows of one size. */
  public MoodWindows(Windows windows) {
    super(
        new AvroTypeInfo<>(MoodAggregate.class),
        windows.size(),
        windows.retention(),
        windows.maxDelay());
  }

  /** The key that this operator needs: a window. */
  public static KeySelector<ScoredMail, String> key(Windows windows) {
    long sizeMillis = windows.size().toMillis();
    return mail ->
        String.join(
            "|",
            mail.sentiment().getTenantId(),
            mail.sentiment().getLanguage(),
            mail.countedUnder(),
            Long.toString(startOf(mail, sizeMillis)));
  }

  @Override
  MoodAggregate start(ScoredMail first, Instant start, Instant end) {
    return MoodTally.start(first.sentiment(), start, end);
  }

  @Override
  void add(MoodAggregate tally, ScoredMail mail) {
    MoodTally.add(tally, mail.sentiment());
  }

  @Override
  void takeBack(MoodAggregate tally, ScoredMail pending) {
    MoodTally.takeBack(tally, pending.sentiment());
  }

  @Override
  MoodAggregate publish(MoodAggregate tally, Instant now) {
    return MoodTally.publish(tally);
  }
}
