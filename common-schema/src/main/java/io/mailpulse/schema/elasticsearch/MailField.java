package io.mailpulse.schema.elasticsearch;

import java.util.Locale;

/** Every field of a mail's search document, each mapped by {@link IndexTemplate}. */
public enum MailField {
  EMAIL_ID,
  TENANT_ID,
  THREAD_ID,
  MESSAGE_ID,
  TIMESTAMP,
  SENT_AT,
  FROM,
  FROM_DOMAIN,
  TO,
  CC,
  SUBJECT,
  BODY_TEXT,
  BODY_TRUNCATED,
  MAIL_KIND,
  ATTACHMENT_NAMES,
  RAW_REF,
  LANGUAGE,
  LABEL,
  POLARITY,
  CONFIDENCE,
  UNKNOWN_REASON,
  PROBABILITIES,
  EMOTION,
  ASPECTS,
  MODEL_VERSION,
  SCORER_TIER,
  NORMALISER_VERSION,
  TEXT_SHA256,
  THREAD_NEG_RATE_24H,
  THREAD_VOLUME_24H,
  PROCESSED_AT;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /** The name in documents and queries. */
  public String wireName() {
    return wireName;
  }
}
