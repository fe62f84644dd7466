package io.mailpulse.local.report;

import io.mailpulse.schema.EmailSentiment;
import io.mailpulse.schema.SentimentLabel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Mails per label in equal spans of event time.
 *
 * @param spans without a gap, in order; empty if there is no mail
 * @param length of each span
 */
record MoodOverTime(List<Span> spans, Duration length) {

  private static final int MOST_SPANS = 48;

  /** Lengths that people think in, shortest first. */
  private static final List<Duration> LENGTHS =
      List.of(
          Duration.ofHours(1),
          Duration.ofHours(6),
          Duration.ofDays(1),
          Duration.ofDays(7),
          Duration.ofDays(28),
          Duration.ofDays(91),
          Duration.ofDays(364),
          Duration.ofDays(3640));

  /** Counts of one span. */
  static final class Span {
    private final Instant start;
    private final int[] counts = new int[SentimentLabel.values().length];
    private double polarity;

    Span(Instant start) {
      this.start = start;
    }

    Instant start() {
      return start;
    }

    int count(SentimentLabel label) {
      return counts[label.ordinal()];
    }

    int all() {
      int sum = 0;
      for (int count : counts) {
        sum += count;
      }
      return sum;
    }

    int scored() {
      return all() - count(SentimentLabel.UNKNOWN);
    }

    /** Mean polarity of scored mails, 0 if there are none. */
    double polarity() {
      return scored() == 0 ? 0 : polarity / scored();
    }
  }

  /**
   * Spreads mails over spans. Times far from all others, as wrong clocks give, would leave nothing
   * to see: the middle 98 in 100 decide the range, and what lies outside is left out.
   */
  static MoodOverTime of(Collection<EmailSentiment> scores) {
    List<EmailSentiment> sorted =
        scores.stream().sorted(Comparator.comparing(EmailSentiment::getCreatedAt)).toList();
    if (sorted.isEmpty()) {
      return new MoodOverTime(List.of(), LENGTHS.get(0));
    }
    int outside = sorted.size() / 100;
    List<EmailSentiment> inside = sorted.subList(outside, sorted.size() - outside);
    Instant first = inside.get(0).getCreatedAt();
    Instant last = inside.get(inside.size() - 1).getCreatedAt();
    Duration length =
        LENGTHS.stream()
            .filter(candidate -> spansOf(first, last, candidate) <= MOST_SPANS)
            .findFirst()
            .orElse(LENGTHS.get(LENGTHS.size() - 1));
    Instant origin =
        Instant.ofEpochSecond(
            Math.floorDiv(first.getEpochSecond(), length.toSeconds()) * length.toSeconds());
    var spans = new ArrayList<Span>();
    for (Instant start = origin; !start.isAfter(last); start = start.plus(length)) {
      spans.add(new Span(start));
    }
    for (EmailSentiment score : inside) {
      Duration since = Duration.between(origin, score.getCreatedAt());
      Span span = spans.get((int) (since.toSeconds() / length.toSeconds()));
      span.counts[SentimentLabel.fromWireName(score.getLabel()).ordinal()]++;
      span.polarity += score.getPolarity();
    }
    return new MoodOverTime(List.copyOf(spans), length);
  }

  private static long spansOf(Instant first, Instant last, Duration length) {
    return Math.floorDiv(last.getEpochSecond(), length.toSeconds())
        - Math.floorDiv(first.getEpochSecond(), length.toSeconds())
        + 1;
  }
}
