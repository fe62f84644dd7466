package io.mailpulse.lab.evaluation;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** The report as one page with charts and nothing to load. */
final class HtmlReport {

  private static final List<String> COLOURS = List.of("#2563eb", "#94a3b8", "#f59e0b", "#10b981");
  private static final String STYLE =
      """
body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1f2937}
table{border-collapse:collapse;margin:1rem 0}td,th{padding:.3rem .8rem;border-bottom:1px solid #e5e7eb;text-align:right}
td:first-child,th:first-child{text-align:left}.yes{color:#047857}.no{color:#b91c1c}
.key span{display:inline-block;width:.8rem;height:.8rem;margin:0 .3rem 0 1rem}
svg{max-width:100%;height:auto}
""";

  private final StringBuilder out = new StringBuilder();
  private final List<Evaluation> columns;

  private HtmlReport(EvaluationReport report) {
    columns = report.columns();
  }

  static String of(EvaluationReport report) {
    var html = new HtmlReport(report);
    html.write(report);
    return html.out.toString();
  }

  private void write(EvaluationReport report) {
    Evaluation candidate = report.candidate();
    out.append("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>")
        .append(escape(candidate.model()))
        .append("</title><style>")
        .append(STYLE)
        .append("</style><h1>")
        .append(escape(candidate.model()))
        .append("</h1><p>")
        .append(escape(candidate.split()))
        .append(", ")
        .append(candidate.mails())
        .append(" mails</p>");
    report.comparison().ifPresent(this::decision);
    summary();
    realMail(report.realMail());
    key();
    chart("Accuracy per language", Evaluation::languages);
    chart("Accuracy per kind of mail", Evaluation::kinds);
    reliability(candidate);
    confusion(candidate);
    out.append("</html>\n");
  }

  private void decision(Comparison comparison) {
    out.append("<p class=\"")
        .append(comparison.promote() ? "yes" : "no")
        .append("\"><strong>")
        .append(comparison.promote() ? "Promote." : "Do not promote.")
        .append("</strong> ")
        .append(escape(String.join("; ", comparison.objections())))
        .append("</p>");
  }

  private void summary() {
    out.append(
        "<table><tr><th>model<th>macro F1<th>answered<th>calibration error"
            + "<th>complaints at 0.9<th>false alarms at 0.9</tr>");
    for (Evaluation e : columns) {
      out.append(
          String.format(
              Locale.ROOT,
              "<tr><td>%s<td>%.3f<td>%d<td>%s<td>%d of %d<td>%d of %d</tr>",
              escape(e.model()),
              e.macroF1(),
              e.answered(),
              e.claims() ? String.format(Locale.ROOT, "%.3f", e.calibrationError()) : "-",
              e.alerts().complaintsFound(),
              e.alerts().complaints(),
              e.alerts().falseAlarms(),
              e.alerts().others()));
    }
    out.append("</table>");
  }

  private void realMail(List<RealMailEvaluation> real) {
    if (real.isEmpty()) {
      return;
    }
    out.append("<table><tr><th>on real mail, by weight<th>macro F1<th>negative: precision, recall")
        .append("<th>precision at recall ")
        .append(RealMailEvaluation.RECALL)
        .append("<th>alerts that are right<th>negatives that alert</tr>");
    for (RealMailEvaluation r : real) {
      out.append(
          String.format(
              Locale.ROOT,
              "<tr><td>%s<td>%.3f<td>%.3f, %.3f<td>%.3f<td>%d of %d (%.3f)<td>%.3f</tr>",
              escape(r.model()),
              r.macroF1(),
              r.precision(),
              r.recall(),
              r.precisionAtRecall(),
              r.rightAlerts(),
              r.alerts(),
              r.alertsRight(),
              r.alertsFound()));
    }
    out.append("</table>");
  }

  private void key() {
    out.append("<p class=\"key\">");
    for (int i = 0; i < columns.size(); i++) {
      out.append("<span style=\"background:")
          .append(colour(i))
          .append("\"></span>")
          .append(escape(columns.get(i).model()));
    }
    out.append("</p>");
  }

  private void chart(String title, Function<Evaluation, Map<String, Evaluation.Group>> part) {
    int bar = 12;
    int row = bar * columns.size() + 10;
    Map<String, Evaluation.Group> names = part.apply(columns.get(0));
    out.append("<h2>").append(title).append("</h2>");
    out.append(
        String.format(
            "<svg viewBox=\"0 0 640 %d\" width=\"640\" role=\"img\" aria-label=\"%s\">",
            row * names.size() + 5, title));
    int y = 5;
    for (String name : names.keySet()) {
      out.append(
          String.format(
              "<text x=\"0\" y=\"%d\" font-size=\"12\">%s (%d)</text>",
              y + bar, escape(name), names.get(name).mails()));
      for (int i = 0; i < columns.size(); i++) {
        double accuracy = part.apply(columns.get(i)).get(name).accuracy();
        out.append(
            String.format(
                Locale.ROOT,
                "<rect x=\"160\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>"
                    + "<text x=\"%.1f\" y=\"%d\" font-size=\"10\">%.2f</text>",
                y + i * bar,
                420 * accuracy,
                bar - 2,
                colour(i),
                165 + 420 * accuracy,
                y + i * bar + 9,
                accuracy));
      }
      y += row;
    }
    out.append("</svg>");
  }

  private void reliability(Evaluation candidate) {
    out.append("<h2>Reliability</h2><p>Right answers per tenth of confidence; a calibrated model ")
        .append("follows the line.</p><svg viewBox=\"0 0 340 330\" width=\"340\" role=\"img\" ")
        .append("aria-label=\"Reliability\"><line x1=\"30\" y1=\"310\" x2=\"330\" y2=\"10\" ")
        .append("stroke=\"#94a3b8\"/>");
    for (int bin = 0; bin < candidate.reliability().size(); bin++) {
      Evaluation.Bin b = candidate.reliability().get(bin);
      if (b.answers() > 0) {
        out.append(
            String.format(
                Locale.ROOT,
                "<rect x=\"%d\" y=\"%.1f\" width=\"26\" height=\"%.1f\" fill=\"%s\""
                    + " opacity=\".7\"/><text x=\"%d\" y=\"325\" font-size=\"10\">%d</text>",
                32 + bin * 30,
                310 - 300 * b.accuracy(),
                300 * b.accuracy(),
                colour(0),
                36 + bin * 30,
                b.answers()));
      }
    }
    out.append("</svg>");
  }

  private void confusion(Evaluation candidate) {
    out.append("<h2>Confusion</h2><table><tr><th>right \\ given");
    List<String> given = List.of("negative", "neutral", "positive", "unknown");
    given.forEach(label -> out.append("<th>").append(label));
    out.append("</tr>");
    candidate
        .confusion()
        .forEach(
            (right, answers) -> {
              out.append("<tr><td>").append(right);
              given.forEach(label -> out.append("<td>").append(answers.getOrDefault(label, 0)));
              out.append("</tr>");
            });
    out.append("</table>");
  }

  private static String colour(int column) {
    return COLOURS.get(column % COLOURS.size());
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
