package io.mailpulse.spark.rescore;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.when;

import io.mailpulse.schema.warehouse.WarehouseTables;
import io.mailpulse.spark.warehouse.Scope;
import io.mailpulse.spark.warehouse.SparkWarehouse;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.storage.StorageLevel;

/**
 * Rescores the raw landing.
 *
 * <pre>
 * raw landing -> read, score -> one row per mail -> take thread and time from the live score
 *             -> fact_sentiment_rescored, rescore_dead_letters -> promote -> agg_thread_daily
 * </pre>
 *
 * A run replaces what an earlier run with the same model version wrote for the same tenants and
 * days, and nothing else.
 */
final class Rescore {

  private final SparkSession session;
  private final SparkWarehouse warehouse;
  private final RescoreSettings settings;
  private final String modelVersion;

  /**
   * A run.
   *
   * @param modelVersion {@code name@version} of the bundle that the settings name
   */
  Rescore(SparkSession session, RescoreSettings settings, String modelVersion) {
    this.session = session;
    this.settings = settings;
    this.modelVersion = modelVersion;
    this.warehouse = new SparkWarehouse(session, settings.warehouse());
  }

  /**
   * Runs.
   *
   * @param startedAt wall clock: processing time of all rows, and time of the promotion
   */
  RescoreSummary run(Instant startedAt) {
    var landing = new RawLanding(session, settings.landing());
    List<String> tenants = landing.tenants(settings.tenants());
    Dataset<Row> files = landing.files(tenants, settings.days());
    if (files.columns().length == 0) {
      return new RescoreSummary(modelVersion, 0, 0, 0, 0, 0, 0, 0, 0);
    }
    Dataset<Row> outcomes =
        files
            .mapPartitions(
                new RescoreFiles(settings.mail(), settings.scorer(), startedAt),
                Encoders.row(FileOutcome.SCHEMA))
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      return write(outcomes, tenants, startedAt);
    } finally {
      outcomes.unpersist();
    }
  }

  private RescoreSummary write(Dataset<Row> outcomes, List<String> tenants, Instant startedAt) {
    Dataset<Row> letters =
        outcomes.where(col(FileOutcome.LETTER).isNotNull()).select(FileOutcome.LETTER + ".*");
    Dataset<Row> all =
        outcomes
            .where(col(FileOutcome.SCORE).isNotNull())
            .select(col(FileOutcome.SCORE + ".*"), col(FileOutcome.ATTACHED));
    Dataset<Row> mails =
        withLiveThreads(oncePerMail(withLiveScores(all))).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      Column scope = new Scope(tenants, settings.days()).over("ingest_dt", modelVersion);
      warehouse.replace(WarehouseTables.FACT_SENTIMENT_RESCORED, mails, scope);
      warehouse.replace(WarehouseTables.RESCORE_DEAD_LETTERS, letters, scope);
      Row came =
          outcomes
              .agg(
                  count(col(FileOutcome.SCORE)),
                  count(when(col(FileOutcome.ATTACHED), 1)),
                  count(col(FileOutcome.LETTER)))
              .first();
      long scored = came.getLong(0);
      long attached = came.getLong(1);
      long deadLettered = came.getLong(2);
      Row went = mails.agg(count("*"), count(when(col("label").equalTo("unknown"), 1))).first();
      long kept = went.getLong(0);
      long unknown = went.getLong(1);
      long promoted =
          new Promote(session, warehouse)
              .promote(settings.promotion(), tenants, modelVersion, startedAt);
      long threadDays =
          new AggregateThreads(session, warehouse).refresh(tenants, settings.days(), startedAt);
      return new RescoreSummary(
          modelVersion,
          scored - attached + deadLettered,
          attached,
          kept - unknown,
          unknown,
          scored - kept,
          deadLettered,
          promoted,
          threadDays);
    } finally {
      mails.unpersist();
    }
  }

  /**
   * A mail may lie in the landing and hang on another mail as well: its own file wins. Of several
   * files under one id the one wins whose text the stream has scored.
   */
  private static Dataset<Row> oncePerMail(Dataset<Row> scores) {
    Column isLive = coalesce(col("live_text_sha256").equalTo(col("text_sha256")), lit(false));
    var byMail =
        Window.partitionBy("tenant_id", "email_id")
            .orderBy(col(FileOutcome.ATTACHED), isLive.desc(), col("raw_ref"));
    return scores
        .withColumn("choice", row_number().over(byMail))
        .where("choice = 1")
        .drop("choice", FileOutcome.ATTACHED);
  }

  /** What the stream has said last of each mail. */
  private Dataset<Row> withLiveScores(Dataset<Row> scores) {
    var latest = Window.partitionBy("tenant_id", "email_id").orderBy(col("processed_at").desc());
    Dataset<Row> live =
        warehouse
            .table(WarehouseTables.FACT_SENTIMENT)
            .withColumn("choice", row_number().over(latest))
            .where("choice = 1")
            .select(
                col("tenant_id"),
                col("email_id"),
                col("thread_id").as("live_thread_id"),
                col("created_at").as("live_created_at"),
                col("text_sha256").as("live_text_sha256"));
    String[] key = {"tenant_id", "email_id"};
    return scores.join(live, key, "left");
  }

  /**
   * The stream knows more than a file does: when the mail server received the mail, and which
   * thread it joined without references. What it decided holds for rescored scores too.
   */
  private static Dataset<Row> withLiveThreads(Dataset<Row> scores) {
    return scores
        .withColumn("thread_id", coalesce(col("live_thread_id"), col("thread_id")))
        .withColumn("created_at", coalesce(col("live_created_at"), col("created_at")))
        .withColumn("dt", to_date(col("created_at")));
  }
}
