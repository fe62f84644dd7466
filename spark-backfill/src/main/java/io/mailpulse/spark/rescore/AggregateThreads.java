package io.mailpulse.spark.rescore;

import static org.apache.spark.sql.functions.lit;

import io.mailpulse.schema.warehouse.Views;
import io.mailpulse.schema.warehouse.WarehouseTables;
import io.mailpulse.spark.warehouse.DayRange;
import io.mailpulse.spark.warehouse.Scope;
import io.mailpulse.spark.warehouse.SparkWarehouse;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/** Computes {@code agg_thread_daily} anew from the scores that are believed now. */
final class AggregateThreads {

  private final SparkSession session;
  private final SparkWarehouse warehouse;

  AggregateThreads(SparkSession session, SparkWarehouse warehouse) {
    this.session = session;
    this.warehouse = warehouse;
  }

  /**
   * Replaces all days of a range, for some tenants.
   *
   * @return rows of the range afterwards
   */
  long refresh(List<String> tenants, DayRange days, Instant now) {
    warehouse.registerViews();
    Column scope = new Scope(tenants, days).over("dt");
    Dataset<Row> rows =
        session
            .sql(Views.threadDays())
            .where(scope)
            .withColumn("refreshed_at", lit(Timestamp.from(now)))
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      warehouse.replace(WarehouseTables.AGG_THREAD_DAILY, rows, scope);
      return rows.count();
    } finally {
      rows.unpersist();
    }
  }
}
