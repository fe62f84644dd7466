package io.mailpulse.spark.rescore;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of the raw landing, by what its path says.
 *
 * @param tenantId tenant of its folder
 * @param day day of its folder
 * @param emailId id that its name promises
 * @param rawRef its path below the landing's root
 */
record LandedFile(String tenantId, LocalDate day, String emailId, String rawRef) {

  private static final Pattern PATH =
      Pattern.compile(
          "raw/tenant_id=([A-Za-z0-9._-]{1,64})/ingest_date=(\\d{4})/(\\d{2})/(\\d{2})/"
              + "([0-9a-f-]{36})\\.eml\\.gz$");

  /** Reads a path; empty if it is not one of the landing's. */
  static Optional<LandedFile> of(String path) {
    Matcher matcher = PATH.matcher(path);
    if (!matcher.find()) {
      return Optional.empty();
    }
    try {
      LocalDate day =
          LocalDate.of(
              Integer.parseInt(matcher.group(2)),
              Integer.parseInt(matcher.group(3)),
              Integer.parseInt(matcher.group(4)));
      return Optional.of(new LandedFile(matcher.group(1), day, matcher.group(5), matcher.group()));
    } catch (DateTimeException noSuchDay) {
      return Optional.empty();
    }
  }
}
