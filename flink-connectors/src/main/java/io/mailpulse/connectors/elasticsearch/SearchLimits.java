package io.mailpulse.connectors.elasticsearch;

import java.io.Serializable;
import java.time.Duration;

/**
 * How much a writer sends at once and holds in memory.
 *
 * @param batchWrites documents in one request
 * @param batchBytes bytes in one request; also the largest document
 * @param pendingBytes bytes of documents that wait, of each writer, and so of the state that a
 *     checkpoint holds of it; at least one batch
 * @param linger longest time that a document waits for its batch to fill
 * @param backoff waits between attempts
 */
public record SearchLimits(
    int batchWrites, long batchBytes, long pendingBytes, Duration linger, Backoff backoff)
    implements Serializable {

  /** 500 documents or 8 MiB a request, after at most 200 ms; 64 MiB wait. */
  public static final SearchLimits DEFAULT =
      new SearchLimits(500, 8L << 20, 64L << 20, Duration.ofMillis(200), Backoff.DEFAULT);

  /** Raises {@code pendingBytes} to a batch. */
  public SearchLimits {
    pendingBytes = Math.max(pendingBytes, batchBytes);
  }

  /** These limits with another bound on what waits. */
  public SearchLimits withPendingBytes(long bytes) {
    return new SearchLimits(batchWrites, batchBytes, bytes, linger, backoff);
  }
}
