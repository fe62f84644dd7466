package io.mailpulse.flink.window;

import io.mailpulse.flink.record.Counting;
import io.mailpulse.flink.record.Mean;
import io.mailpulse.schema.EmailSentiment;
import io.mailpulse.schema.MailKind;
import io.mailpulse.schema.MoodAggregate;
import io.mailpulse.schema.SentimentLabel;
import io.mailpulse.schema.id.Ids;
import java.time.Instant;
import java.util.TreeMap;

/** Counts of one window: an aggregate that still holds sums where the published one has means. */
final class MoodTally {

  private static final String PERSON = MailKind.PERSON.wireName();

  private MoodTally() {}

  /** An empty tally for the window of a mail. */
  static MoodAggregate start(EmailSentiment mail, Instant start, Instant end) {
    return MoodAggregate.newBuilder()
        .setAggregateId(
            Ids.aggregate(mail.getTenantId(), mail.getLanguage(), start, mail.getModelVersion()))
        .setTenantId(mail.getTenantId())
        .setLanguage(mail.getLanguage())
        .setModelVersion(mail.getModelVersion())
        .setWindowStart(start)
        .setWindowEnd(end)
        .setVolume(0)
        .setScored(0)
        .setNegative(0)
        .setNeutral(0)
        .setPositive(0)
        .setUnknown(0)
        .setMachine(0)
        .setAvgPolarity(0)
        .setNegRate(0)
        .setEmotion(new TreeMap<>())
        .build();
  }

  /** Adds a mail. Every mail is in the volume; the rest is about persons' mails. */
  static void add(MoodAggregate tally, EmailSentiment mail) {
    tally.setVolume(tally.getVolume() + 1);
    if (!PERSON.equals(mail.getMailKind())) {
      tally.setMachine(tally.getMachine() + 1);
    }
    SentimentLabel label = SentimentLabel.fromWireName(mail.getLabel());
    if (label == SentimentLabel.UNKNOWN) {
      tally.setUnknown(tally.getUnknown() + 1);
    }
    if (Counting.of(mail) == Counting.APART) {
      return;
    }
    tally.setScored(tally.getScored() + 1);
    switch (label) {
      case NEGATIVE -> tally.setNegative(tally.getNegative() + 1);
      case NEUTRAL -> tally.setNeutral(tally.getNeutral() + 1);
      case POSITIVE -> tally.setPositive(tally.getPositive() + 1);
      default -> throw new IllegalStateException("counted a mail without a label");
    }
    tally.setAvgPolarity(tally.getAvgPolarity() + mail.getPolarity());
    mail.getEmotion().forEach((name, p) -> tally.getEmotion().merge(name, p, Double::sum));
  }

  /** Takes back a mail that was added as pending. */
  static void takeBack(MoodAggregate tally, EmailSentiment pending) {
    tally.setVolume(tally.getVolume() - 1);
    tally.setUnknown(tally.getUnknown() - 1);
    if (!PERSON.equals(pending.getMailKind())) {
      tally.setMachine(tally.getMachine() - 1);
    }
  }

  /** The aggregate to publish: means instead of sums. */
  static MoodAggregate publish(MoodAggregate tally) {
    MoodAggregate published = MoodAggregate.newBuilder(tally).build();
    long scored = tally.getScored();
    if (scored > 0) {
      published.setAvgPolarity(Mean.of(tally.getAvgPolarity(), scored));
      published.setNegRate((double) tally.getNegative() / scored);
      published.getEmotion().replaceAll((name, sum) -> Mean.of(sum, scored));
    }
    return published;
  }
}
