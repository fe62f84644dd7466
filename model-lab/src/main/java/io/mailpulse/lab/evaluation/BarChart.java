package io.mailpulse.lab.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * Accuracy per part of the mails, one bar per model.
 *
 * @param title what the parts are
 * @param height of the drawing, as all lengths in its own units, which are pixels at full size
 * @param groups one per part, from the top
 */
record BarChart(String title, int height, List<Group> groups) {

  /** Colours of the style sheet; the models after them begin anew. */
  static final int SERIES = 4;

  private static final int BAR = 12;
  private static final int GAP = 10;
  private static final int TOP = 5;
  private static final int LEFT = 165;
  private static final int FULL = 420;

  /** The bars of one part; {@code y} is that of its name. */
  record Group(String name, int mails, int y, List<Bar> bars) {}

  /** One model's bar, with the length and the end that its value gives it. */
  record Bar(int series, int y, String width, String end, String value) {}

  static BarChart of(
      String title,
      List<Evaluation> columns,
      Function<Evaluation, Map<String, Evaluation.Group>> part) {
    int row = BAR * columns.size() + GAP;
    List<Group> groups = new ArrayList<>();
    for (Map.Entry<String, Evaluation.Group> entry : part.apply(columns.get(0)).entrySet()) {
      int y = TOP + groups.size() * row;
      List<Bar> bars = new ArrayList<>();
      for (Evaluation column : columns) {
        double accuracy = part.apply(column).get(entry.getKey()).accuracy();
        bars.add(bar(bars.size(), y, accuracy));
      }
      groups.add(new Group(entry.getKey(), entry.getValue().mails(), y + BAR, bars));
    }
    return new BarChart(title, row * groups.size() + TOP, groups);
  }

  private static Bar bar(int column, int top, double accuracy) {
    return new Bar(
        column % SERIES,
        top + column * BAR,
        format("%.1f", FULL * accuracy),
        format("%.1f", LEFT + FULL * accuracy),
        format("%.2f", accuracy));
  }

  private static String format(String form, double value) {
    return String.format(Locale.ROOT, form, value);
  }
}
