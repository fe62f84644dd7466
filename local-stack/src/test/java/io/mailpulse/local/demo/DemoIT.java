package io.mailpulse.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mailpulse.local.demo.DemoSettings.Afterwards;
import io.mailpulse.local.report.DemoOutcome;
import io.mailpulse.local.samples.Expectation.Outcome;
import io.mailpulse.local.samples.Sample;
import io.mailpulse.local.service.SharedServices;
import io.mailpulse.local.spark.SparkProcess;
import io.mailpulse.schema.landing.LandingPath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The samples through the real broker, the real search server and real tables. */
class DemoIT {

  private static final Path SAMPLES = Path.of("..", "samples");

  private static final ByteArrayOutputStream PRINTED = new ByteArrayOutputStream();

  private static DemoFolder folder;
  private static DemoOutcome outcome;

  @BeforeAll
  static void runOnce() throws IOException {
    Path work = SharedServices.folder("demo");
    folder = DemoFolder.at(work);
    var settings =
        new DemoSettings(
            SAMPLES, work, "acme", Optional.of(SharedServices.searchZip()), Afterwards.STOP);
    var out = new PrintStream(PRINTED, true, StandardCharsets.UTF_8);
    outcome = new Demo(settings, out, System.err, Clock.systemUTC()).run();
  }

  @Test
  void noMailIsLost() {
    assertThat(outcome.invariant().unheard()).isEmpty();
    assertThat(outcome.invariant().pending()).isZero();
    assertThat(outcome.invariant().holds()).isTrue();
    assertThat(outcome.balanceAgrees()).as("%s", outcome.balance()).isTrue();
  }

  @Test
  void kafkaElasticsearchAndDeltaHoldTheSameMails() {
    assertThat(outcome.stores()).containsExactly("Kafka", "Elasticsearch", "Delta");
    assertThat(outcome.storeDifferences()).isEmpty();
  }

  @Test
  void everySampleComesOutAsExpected() throws IOException {
    assertThat(outcome.samples().orElseThrow().failures()).isEmpty();
    assertThat(outcome.samples().orElseThrow().checked()).isEqualTo(mailsOfTheSamples());
  }

  @Test
  void theSummaryAndTheReportSayWhatWasFound() throws IOException {
    JsonNode summary = new ObjectMapper().readTree(folder.summary().toFile());

    assertThat(summary.get("right").asBoolean()).isTrue();
    assertThat(summary.at("/invariant/in").asLong()).isEqualTo(outcome.invariant().in());
    assertThat(Files.readString(folder.report())).contains("Hottest threads", "Mood over time");
    assertThat(PRINTED.toString(StandardCharsets.UTF_8)).contains("nothing lost", "All is well.");
  }

  @Test
  void theRawLandingHoldsEveryMailThatWasRead() throws IOException {
    Set<Outcome> answered = Set.of(Outcome.SCORED, Outcome.UNKNOWN);
    long expected =
        Sample.under(SAMPLES).stream()
            .filter(sample -> answered.contains(sample.expected().outcome()))
            .count();

    try (var files = Files.walk(folder.warehouse().resolve("raw"))) {
      assertThat(files.map(Path::toString).flatMap(file -> LandingPath.parse(file).stream()))
          .filteredOn(place -> place.sha256().isEmpty())
          .hasSize((int) expected);
    }
  }

  @Test
  void sparkGivesEverySampleTheIdTextAndScoreThatFlinkGave() throws Exception {
    Path warehouse = folder.warehouse();

    JsonNode summary = SparkProcess.rescore(warehouse, folder.backfillConfiguration());
    List<JsonNode> rows =
        SparkProcess.query(
            warehouse,
            "SELECT coalesce(f.email_id, r.email_id) AS email_id, "
                + scores("f", "flink")
                + ", "
                + scores("r", "spark")
                + " FROM fact_sentiment f FULL OUTER JOIN fact_sentiment_rescored r"
                + " ON f.tenant_id = r.tenant_id AND f.email_id = r.email_id");

    assertThat(summary.get("rescored").asLong()).isEqualTo(outcome.invariant().scored());
    assertThat(rows)
        .hasSize((int) (outcome.invariant().scored() + outcome.invariant().unknown()))
        .allSatisfy(row -> assertThat(row.get("flink")).isNotNull().isEqualTo(row.get("spark")));
  }

  private static int mailsOfTheSamples() throws IOException {
    try (var files = Files.walk(SAMPLES)) {
      return (int) files.filter(file -> file.toString().endsWith(".eml")).count();
    }
  }

  /** What must be equal, as one column: a score that one engine lacks leaves it out. */
  private static String scores(String table, String column) {
    String fields =
        Stream.of(
                "email_id",
                "thread_id",
                "model_version",
                "language",
                "text_sha256",
                "label",
                "polarity",
                "confidence",
                "p_negative",
                "p_neutral",
                "p_positive",
                "anger",
                "joy",
                "aspects",
                "unknown_reason",
                "normaliser_version")
            .map(field -> table + "." + field)
            .collect(Collectors.joining(", "));
    return "CASE WHEN "
        + table
        + ".email_id IS NOT NULL THEN struct("
        + fields
        + ") END AS "
        + column;
  }
}
