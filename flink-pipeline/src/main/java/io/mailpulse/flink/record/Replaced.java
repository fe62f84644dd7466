package io.mailpulse.flink.record;

import java.time.Instant;

/**
 * The record of a mail that a later one takes the place of.
 *
 * @param modelVersion model version on it
 * @param processedAt when it was made, wall clock
 */
public record Replaced(String modelVersion, Instant processedAt) {}
