package io.mailpulse.local.check;

import java.util.HashMap;
import java.util.Map;

/**
 * How well found threads are the meant ones, counted in pairs of mails of one thread.
 *
 * @param meant pairs that belong together
 * @param found pairs that were put together
 * @param both pairs that are both
 */
public record PairAgreement(long meant, long found, long both) {

  /**
   * Compares two partitions of the same mails.
   *
   * @param meant thread by mail
   * @param found thread by mail; mails that only one of the two has are left out
   */
  static PairAgreement of(Map<String, String> meant, Map<String, String> found) {
    Map<String, Long> meantSizes = new HashMap<>();
    Map<String, Long> foundSizes = new HashMap<>();
    Map<String, Long> bothSizes = new HashMap<>();
    found.forEach(
        (mail, thread) -> {
          String expected = meant.get(mail);
          if (expected != null) {
            meantSizes.merge(expected, 1L, Long::sum);
            foundSizes.merge(thread, 1L, Long::sum);
            bothSizes.merge(expected + '\n' + thread, 1L, Long::sum);
          }
        });
    return new PairAgreement(pairs(meantSizes), pairs(foundSizes), pairs(bothSizes));
  }

  private static long pairs(Map<String, Long> sizes) {
    return sizes.values().stream().mapToLong(size -> size * (size - 1) / 2).sum();
  }

  /** Share of the pairs found that are meant. */
  public double precision() {
    return found == 0 ? 1 : both / (double) found;
  }

  /** Share of the pairs meant that are found. */
  public double recall() {
    return meant == 0 ? 1 : both / (double) meant;
  }

  /** Harmonic mean of the two. */
  public double f1() {
    double sum = precision() + recall();
    return sum == 0 ? 0 : 2 * precision() * recall() / sum;
  }
}
