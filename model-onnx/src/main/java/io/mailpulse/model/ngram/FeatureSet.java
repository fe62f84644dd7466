package io.mailpulse.model.ngram;

import java.util.Arrays;

/**
 * Distinct feature ids in order of first appearance. One bit per bucket says what was seen: at 2^18
 * buckets that is 32 KB, which stays in the first-level cache, where sorting would not.
 */
final class FeatureSet {

  private final long[] seen;
  private final int mask;
  private final int limit;
  private int[] ids = new int[1024];
  private int size;

  FeatureSet(NgramSpec spec) {
    seen = new long[Math.max(1, spec.buckets() >>> 6)];
    mask = spec.buckets() - 1;
    limit = spec.maxFeatures();
  }

  /** Adds the bucket of a hash; the hash is mixed here so that its low bits can be trusted. */
  void add(int hash) {
    int h = hash;
    h ^= h >>> 16;
    h *= 0x7feb352d;
    h ^= h >>> 15;
    h *= 0x846ca68b;
    h ^= h >>> 16;
    int id = h & mask;
    long bit = 1L << id;
    if ((seen[id >>> 6] & bit) == 0 && size < limit) {
      seen[id >>> 6] |= bit;
      if (size == ids.length) {
        ids = Arrays.copyOf(ids, size * 2);
      }
      ids[size++] = id;
    }
  }

  /** The ids so far; empties the set. */
  int[] drain() {
    for (int i = 0; i < size; i++) {
      seen[ids[i] >>> 6] = 0;
    }
    int[] result = Arrays.copyOf(ids, size);
    size = 0;
    return result;
  }
}
