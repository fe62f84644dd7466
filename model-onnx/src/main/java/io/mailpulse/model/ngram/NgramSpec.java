package io.mailpulse.model.ngram;

import java.util.Map;

/**
 * Parameters of the featuriser; a bundle carries them, because weights mean nothing under others.
 *
 * @param version version of the folding and hashing rules; {@link #VERSION} is the only one known
 * @param bucketBits feature ids are {@code 0} to {@code 2^bucketBits - 1}
 * @param minChars shortest character n-gram
 * @param maxChars longest character n-gram
 * @param maxFeatures at most this many distinct features per text; later ones are dropped
 */
public record NgramSpec(int version, int bucketBits, int minChars, int maxChars, int maxFeatures) {

  /** Version of the rules in this package. */
  public static final int VERSION = 1;

  /** Checks the ranges. */
  public NgramSpec {
    if (version != VERSION) {
      throw new IllegalArgumentException(
          "n-gram version: expected " + VERSION + ", found " + version);
    }
    requireRange("bucketBits", bucketBits, 8, 24);
    requireRange("minChars", minChars, 1, 5);
    requireRange("maxChars", maxChars, minChars, 5);
    requireRange("maxFeatures", maxFeatures, 16, 1 << 24);
  }

  /** Words 1-2 and characters 2-5 over the given number of bucket bits. */
  public static NgramSpec ofBits(int bucketBits) {
    return new NgramSpec(VERSION, bucketBits, 2, 5, 1 << 16);
  }

  /**
   * Reads what {@link #toMap} wrote.
   *
   * @throws IllegalArgumentException if a number is missing or out of range
   */
  public static NgramSpec fromMap(Map<String, Object> map) {
    return new NgramSpec(
        number(map, "version"),
        number(map, "bucketBits"),
        number(map, "minChars"),
        number(map, "maxChars"),
        number(map, "maxFeatures"));
  }

  /** As a bundle's manifest keeps it. */
  public Map<String, Object> toMap() {
    return Map.of(
        "version", version,
        "bucketBits", bucketBits,
        "minChars", minChars,
        "maxChars", maxChars,
        "maxFeatures", maxFeatures);
  }

  private static int number(Map<String, Object> map, String key) {
    if (map.get(key) instanceof Number number) {
      return number.intValue();
    }
    throw new IllegalArgumentException(
        "featuriser." + key + ": expected a number, found " + map.get(key));
  }

  /** Number of feature ids. */
  public int buckets() {
    return 1 << bucketBits;
  }

  private static void requireRange(String name, int value, int low, int high) {
    if (value < low || value > high) {
      throw new IllegalArgumentException(
          name + ": expected " + low + " to " + high + ", found " + value);
    }
  }
}
