package io.mailpulse.spark.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.schema.EmailSentiment;
import io.mailpulse.schema.warehouse.TableDefinition;
import io.mailpulse.schema.warehouse.Views;
import io.mailpulse.schema.warehouse.WarehouseRows;
import io.mailpulse.schema.warehouse.WarehouseTables;
import io.mailpulse.testkit.SampleMails;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the views take of several rows under one key. */
class ViewsTest {

  private static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");

  @TempDir static Path folder;

  private static SparkSession session;

  @BeforeAll
  static void start() {
    session = Sessions.open("views", Map.of("spark.sql.warehouse.dir", folder + "/unused"));
  }

  @AfterAll
  static void stop() {
    session.stop();
  }

  @Test
  void aPendingRowHoldsOnlyWhileItsMailHasNoOther() {
    view(
        WarehouseTables.FACT_SENTIMENT,
        pending("waited", "old@1", NINE),
        score("waited", "old@1", NINE.plusSeconds(60), "negative"),
        pending("waits", "old@1", NINE),
        pending("upgraded", "old@1", NINE),
        score("upgraded", "new@1", NINE.plusSeconds(60), "positive"),
        pending("fed again", "old@1", NINE.plusSeconds(60)),
        score("fed again", "old@1", NINE, "neutral"));
    view(WarehouseTables.FACT_SENTIMENT_RESCORED);
    // What is believed over all others does not make a pending row a score.
    view(WarehouseTables.MODEL_PROMOTIONS, new Object[] {"acme", "old@1", NINE});

    Map<String, String> labels =
        session.sql(Views.currentSentiment()).collectAsList().stream()
            .collect(
                Collectors.toMap(row -> row.getAs("email_id"), row -> row.<String>getAs("label")));

    assertThat(labels)
        .isEqualTo(
            Map.of(
                id("waited"), "negative",
                id("waits"), "unknown",
                id("upgraded"), "positive",
                id("fed again"), "neutral"));
  }

  @Test
  void ofADaysRowsTheFullestHoldsAndOfThoseTheLatest() {
    view(
        WarehouseTables.THREAD_DAY_SNAPSHOTS,
        day("whole", 50, 0.25, NINE),
        day("whole", 50, 0.5, NINE.plusSeconds(60)),
        day("whole", 1, 1.0, NINE.plusSeconds(120)),
        day("short", 1, 0.0, NINE));

    List<Row> days = session.sql(Views.threadDayLatest()).orderBy("thread_id").collectAsList();

    assertThat(days).extracting(row -> row.<Long>getAs("volume")).containsExactly(1L, 50L);
    assertThat(days).extracting(row -> row.<Double>getAs("neg_rate")).containsExactly(0.0, 0.5);
  }

  private static void view(TableDefinition table, Object[]... rows) {
    session
        .createDataFrame(Stream.of(rows).map(SparkSchema::row).toList(), SparkSchema.of(table))
        .createOrReplaceTempView(table.name());
  }

  private static Object[] pending(String name, String version, Instant processedAt) {
    EmailSentiment waits = sentiment(name, version, processedAt, "unknown");
    waits.setUnknownReason("pending");
    return WarehouseRows.factSentiment(waits);
  }

  private static Object[] score(String name, String version, Instant processedAt, String label) {
    return WarehouseRows.factSentiment(sentiment(name, version, processedAt, label));
  }

  private static EmailSentiment sentiment(
      String name, String version, Instant processedAt, String label) {
    return SampleMails.sentiment(name)
        .setModelVersion(version)
        .setProcessedAt(processedAt)
        .setLabel(label)
        .build();
  }

  private static Object[] day(String thread, long volume, double rate, Instant processedAt) {
    LocalDate day = LocalDate.parse("2026-03-02");
    return new Object[] {
      thread, "acme", day, "old@1", -rate, rate, volume, volume, NINE, NINE, processedAt
    };
  }

  private static String id(String name) {
    return SampleMails.sentiment(name).getEmailId();
  }
}
