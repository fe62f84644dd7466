package io.mailpulse.spark.rescore;

import io.mailpulse.spark.job.JobSummary;

/**
 * What a run did. Nothing is lost: {@code files + attached = rescored + unknown + duplicates +
 * deadLettered}.
 *
 * @param modelVersion {@code name@version} that history was rescored with
 * @param files files of the raw landing
 * @param attached mails attached to the mails of those files
 * @param rescored mails with a label
 * @param unknown mails that the model abstains from
 * @param duplicates mails that another file of the run holds too
 * @param deadLettered files that could not be rescored
 * @param promotedTenants tenants that believe the version from now on and did not before
 * @param threadDays rows of {@code agg_thread_daily} that were computed anew
 */
record RescoreSummary(
    String modelVersion,
    long files,
    long attached,
    long rescored,
    long unknown,
    long duplicates,
    long deadLettered,
    long promotedTenants,
    long threadDays)
    implements JobSummary {

  @Override
  public boolean isBalanced() {
    return files + attached == rescored + unknown + duplicates + deadLettered;
  }
}
