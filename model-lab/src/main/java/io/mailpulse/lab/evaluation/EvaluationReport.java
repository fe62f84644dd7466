package io.mailpulse.lab.evaluation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A model on the golden set beside what it must beat: baselines, and the model that it may replace.
 *
 * @param candidate the model
 * @param against the model that it may replace; empty if none was named
 * @param baselines other labellers on the same mails
 * @param comparison the decision; empty without {@code against}
 */
public record EvaluationReport(
    Evaluation candidate,
    Optional<Evaluation> against,
    List<Evaluation> baselines,
    Optional<Comparison> comparison) {

  /** Evaluates on the frozen half. */
  public static EvaluationReport of(
      Labeller candidate, Optional<Labeller> against, List<Labeller> baselines) {
    List<GoldenMail> mails = GoldenSet.half(GoldenSet.Half.FROZEN);
    Evaluation now = evaluate(candidate, mails);
    Optional<Evaluation> old = against.map(labeller -> evaluate(labeller, mails));
    return new EvaluationReport(
        now,
        old,
        baselines.stream().map(labeller -> evaluate(labeller, mails)).toList(),
        old.map(before -> Comparison.of(now, before)));
  }

  private static Evaluation evaluate(Labeller labeller, List<GoldenMail> mails) {
    return Evaluation.of(labeller, "golden frozen half", mails);
  }

  /**
   * Writes {@code evaluation.md}, {@code evaluation.json} and {@code evaluation.html}, the last one
   * readable without a network.
   *
   * @throws IOException if the folder cannot be written
   */
  public void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("evaluation.md"), MarkdownReport.of(this));
    Files.writeString(folder.resolve("evaluation.json"), json());
    Files.writeString(folder.resolve("evaluation.html"), HtmlReport.of(this));
  }

  /** As {@code evaluation.md} has it. */
  public String markdown() {
    return MarkdownReport.of(this);
  }

  /** Candidate first, then the model that it may replace, then baselines. */
  List<Evaluation> columns() {
    List<Evaluation> columns = new ArrayList<>(List.of(candidate));
    against.ifPresent(columns::add);
    columns.addAll(baselines);
    return columns;
  }

  private String json() throws IOException {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("candidate", candidate);
    against.ifPresent(old -> fields.put("against", old));
    fields.put("baselines", baselines);
    comparison.ifPresent(decision -> fields.put("comparison", decision));
    return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(fields)
        + "\n";
  }
}
