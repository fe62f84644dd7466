package io.mailpulse.spark.job;

import io.mailpulse.settings.ConfigException;
import io.mailpulse.settings.ConfigValues;
import io.mailpulse.settings.Option;
import java.util.List;

/** One of the batch jobs. A new one implements this and stands in {@code Jobs}. */
public interface SparkJob {

  /** Its name on the command line. */
  String name();

  /** What it does, in one sentence. */
  String description();

  /** Every option that it reads, in the order of the documentation. */
  List<Option<?>> options();

  /**
   * Reads and checks all that needs no Spark, so that a mistake costs no session.
   *
   * @param values notes the mistakes in it; keys of no program are refused by the caller
   * @return the run; never executed if there was a mistake
   * @throws ConfigException if something beyond single options is wrong
   */
  PreparedRun prepare(ConfigValues values);
}
