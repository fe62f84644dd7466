package io.mailpulse.flink.window;

import io.mailpulse.flink.config.PipelineConfig.Windows;
import io.mailpulse.flink.record.CountedMail;
import io.mailpulse.schema.MoodAggregate;
import java.time.Instant;
import java.util.Optional;
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

  /** The key of a window, for {@link AssignVersion}. */
  public static KeySelector<CountedMail, String> windowKey(Windows windows) {
    long sizeMillis = windows.size().toMillis();
    return mail ->
        String.join(
            "|",
            mail.sentiment().getTenantId(),
            mail.sentiment().getLanguage(),
            Long.toString(startOf(mail, sizeMillis)));
  }

  /** The key that this operator needs: a window and its version. */
  public static KeySelector<CountedMail, String> key(Windows windows) {
    long sizeMillis = windows.size().toMillis();
    return mail ->
        String.join(
            "|",
            mail.sentiment().getTenantId(),
            mail.sentiment().getLanguage(),
            mail.version(),
            Long.toString(startOf(mail, sizeMillis)));
  }

  @Override
  MoodAggregate start(CountedMail first, Instant start, Instant end) {
    return MoodTally.start(first, start, end);
  }

  @Override
  void add(MoodAggregate tally, CountedMail mail) {
    MoodTally.add(tally, mail.sentiment());
  }

  @Override
  void takeBack(MoodAggregate tally, CountedMail pending) {
    MoodTally.takeBack(tally, pending.sentiment());
  }

  @Override
  Optional<MoodAggregate> addendum(MoodAggregate tally, CountedMail mail) {
    return Optional.of(MoodTally.addendum(tally, mail.sentiment()));
  }

  @Override
  MoodAggregate publish(MoodAggregate tally, Instant now) {
    return MoodTally.publish(tally);
  }
}
