package io.mailpulse.spark;

import io.mailpulse.settings.ConfigArguments;
import io.mailpulse.settings.ConfigStore;
import io.mailpulse.settings.ConfigValues;
import io.mailpulse.settings.StorageSettings;
import io.mailpulse.spark.job.SessionSettings;
import io.mailpulse.spark.warehouse.Sessions;
import io.mailpulse.spark.warehouse.SparkWarehouse;
import java.io.PrintStream;
import java.util.Iterator;
import java.util.concurrent.Callable;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints what a query finds in the warehouse of a configuration, one JSON line per row. */
@Command(
    name = "query",
    description =
        "Prints the rows of a query as JSON lines; every table and view of the warehouse has its"
            + " name.",
    mixinStandardHelpOptions = true)
final class QueryCommand implements Callable<Integer> {

  private final PrintStream out;
  private final PrintStream err;

  @Mixin private ConfigArguments arguments;

  @Option(
      names = "--sql",
      paramLabel = "QUERY",
      required = true,
      description = "Such as 'SELECT * FROM current_sentiment'.")
  private String sql;

  QueryCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() {
    ConfigValues values = arguments.values(ConfigStore.standard());
    SessionSettings settings = SessionSettings.read(values);
    StorageSettings storage = StorageSettings.read(values);
    values.refuseUnknownKeys(Jobs.options());
    values.requireNoMistakes();
    SparkSession session = Sessions.open("mailpulse query", settings.spark(), settings.hadoop());
    try {
      new SparkWarehouse(session, storage.warehouse().toString()).registerViews();
      Iterator<String> rows = session.sql(sql).toJSON().toLocalIterator();
      rows.forEachRemaining(out::println);
      return CommandLine.ExitCode.OK;
    } catch (Exception e) {
      if (e instanceof AnalysisException) { // thrown by Scala, which declares nothing
        err.println(e.getMessage());
        return CommandLine.ExitCode.SOFTWARE;
      }
      throw e;
    } finally {
      session.stop();
    }
  }
}
