package io.mailpulse.spark.job;

/** What a run did: a record, printed as one line of JSON in snake case. */
public interface JobSummary {

  /** True if everything that came in is accounted for; else the run counts as failed. */
  boolean isBalanced();
}
