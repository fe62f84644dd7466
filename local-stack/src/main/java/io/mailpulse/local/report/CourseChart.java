package io.mailpulse.local.report;

import io.mailpulse.local.find.ThreadCourse;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The last mails of a thread from left to right, from polarity -1 below to +1 above.
 *
 * @param width in pixels; the height is 56
 * @param points of the line through them
 * @param dots one per mail
 */
record CourseChart(int width, String points, List<Dot> dots) {

  private static final int STEP = 26;
  private static final double MIDDLE = 28;
  private static final double ROOM = 20;
  private static final int MOST = 24;

  /** A mail. */
  record Dot(String x, String y, String label, String polarity) {}

  static CourseChart of(ThreadCourse thread) {
    List<ThreadCourse.Mail> all = thread.mails();
    List<ThreadCourse.Mail> mails = all.subList(Math.max(0, all.size() - MOST), all.size());
    List<Dot> dots = IntStream.range(0, mails.size()).mapToObj(i -> dot(i, mails.get(i))).toList();
    return new CourseChart(
        STEP * dots.size(),
        dots.stream().map(dot -> dot.x() + ',' + dot.y()).collect(Collectors.joining(" ")),
        dots);
  }

  private static Dot dot(int i, ThreadCourse.Mail mail) {
    double polarity = mail.score().getPolarity();
    return new Dot(
        Length.of(STEP * (i + 0.5)),
        Length.of(MIDDLE - polarity * ROOM),
        mail.score().getLabel(),
        String.format(Locale.ROOT, "%.2f", polarity));
  }
}
