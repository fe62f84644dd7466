package io.mailpulse.local.report;

import io.mailpulse.local.find.ThreadCourse;
import io.mailpulse.schema.SentimentLabel;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Draws charts as SVG. */
final class Charts {

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

  private static final int WIDTH = 1100;
  private static final int HEIGHT = 240;
  private static final int LEFT = 40;
  private static final int BOTTOM = 28;
  private static final int TOP = 12;
  private static final int LABELS = 8;

  private static final int COURSE_STEP = 26;
  private static final int COURSE_HEIGHT = 56;
  private static final int COURSE_MOST = 24;

  private final Html html;

  Charts(Html html) {
    this.html = html;
  }

  /** Stacked columns of labels with the mean polarity as a line. */
  void mood(MoodOverTime mood) {
    int highest = mood.spans().stream().mapToInt(MoodOverTime.Span::all).max().orElse(1);
    int most = (highest + 3) / 4 * 4; // four lines at whole numbers of mails
    double slot = (WIDTH - LEFT - 40) / (double) mood.spans().size();
    double plot = HEIGHT - TOP - BOTTOM;
    html.open("svg", "viewBox", "0 0 " + WIDTH + " " + HEIGHT, "class", "mood", "role", "img");
    grid(most, plot);
    double width = Math.min(46, slot * 0.72);
    for (int i = 0; i < mood.spans().size(); i++) {
      double x = LEFT + slot * i + (slot - width) / 2;
      column(mood.spans().get(i), mood.length(), x, width, plot / most);
    }
    polarity(mood, slot, plot);
    int every = Math.max(1, (mood.spans().size() + LABELS - 1) / LABELS);
    for (int i = 0; i < mood.spans().size(); i += every) {
      html.element(
          "text",
          time(mood.spans().get(i).start(), mood.length()),
          "x",
          f(LEFT + slot * i + slot / 2),
          "y",
          HEIGHT - 8,
          "class",
          "axis",
          "text-anchor",
          "middle");
    }
    html.close();
  }

  private void grid(int most, double plot) {
    for (int quarter = 0; quarter <= 4; quarter++) {
      double y = TOP + plot * (1 - quarter / 4.0);
      html.empty("line", "x1", LEFT, "x2", WIDTH - 40, "y1", f(y), "y2", f(y), "class", "grid");
      html.element(
          "text",
          f(most * quarter / 4.0),
          "x",
          LEFT - 6,
          "y",
          f(y + 4),
          "class",
          "axis",
          "text-anchor",
          "end");
      html.element(
          "text",
          quarter == 0 ? "-1" : quarter == 2 ? "0" : quarter == 4 ? "+1" : "",
          "x",
          WIDTH - 32,
          "y",
          f(y + 4),
          "class",
          "axis");
    }
  }

  private void column(
      MoodOverTime.Span span, Duration length, double x, double width, double perMail) {
    double y = HEIGHT - BOTTOM;
    for (SentimentLabel label : ORDER) {
      int count = span.count(label);
      if (count == 0) {
        continue;
      }
      double height = count * perMail;
      y -= height;
      html.open(
              "rect",
              "x",
              f(x),
              "y",
              f(y),
              "width",
              f(width),
              "height",
              f(height),
              "class",
              "fill-" + label.wireName())
          .element("title", time(span.start(), length) + ": " + count + " " + label.wireName())
          .close();
    }
  }

  private void polarity(MoodOverTime mood, double slot, double plot) {
    var points = new StringBuilder();
    for (int i = 0; i < mood.spans().size(); i++) {
      MoodOverTime.Span span = mood.spans().get(i);
      if (span.scored() > 0) {
        double y = TOP + plot * (1 - (span.polarity() + 1) / 2);
        points.append(f(LEFT + slot * i + slot / 2)).append(',').append(f(y)).append(' ');
      }
    }
    html.empty("polyline", "points", points, "class", "polarity");
  }

  /** One bar of labels, as wide as its share of the widest. */
  void labels(Map<SentimentLabel, Integer> counts, int most) {
    html.open("div", "class", "bar");
    for (SentimentLabel label : ORDER) {
      int count = counts.getOrDefault(label, 0);
      if (count > 0) {
        html.open(
                "span",
                "class",
                "bg-" + label.wireName(),
                "style",
                "width:" + f(100.0 * count / most) + "%",
                "title",
                count + " " + label.wireName())
            .close();
      }
    }
    html.close();
  }

  /** A bar of one share. */
  void share(double share, String kind) {
    html.open("div", "class", "bar")
        .open("span", "class", "bg-" + kind, "style", "width:" + f(100 * share) + "%")
        .close()
        .close();
  }

  /** The mails of a thread from left to right, from polarity -1 below to +1 above. */
  void course(ThreadCourse thread) {
    List<ThreadCourse.Mail> mails = thread.mails();
    mails = mails.subList(Math.max(0, mails.size() - COURSE_MOST), mails.size());
    int width = COURSE_STEP * mails.size();
    html.open(
        "svg",
        "viewBox",
        "0 0 " + width + " " + COURSE_HEIGHT,
        "width",
        width,
        "height",
        COURSE_HEIGHT,
        "class",
        "course",
        "role",
        "img");
    double middle = COURSE_HEIGHT / 2.0;
    html.empty("line", "x1", 0, "x2", width, "y1", f(middle), "y2", f(middle), "class", "grid");
    var points = new StringBuilder();
    for (int i = 0; i < mails.size(); i++) {
      points.append(f(x(i))).append(',').append(f(y(mails.get(i)))).append(' ');
    }
    html.empty("polyline", "points", points, "class", "thread");
    for (int i = 0; i < mails.size(); i++) {
      ThreadCourse.Mail mail = mails.get(i);
      html.open(
              "circle",
              "cx",
              f(x(i)),
              "cy",
              f(y(mail)),
              "r",
              6,
              "class",
              "fill-" + mail.score().getLabel())
          .element(
              "title",
              mail.score().getLabel()
                  + ", polarity "
                  + String.format(Locale.ROOT, "%.2f", mail.score().getPolarity()))
          .close();
    }
    html.close();
  }

  private static double x(int i) {
    return COURSE_STEP * (i + 0.5);
  }

  private static double y(ThreadCourse.Mail mail) {
    double room = COURSE_HEIGHT / 2.0 - 8;
    return COURSE_HEIGHT / 2.0 - mail.score().getPolarity() * room;
  }

  private static String time(Instant instant, Duration length) {
    return (length.compareTo(Duration.ofDays(1)) < 0 ? HOUR : DAY).format(instant);
  }

  private static String f(double value) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
