package io.mailpulse.flink.window;

import io.mailpulse.flink.record.CountedMail;
import io.mailpulse.flink.record.Counting;
import io.mailpulse.flink.record.Mean;
import io.mailpulse.schema.EmailSentiment;
import io.mailpulse.schema.MailKind;
import io.mailpulse.schema.MoodAggregate;
import io.mailpulse.schema.SentimentLabel;
import io.mailpulse.schema.id.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.TreeMap;
import java.util.TreeSet;

/** Counts of one window: an aggregate that still holds sums where the published one has means. */
final class MoodTally {

  private static final String PERSON = MailKind.PERSON.wireName();

  private MoodTally() {}

  /** An empty tally for the window of a mail. */
  static MoodAggregate start(CountedMail first, Instant start, Instant end) {
    EmailSentiment mail = first.sentiment();
    return MoodAggregate.newBuilder()
        .setAggregateId(
            Ids.aggregate(mail.getTenantId(), mail.getLanguage(), start, first.version()))
        .setTenantId(mail.getTenantId())
        .setLanguage(mail.getLanguage())
        .setModelVersion(first.version())
        .setModelVersions(new ArrayList<>())
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
    noteVersion(tally, mail.getModelVersion());
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

  private static void noteVersion(MoodAggregate tally, String version) {
    if (tally.getModelVersions().contains(version)) {
      return;
    }
    // Sorted, so that every order of arrival ends the same.
    var versions = new TreeSet<>(tally.getModelVersions());
    if (tally.getVolume() > 1 && versions.isEmpty()) {
      versions.add(tally.getModelVersion()); // begun before versions were noted
    }
    versions.add(version);
    tally.setModelVersions(new ArrayList<>(versions));
  }

  /**
   * What one mail adds to a window that was forgotten.
   *
   * @param empty an empty tally of the window
   */
  static MoodAggregate addendum(MoodAggregate empty, EmailSentiment mail) {
    add(empty, mail);
    empty.setAddendum(mail.getEmailId());
    empty.setAggregateId(
        Ids.addendum(
            mail.getTenantId(), mail.getLanguage(), empty.getWindowStart(), mail.getEmailId()));
    return publish(empty);
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
