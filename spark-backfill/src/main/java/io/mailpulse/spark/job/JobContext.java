package io.mailpulse.spark.job;

import java.time.Instant;
import org.apache.spark.sql.SparkSession;

/**
 * What a run gets.
 *
 * @param session stopped when the run returns
 * @param startedAt wall clock: processing time of all that the run writes
 */
public record JobContext(SparkSession session, Instant startedAt) {}
