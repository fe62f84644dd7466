package io.mailpulse.schema.elasticsearch;

import io.mailpulse.schema.id.Ids;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Which index a mail goes to. It follows from the mail alone, so that a replay finds it again. */
public enum IndexLayout {
  /** {@code emails-<tenant>}: few indices, for a small or a local cluster. */
  PER_TENANT,
  /** {@code emails-<tenant>-yyyy.MM} by event time: old months can be dropped or frozen. */
  PER_TENANT_AND_MONTH;

  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("uuuu.MM").withZone(ZoneOffset.UTC);
  private static final int DIGEST_LENGTH = 8;

  /** Name of the index of a mail. */
  public String indexOf(String tenantId, Instant eventTime) {
    String index = IndexTemplate.INDEX_PREFIX + lowerCase(tenantId);
    return this == PER_TENANT ? index : index + '-' + MONTH.format(eventTime);
  }

  /** Index names are lower case; the digest keeps tenants apart that differ only in case. */
  private static String lowerCase(String tenantId) {
    String lower = tenantId.toLowerCase(Locale.ROOT);
    return lower.equals(tenantId)
        ? lower
        : lower + '_' + Ids.sha256(tenantId).substring(0, DIGEST_LENGTH);
  }
}
