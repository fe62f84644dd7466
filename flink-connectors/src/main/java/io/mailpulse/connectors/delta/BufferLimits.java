package io.mailpulse.connectors.delta;

import java.io.Serializable;

/**
 * How much a writer holds in memory before it writes files ahead of the checkpoint.
 *
 * @param maxRows rows over all partitions
 * @param maxBytes estimated heap bytes over all partitions
 */
public record BufferLimits(int maxRows, long maxBytes) implements Serializable {

  /** 100,000 rows or 64 MiB. */
  public static final BufferLimits DEFAULT = new BufferLimits(100_000, 64L << 20);

  /** Checks that both are positive. */
  public BufferLimits {
    if (maxRows < 1 || maxBytes < 1) {
      throw new IllegalArgumentException("buffer limits must be positive");
    }
  }
}
