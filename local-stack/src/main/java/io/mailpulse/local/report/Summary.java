package io.mailpulse.local.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailpulse.local.find.Invariant;
import io.mailpulse.schema.SentimentLabel;
import java.io.IOException;
import java.nio.file.Path;

/** An outcome for programs: one JSON object. */
public final class Summary {

  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private Summary() {}

  /** Writes it to a file. */
  public static void write(Path file, DemoOutcome outcome) throws IOException {
    MAPPER.writeValue(file.toFile(), describe(outcome));
  }

  private static ObjectNode describe(DemoOutcome outcome) {
    ObjectNode summary = MAPPER.createObjectNode().put("right", outcome.right());
    invariant(summary.putObject("invariant"), outcome.invariant());
    summary.put("job_counters_agree", outcome.balanceAgrees());
    ObjectNode labels = summary.putObject("labels");
    for (SentimentLabel label : SentimentLabel.values()) {
      labels.put(label.wireName(), outcome.overview().count(label));
    }
    ObjectNode languages = summary.putObject("languages");
    outcome
        .overview()
        .byLanguage()
        .forEach(
            (language, counts) -> {
              ObjectNode byLabel = languages.putObject(language);
              counts.forEach((label, count) -> byLabel.put(label.wireName(), count));
            });
    summary.put("threads", outcome.overview().threads().size());
    summary.put("alerts", outcome.findings().alerts().size());
    summary.put("dead_letters", outcome.findings().deadLetters().size());
    summary.set("stores", MAPPER.valueToTree(outcome.stores()));
    summary.set("store_differences", MAPPER.valueToTree(outcome.storeDifferences()));
    outcome
        .samples()
        .ifPresent(
            samples ->
                summary
                    .putObject("samples")
                    .put("checked", samples.checked())
                    .put("human_labels", samples.humanLabels())
                    .put("agreed_with_person", samples.agreed())
                    .set("failures", MAPPER.valueToTree(samples.failures())));
    summary.set("model_versions", MAPPER.valueToTree(outcome.overview().modelVersions()));
    summary.put("running_ms", outcome.running().toMillis());
    summary.put("answering_ms", outcome.answering().toMillis());
    summary.put("mails_per_second", outcome.mailsPerSecond());
    return summary;
  }

  private static void invariant(ObjectNode target, Invariant invariant) {
    target
        .put("holds", invariant.holds())
        .put("in", invariant.in())
        .put("attached", invariant.attached())
        .put("scored", invariant.scored())
        .put("unknown", invariant.unknown())
        .put("duplicates", invariant.duplicates())
        .put("dead_lettered", invariant.deadLettered())
        .put("pending", invariant.pending());
    target.set("unheard", MAPPER.valueToTree(invariant.unheard()));
  }
}
