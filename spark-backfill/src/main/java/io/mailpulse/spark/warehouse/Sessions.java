package io.mailpulse.spark.warehouse;

import io.mailpulse.settings.SecretText;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** Opens Spark sessions that know Delta and count days in UTC. */
public final class Sessions {

  private Sessions() {}

  /**
   * Opens a session. What a cluster or the caller sets wins; without a master it is this machine.
   *
   * @param application name in the cluster's web UI
   * @param settings Spark settings by name
   */
  public static SparkSession open(String application, Map<String, String> settings) {
    return open(application, settings, Map.of());
  }

  /**
   * Opens a session.
   *
   * @param hadoop settings of file systems by name, references to secrets in place of them; kept
   *     out of the session's own settings, which its web UI shows
   */
  public static SparkSession open(
      String application, Map<String, String> settings, Map<String, String> hadoop) {
    var builder =
        SparkSession.builder()
            .appName(application)
            .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
            .config(
                "spark.sql.catalog.spark_catalog",
                "org.apache.spark.sql.delta.catalog.DeltaCatalog")
            .config("spark.sql.session.timeZone", "UTC");
    if (!settings.containsKey("spark.master") && System.getProperty("spark.master") == null) {
      builder
          .master("local[2]")
          .config("spark.ui.enabled", "false")
          .config("spark.driver.host", "127.0.0.1")
          .config("spark.driver.bindAddress", "127.0.0.1")
          .config("spark.sql.shuffle.partitions", "2")
          // Small data: compiling each plan would take longer than running it.
          .config("spark.sql.codegen.wholeStage", "false")
          .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
          .config("spark.sql.adaptive.enabled", "false")
          .config("spark.databricks.delta.snapshotPartitions", "2");
    }
    settings.forEach(builder::config);
    SparkSession session = builder.getOrCreate();
    hadoop.forEach(
        (name, value) ->
            session.sparkContext().hadoopConfiguration().set(name, SecretText.resolve(value)));
    session.sparkContext().setLogLevel("WARN");
    return session;
  }
}
