package io.mailpulse.spark.job;

/** A run that waits for its session. */
public interface PreparedRun {

  /** Its name in the cluster's web UI. */
  String title();

  /** Runs to the end. */
  JobSummary run(JobContext context);
}
