package io.mailpulse.spark.job;

import static io.mailpulse.settings.Option.optional;

import io.mailpulse.settings.ConfigValues;
import io.mailpulse.settings.Option;
import io.mailpulse.settings.OptionType;
import io.mailpulse.settings.StorageSettings;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Settings of a session.
 *
 * @param spark by whole name, such as {@code spark.sql.shuffle.partitions}
 * @param hadoop of the tables' file system, without {@code spark.hadoop.}
 */
public record SessionSettings(Map<String, String> spark, Map<String, String> hadoop) {

  private static final Option<String> SPARK =
      optional("spark.*", OptionType.text(), "Any setting of the Spark session.");

  /** Options of the session. */
  public static final List<Option<?>> OPTIONS = List.of(SPARK);

  /** Reads the settings. */
  public static SessionSettings read(ConfigValues values) {
    var spark = new TreeMap<String, String>();
    values.all(SPARK).forEach((name, value) -> spark.put(SPARK.named(name).key(), value));
    return new SessionSettings(spark, StorageSettings.read(values).hadoop());
  }
}
