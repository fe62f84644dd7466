package io.mailpulse.spark;

import io.mailpulse.spark.warehouse.Sessions;
import io.mailpulse.spark.warehouse.SparkWarehouse;
import java.io.PrintStream;
import java.util.Iterator;
import java.util.Map;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.SparkSession;

/**
 * Prints what a query finds in a warehouse, as JSON lines: {@code ROOT SQL}. Every table and view
 * of the warehouse is there under its name.
 */
public final class TableDump {

  private static final int FAILURE = 1;
  private static final int USAGE = 2;

  private TableDump() {}

  /** Runs the query and ends the process with its exit code. */
  public static void main(String[] args) {
    int code = run(args, System.out, System.err);
    if (code != 0) {
      System.exit(code);
    }
  }

  static int run(String[] args, PrintStream out, PrintStream err) {
    if (args.length != 2) {
      err.println("usage: TableDump WAREHOUSE_ROOT SQL, e.g. 'SELECT * FROM current_sentiment'");
      return USAGE;
    }
    SparkSession session = Sessions.open("mailpulse dump", Map.of());
    try {
      new SparkWarehouse(session, args[0]).registerViews();
      Iterator<String> rows = session.sql(args[1]).toJSON().toLocalIterator();
      rows.forEachRemaining(out::println);
      return 0;
    } catch (Exception e) {
      if (e instanceof AnalysisException) { // thrown by Scala, which declares nothing
        err.println(e.getMessage());
        return FAILURE;
      }
      throw e;
    } finally {
      session.stop();
    }
  }
}
