package io.mailpulse.lab.evaluation;

import io.mailpulse.lab.page.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the template {@code evaluation/evaluation.jte} shows of a report. */
record EvaluationPage(EvaluationReport report) {

  private static final int FLOOR = 310;
  private static final int FULL = 300;
  private static final int LEFT = 32;
  private static final int STEP = 30;

  /** A tenth of confidence: the share of right answers as a column, and how many there are. */
  record Column(int x, String y, String height, int answers) {}

  /** The page whole. */
  String html() {
    return Page.of(candidate().model(), "io.mailpulse.lab", "evaluation/evaluation.jte", this);
  }

  Evaluation candidate() {
    return report.candidate();
  }

  List<Evaluation> columns() {
    return report.columns();
  }

  List<RealMailEvaluation> realMail() {
    return report.realMail();
  }

  double recall() {
    return RealMailEvaluation.RECALL;
  }

  boolean isCompared() {
    return report.comparison().isPresent();
  }

  boolean promote() {
    return report.comparison().map(Comparison::promote).orElse(false);
  }

  String objections() {
    return report.comparison().map(c -> String.join("; ", c.objections())).orElse("");
  }

  List<String> given() {
    return List.of("negative", "neutral", "positive", "unknown");
  }

  List<BarChart> charts() {
    return List.of(
        BarChart.of("Accuracy per language", columns(), Evaluation::languages),
        BarChart.of("Accuracy per kind of mail", columns(), Evaluation::kinds));
  }

  /** Tenths without an answer have no column. */
  List<Column> reliability() {
    List<Evaluation.Bin> bins = candidate().reliability();
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < bins.size(); i++) {
      if (bins.get(i).answers() > 0) {
        double height = FULL * bins.get(i).accuracy();
        columns.add(
            new Column(
                LEFT + i * STEP, tenth(FLOOR - height), tenth(height), bins.get(i).answers()));
      }
    }
    return columns;
  }

  String figure(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  private static String tenth(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
