package io.mailpulse.spark.warehouse;

import java.io.Serializable;
import java.time.LocalDate;

/**
 * Days in UTC, both ends included.
 *
 * @param from first day
 * @param to last day, not before the first
 */
public record DayRange(LocalDate from, LocalDate to) implements Serializable {

  /** Every day. */
  public static final DayRange ALL =
      new DayRange(LocalDate.of(1900, 1, 1), LocalDate.of(9999, 12, 31));

  /** True if the day lies in the range. */
  public boolean contains(LocalDate day) {
    return !day.isBefore(from) && !day.isAfter(to);
  }
}
