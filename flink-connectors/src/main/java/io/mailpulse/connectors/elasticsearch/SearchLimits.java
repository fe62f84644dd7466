package io.mailpulse.connectors.elasticsearch;

import java.io.Serializable;
import java.time.Duration;

/**
 * How much a writer sends at once and holds in memory.
 *
 * @param batchWrites documents in one request
 * @param batchBytes bytes in one request; also the largest document
 * @param bufferedWrites documents that wait; more than that is backpressure
 * @param linger longest time that a document waits for its batch to fill
 * @param backoff waits between attempts
 */
public record SearchLimits(
    int batchWrites, long batchBytes, int bufferedWrites, Duration linger, Backoff backoff)
    implements Serializable {

  /** 500 documents or 8 MiB a request, 5,000 documents waiting for at most 200 ms. */
  public static final SearchLimits DEFAULT =
      new SearchLimits(500, 8L << 20, 5_000, Duration.ofMillis(200), Backoff.DEFAULT);
}
