package io.mailpulse.spark.warehouse;

import static org.apache.spark.sql.functions.col;

import io.delta.tables.DeltaTable;
import io.mailpulse.schema.warehouse.TableDefinition;
import io.mailpulse.schema.warehouse.Views;
import io.mailpulse.schema.warehouse.WarehouseTables;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The tables under one root, and the views over them. */
public final class SparkWarehouse {

  private final SparkSession session;
  private final String root;

  /** A warehouse at a root, on any Hadoop file system. */
  public SparkWarehouse(SparkSession session, String root) {
    this.session = session;
    this.root = root;
  }

  /** A table as it is now; empty, with the right columns, if nothing was written to it yet. */
  public Dataset<Row> table(TableDefinition table) {
    if (!DeltaTable.isDeltaTable(session, location(table))) {
      return session.createDataFrame(List.of(), SparkSchema.of(table));
    }
    return session.read().format("delta").load(location(table));
  }

  /** Registers every table and view of the warehouse for SQL in this session. */
  public void registerViews() {
    for (TableDefinition table : WarehouseTables.ALL) {
      table(table).createOrReplaceTempView(table.name());
    }
    session.sql(Views.currentSentiment()).createOrReplaceTempView(Views.CURRENT_SENTIMENT);
    session.sql(Views.threadDayLatest()).createOrReplaceTempView(Views.THREAD_DAY_LATEST);
  }

  /**
   * Replaces the rows of a table that a condition holds for, in one commit.
   *
   * @param rows the new rows; the condition holds for each
   * @param scope condition on the table's columns
   */
  public void replace(TableDefinition table, Dataset<Row> rows, Column scope) {
    createIfMissing(table);
    rows.select(columns(table))
        .write()
        .format("delta")
        .mode("overwrite")
        .option("replaceWhere", text(scope))
        .save(location(table));
  }

  /** Appends rows to a table. */
  public void append(TableDefinition table, Dataset<Row> rows) {
    createIfMissing(table);
    rows.select(columns(table)).write().format("delta").mode("append").save(location(table));
  }

  /** A condition as SQL: Delta takes it as nothing else. */
  static String text(Column condition) {
    return condition.expr().sql();
  }

  private void createIfMissing(TableDefinition table) {
    if (DeltaTable.isDeltaTable(session, location(table))) {
      return;
    }
    DeltaTable.createIfNotExists(session)
        .location(location(table))
        .comment(table.doc())
        .addColumns(SparkSchema.of(table))
        .partitionedBy(table.partitionColumns().toArray(String[]::new))
        .execute();
  }

  private String location(TableDefinition table) {
    return root + "/" + table.name();
  }

  private static Column[] columns(TableDefinition table) {
    return table.columns().stream().map(column -> col(column.name())).toArray(Column[]::new);
  }
}
