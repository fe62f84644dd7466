package io.mailpulse.settings;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Durations as a configuration writes them: a number and {@code ms, s, min, h} or {@code d}. */
public final class DurationText {

  private static final Map<String, Duration> UNITS =
      new TreeMap<>(
          Map.of(
              "ms", Duration.ofMillis(1),
              "s", Duration.ofSeconds(1),
              "min", Duration.ofMinutes(1),
              "h", Duration.ofHours(1),
              "d", Duration.ofDays(1)));

  private DurationText() {}

  /**
   * Reads a duration.
   *
   * @throws IllegalArgumentException with what was expected, if it is none or out of the range
   */
  public static Duration read(String text, Duration min, Duration max) {
    int digits = 0;
    while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
      digits++;
    }
    Duration unit = UNITS.get(text.substring(digits).strip());
    if (digits == 0 || digits > 12 || unit == null) {
      throw new IllegalArgumentException(
          "expected a duration such as 250 ms, 60 s, 5 min, 24 h, 30 d");
    }
    Duration value = unit.multipliedBy(Long.parseLong(text.substring(0, digits)));
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      throw new IllegalArgumentException(
          "expected a duration from " + write(min) + " to " + write(max));
    }
    return value;
  }

  /** In the largest unit that leaves no rest. */
  public static String write(Duration duration) {
    return UNITS.entrySet().stream()
        .filter(unit -> duration.toMillis() % unit.getValue().toMillis() == 0)
        .max(Map.Entry.comparingByValue())
        .map(unit -> duration.toMillis() / unit.getValue().toMillis() + " " + unit.getKey())
        .orElseThrow();
  }
}
