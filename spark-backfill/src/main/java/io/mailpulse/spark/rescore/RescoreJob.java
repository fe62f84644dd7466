package io.mailpulse.spark.rescore;

import io.mailpulse.model.Scorers;
import io.mailpulse.settings.ConfigValues;
import io.mailpulse.settings.Option;
import io.mailpulse.spark.job.JobContext;
import io.mailpulse.spark.job.JobSummary;
import io.mailpulse.spark.job.PreparedRun;
import io.mailpulse.spark.job.SparkJob;
import java.util.List;

/** Rescores history with another model version. */
public final class RescoreJob implements SparkJob {

  @Override
  public String name() {
    return "rescore";
  }

  @Override
  public String description() {
    return "Rescores the raw landing with a model and writes fact_sentiment_rescored.";
  }

  @Override
  public List<Option<?>> options() {
    return RescoreOptions.ALL;
  }

  @Override
  public PreparedRun prepare(ConfigValues values) {
    return new Run(RescoreOptions.read(values));
  }

  private record Run(RescoreSettings settings) implements PreparedRun {

    @Override
    public String title() {
      return "mailpulse rescore " + modelVersion();
    }

    @Override
    public JobSummary run(JobContext context) {
      return new Rescore(context.session(), settings, modelVersion()).run(context.startedAt());
    }

    private String modelVersion() {
      return Scorers.modelVersion(settings.scorer());
    }
  }
}
