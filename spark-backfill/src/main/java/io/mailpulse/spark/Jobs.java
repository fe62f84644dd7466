package io.mailpulse.spark;

import io.mailpulse.settings.Option;
import io.mailpulse.spark.job.SessionSettings;
import io.mailpulse.spark.job.SparkJob;
import io.mailpulse.spark.rescore.RescoreJob;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The batch jobs there are. */
final class Jobs {

  /** In the order of the help; a new job is one line here. */
  static final List<SparkJob> ALL = List.of(new RescoreJob());

  private Jobs() {}

  /** The options of all jobs, each once, in the order of the documentation. */
  static List<Option<?>> options() {
    Set<Option<?>> options = new LinkedHashSet<>();
    ALL.forEach(job -> options.addAll(job.options()));
    options.addAll(SessionSettings.OPTIONS);
    return List.copyOf(options);
  }
}
