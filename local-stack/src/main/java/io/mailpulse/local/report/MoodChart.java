package io.mailpulse.local.report;

import io.mailpulse.schema.SentimentLabel;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Stacked columns of labels with the mean polarity as a line, drawn on 1100 by 240.
 *
 * @param length of one column, in words
 * @param grid lines with their scales
 * @param pieces one per column and label
 * @param polarity points of the line
 * @param ticks times below the columns
 */
record MoodChart(
    String length, List<Line> grid, List<Piece> pieces, String polarity, List<Tick> ticks) {

  /** From the angriest upwards: the order in which stacks are drawn. */
  static final List<SentimentLabel> ORDER =
      List.of(
          SentimentLabel.NEGATIVE,
          SentimentLabel.NEUTRAL,
          SentimentLabel.POSITIVE,
          SentimentLabel.UNKNOWN);

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private static final int LEFT = 40;
  private static final int PLOT_WIDTH = 1020;
  private static final int TOP = 12;
  private static final int FLOOR = 212;
  private static final int PLOT = FLOOR - TOP;
  private static final int TICKS = 8;
  private static final int LINES = 4;

  /** A line of the grid with the numbers at its ends. */
  record Line(String y, String textY, String mails, String polarity) {}

  /** The mails of one label in one span. */
  record Piece(
      String x, String y, String width, String height, String label, String time, int count) {}

  /** A time below a column. */
  record Tick(String x, String time) {}

  /** Draws at least one span. */
  static MoodChart of(MoodOverTime mood) {
    List<MoodOverTime.Span> spans = mood.spans();
    int highest = spans.stream().mapToInt(MoodOverTime.Span::all).max().orElse(1);
    int most = (highest + LINES - 1) / LINES * LINES; // lines at whole numbers of mails
    double slot = PLOT_WIDTH / (double) spans.size();
    double width = Math.min(46, slot * 0.72);
    List<Piece> pieces = new ArrayList<>();
    for (int i = 0; i < spans.size(); i++) {
      double x = LEFT + slot * i + (slot - width) / 2;
      column(spans.get(i), mood.length(), x, width, PLOT / (double) most, pieces);
    }
    int every = Math.max(1, (spans.size() + TICKS - 1) / TICKS);
    List<Tick> ticks =
        IntStream.range(0, spans.size())
            .filter(i -> i % every == 0)
            .mapToObj(i -> new Tick(middle(slot, i), time(spans.get(i).start(), mood.length())))
            .toList();
    return new MoodChart(words(mood.length()), grid(most), pieces, polarity(spans, slot), ticks);
  }

  private static List<Line> grid(int most) {
    return IntStream.rangeClosed(0, LINES)
        .mapToObj(
            i -> {
              double y = FLOOR - PLOT * i / (double) LINES;
              String polarity = i == 0 ? "-1" : i == LINES / 2 ? "0" : i == LINES ? "+1" : "";
              String mails = Length.of(most * i / (double) LINES);
              return new Line(Length.of(y), Length.of(y + 4), mails, polarity);
            })
        .toList();
  }

  private static void column(
      MoodOverTime.Span span,
      Duration length,
      double x,
      double width,
      double perMail,
      List<Piece> pieces) {
    double y = FLOOR;
    for (SentimentLabel label : ORDER) {
      int count = span.count(label);
      if (count > 0) {
        double height = count * perMail;
        y -= height;
        pieces.add(
            new Piece(
                Length.of(x),
                Length.of(y),
                Length.of(width),
                Length.of(height),
                label.wireName(),
                time(span.start(), length),
                count));
      }
    }
  }

  private static String polarity(List<MoodOverTime.Span> spans, double slot) {
    return IntStream.range(0, spans.size())
        .filter(i -> spans.get(i).scored() > 0)
        .mapToObj(
            i ->
                middle(slot, i)
                    + ','
                    + Length.of(TOP + PLOT * (1 - (spans.get(i).polarity() + 1) / 2)))
        .collect(Collectors.joining(" "));
  }

  private static String middle(double slot, int i) {
    return Length.of(LEFT + slot * i + slot / 2);
  }

  private static String time(Instant instant, Duration length) {
    return (length.compareTo(Duration.ofDays(1)) < 0 ? HOUR : DAY).format(instant);
  }

  private static String words(Duration length) {
    return length.toHours() < 24 ? length.toHours() + " h" : length.toDays() + " d";
  }
}
