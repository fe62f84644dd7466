package io.mailpulse.schema.codec;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * The one text form of a time: ISO-8601, UTC, milliseconds, as in {@code 2026-03-01T08:15:30.000Z}.
 */
public final class Timestamps {

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private Timestamps() {}

  /** Formats a time. */
  public static String format(Instant instant) {
    return FORMAT.format(instant);
  }
}
