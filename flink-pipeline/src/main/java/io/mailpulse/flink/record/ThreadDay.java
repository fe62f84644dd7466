package io.mailpulse.flink.record;

import java.time.Instant;

/**
 * One thread on one day of event time (UTC): a row of {@code agg_thread_daily}. A late mail gives
 * the row once more with a greater volume; the one with the latest {@code processedAt} holds.
 *
 * @param tenantId tenant
 * @param threadId thread
 * @param modelVersion {@code name@version} of the bundle behind the scores
 * @param dt day as {@code yyyy-MM-dd}
 * @param avgPolarity mean polarity of scored person mails, -1 to 1; 0 if none
 * @param negRate negative among scored person mails, 0 to 1; 0 if none
 * @param volume mails of that day, unknown and machine mail included
 * @param scored person mails with a label
 * @param firstSeen event time of the day's earliest mail
 * @param lastSeen event time of the day's latest mail
 * @param processedAt when the row was made, wall clock
 */
public record ThreadDay(
    String tenantId,
    String threadId,
    String modelVersion,
    String dt,
    double avgPolarity,
    double negRate,
    long volume,
    long scored,
    Instant firstSeen,
    Instant lastSeen,
    Instant processedAt) {}
