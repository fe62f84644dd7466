package io.mailpulse.lab.evaluation;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The report as Markdown tables. */
final class MarkdownReport {

  private final StringBuilder out = new StringBuilder();
  private final List<Evaluation> columns;

  private MarkdownReport(EvaluationReport report) {
    columns = report.columns();
  }

  static String of(EvaluationReport report) {
    var markdown = new MarkdownReport(report);
    markdown.write(report);
    return markdown.out.toString();
  }

  private void write(EvaluationReport report) {
    Evaluation candidate = report.candidate();
    out.append("# ").append(candidate.model()).append(" on the ").append(candidate.split());
    out.append(" (").append(candidate.mails()).append(" mails)\n\n");
    report.comparison().ifPresent(this::decision);
    header("figure");
    row("macro F1", e -> figure(e.macroF1()));
    row("answered", e -> e.answered() + " of " + e.mails());
    row("calibration error", e -> e.claims() ? figure(e.calibrationError()) : "-");
    row(
        "complaints negative at 0.9",
        e -> e.alerts().complaintsFound() + " of " + e.alerts().complaints());
    row("false alarms at 0.9", e -> e.alerts().falseAlarms() + " of " + e.alerts().others());
    realMail(report.realMail());
    groups("language (accuracy)", Evaluation::languages);
    groups("kind (accuracy)", Evaluation::kinds);
    confusion(candidate);
    reliability(candidate);
  }

  private void decision(Comparison comparison) {
    out.append(comparison.promote() ? "**Promote.**" : "**Do not promote:** ");
    out.append(String.join("; ", comparison.objections())).append("\n\n");
  }

  private void realMail(List<RealMailEvaluation> real) {
    if (real.isEmpty()) {
      return;
    }
    RealMailEvaluation any = real.get(0);
    out.append('\n');
    header(
        "real mail (%d, of these %d negative; by weight)".formatted(any.mails(), any.negatives()));
    realRow("macro F1", real, r -> figure(r.macroF1()));
    realRow(
        "negative: precision / recall",
        real,
        r -> figure(r.precision()) + " / " + figure(r.recall()));
    realRow(
        "negative: precision at a recall of " + RealMailEvaluation.RECALL,
        real,
        r -> figure(r.precisionAtRecall()));
    realRow(
        "alerts at 0.9: right",
        real,
        r -> r.rightAlerts() + " of " + r.alerts() + " (" + figure(r.alertsRight()) + ")");
    realRow("negatives that alert", real, r -> figure(r.alertsFound()));
  }

  private void realRow(
      String name, List<RealMailEvaluation> real, Function<RealMailEvaluation, String> value) {
    out.append("| ").append(name).append(" | ");
    out.append(real.stream().map(value).collect(Collectors.joining(" | "))).append(" |\n");
  }

  private void groups(String title, Function<Evaluation, Map<String, Evaluation.Group>> part) {
    out.append('\n');
    header(title);
    part.apply(columns.get(0))
        .forEach(
            (name, group) ->
                row(
                    name + " (" + group.mails() + ")",
                    e -> figure(part.apply(e).get(name).accuracy())));
  }

  private void confusion(Evaluation candidate) {
    out.append("\n| right \\ given | negative | neutral | positive | unknown |\n");
    out.append("|---|---|---|---|---|\n");
    candidate
        .confusion()
        .forEach(
            (right, given) -> {
              out.append("| ").append(right);
              for (String label : List.of("negative", "neutral", "positive", "unknown")) {
                out.append(" | ").append(given.getOrDefault(label, 0));
              }
              out.append(" |\n");
            });
  }

  private void reliability(Evaluation candidate) {
    out.append("\n| confidence | answers | mean confidence | right |\n|---|---|---|---|\n");
    for (int bin = 0; bin < candidate.reliability().size(); bin++) {
      Evaluation.Bin b = candidate.reliability().get(bin);
      if (b.answers() > 0) {
        out.append(
            String.format(
                Locale.ROOT,
                "| %.1f to %.1f | %d | %s | %s |%n",
                bin / 10.0,
                (bin + 1) / 10.0,
                b.answers(),
                figure(b.confidence()),
                figure(b.accuracy())));
      }
    }
  }

  private void header(String title) {
    out.append("| ").append(title).append(" | ");
    out.append(columns.stream().map(Evaluation::model).collect(Collectors.joining(" | ")));
    out.append(" |\n|---").append("|---".repeat(columns.size())).append("|\n");
  }

  private void row(String name, Function<Evaluation, String> value) {
    out.append("| ").append(name).append(" | ");
    out.append(columns.stream().map(value).collect(Collectors.joining(" | ")));
    out.append(" |\n");
  }

  private static String figure(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
