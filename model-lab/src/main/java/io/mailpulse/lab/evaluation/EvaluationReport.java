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
import java.util.stream.Stream;

/**
 * A model on the golden set beside what it must beat: baselines, and the model that it may replace.
 *
 * @param candidate the model
 * @param against the model that it may replace; empty if none was named
 * @param baselines other labellers on the same mails
 * @param realMail the same labellers in the same order on real mail; empty if none was given
 * @param comparison the decision; empty without {@code against}
 */
public record EvaluationReport(
    Evaluation candidate,
    Optional<Evaluation> against,
    List<Evaluation> baselines,
    List<RealMailEvaluation> realMail,
    Optional<Comparison> comparison) {

  /**
   * Evaluates on the frozen half, and on real mail.
   *
   * @param realMail may be empty: then nothing is said of it
   */
  public static EvaluationReport of(
      Labeller candidate,
      Optional<Labeller> against,
      List<Labeller> baselines,
      List<RealMail> realMail) {
    List<GoldenMail> mails = GoldenSet.half(GoldenSet.Half.FROZEN);
    Evaluation now = evaluate(candidate, mails);
    Optional<Evaluation> old = against.map(labeller -> evaluate(labeller, mails));
    List<RealMailEvaluation> real =
        realMail.isEmpty()
            ? List.of()
            : Stream.of(Stream.of(candidate), against.stream(), baselines.stream())
                .flatMap(labellers -> labellers)
                .map(labeller -> RealMailEvaluation.of(labeller, realMail))
                .toList();
    Optional<Comparison> decision = old.map(before -> Comparison.of(now, before));
    return new EvaluationReport(
        now,
        old,
        baselines.stream().map(labeller -> evaluate(labeller, mails)).toList(),
        real,
        real.isEmpty() ? decision : decision.map(golden -> golden.and(real.get(0), real.get(1))));
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
    Files.writeString(folder.resolve("evaluation.html"), new EvaluationPage(this).html());
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
    if (!realMail.isEmpty()) {
      fields.put("real_mail", realMail);
    }
    comparison.ifPresent(decision -> fields.put("comparison", decision));
    return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(fields)
        + "\n";
  }
}
