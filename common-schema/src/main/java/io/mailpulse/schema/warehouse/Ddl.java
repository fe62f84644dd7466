package io.mailpulse.schema.warehouse;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** SQL of tables and views, made from the definitions. */
public final class Ddl {

  private Ddl() {}

  /** Statement that creates a Delta table in Spark SQL at a location. */
  public static String spark(TableDefinition table, String location) {
    String partitions =
        table.partitionColumns().isEmpty()
            ? ""
            : "\nPARTITIONED BY (" + String.join(", ", table.partitionColumns()) + ")";
    return "CREATE TABLE IF NOT EXISTS "
        + table.name()
        + " (\n"
        + columns(table, column -> column.type().spark(), Ddl::sparkComment)
        + "\n) USING DELTA"
        + partitions
        + "\nLOCATION "
        + sparkLiteral(location)
        + "\nCOMMENT "
        + sparkLiteral(table.doc());
  }

  /**
   * Statements that create a table in Redshift, with its comments. Rows are spread by thread, so
   * that joins of mails and scores stay on one node, and sorted by day.
   */
  public static List<String> redshift(TableDefinition table) {
    var names = table.columns().stream().map(Column::name).toList();
    var statements = new ArrayList<String>();
    statements.add(
        "CREATE TABLE IF NOT EXISTS "
            + table.name()
            + " (\n"
            + columns(table, column -> column.type().redshift(), column -> "")
            + "\n)"
            + (names.contains("thread_id") ? "\nDISTKEY (thread_id)" : "")
            + (names.contains("dt") ? "\nSORTKEY (dt, tenant_id)" : ""));
    statements.add("COMMENT ON TABLE " + table.name() + " IS " + ansiLiteral(table.doc()));
    for (Column column : table.columns()) {
      statements.add(
          "COMMENT ON COLUMN "
              + table.name()
              + "."
              + column.name()
              + " IS "
              + ansiLiteral(column.doc()));
    }
    return statements;
  }

  private static String columns(
      TableDefinition table, Function<Column, String> type, Function<Column, String> suffix) {
    return table.columns().stream()
        .map(
            column ->
                "  "
                    + column.name()
                    + " "
                    + type.apply(column)
                    + (column.nullable() ? "" : " NOT NULL")
                    + suffix.apply(column))
        .collect(Collectors.joining(",\n"));
  }

  private static String sparkComment(Column column) {
    return " COMMENT " + sparkLiteral(column.doc());
  }

  private static String sparkLiteral(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  private static String ansiLiteral(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
