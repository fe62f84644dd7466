package io.mailpulse.connectors.landing;

import io.mailpulse.schema.DeadLetter;
import io.mailpulse.schema.EmailRaw;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Where mails lie in the raw landing, relative to its root. */
public final class LandingRefs {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu/MM/dd").withZone(ZoneOffset.UTC);

  private LandingRefs() {}

  /** Place of a mail: the day is that of its event time, so that a replay gives the same place. */
  public static String of(EmailRaw mail) {
    return "raw/tenant_id="
        + mail.getTenantId()
        + "/ingest_date="
        + DAY.format(mail.getTimestamp())
        + '/'
        + mail.getEmailId()
        + ".eml.gz";
  }

  /** Place of a mail that could not be read: it has no id and no sure time, only its bytes. */
  public static String of(DeadLetter letter) {
    return "rejected/tenant_id="
        + letter.getTenantId()
        + '/'
        + letter.getPayloadSha256()
        + ".eml.gz";
  }
}
