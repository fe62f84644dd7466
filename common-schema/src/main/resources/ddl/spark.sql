CREATE TABLE IF NOT EXISTS dim_email (
  email_id STRING NOT NULL COMMENT 'UUIDv5 of tenant and dedupe key.',
  thread_id STRING NOT NULL COMMENT 'Thread of the mail.',
  tenant_id STRING NOT NULL COMMENT 'Tenant that owns the mail.',
  dt DATE NOT NULL COMMENT 'Day of the event time, UTC.',
  first_seen_dt DATE NOT NULL COMMENT 'Day on which the mail was received, UTC.',
  received_at TIMESTAMP NOT NULL COMMENT 'Event time: when the mail was received.',
  sent_at TIMESTAMP COMMENT 'Date header, as the sender claims it.',
  message_id STRING COMMENT 'Message-ID without angle brackets.',
  subject STRING NOT NULL COMMENT 'Redacted subject; empty if the mail has none.',
  from_address STRING NOT NULL COMMENT 'Sender under the tenant\'s address policy.',
  from_domain STRING NOT NULL COMMENT 'Domain of the sender; empty if unknown.',
  recipients INT NOT NULL COMMENT 'Addresses in To and Cc.',
  language STRING NOT NULL COMMENT 'ISO 639-1 code, or unknown.',
  language_confidence DOUBLE NOT NULL COMMENT 'Confidence of the language, 0 to 1.',
  mail_kind STRING NOT NULL COMMENT 'person, bulk, auto_reply and so on.',
  thread_evidence STRING NOT NULL COMMENT 'What decided thread_id.',
  thread_confidence DOUBLE NOT NULL COMMENT 'How sure the thread is, 0 to 1.',
  parent_email_id STRING COMMENT 'Mail that this one was attached to.',
  body_sha256 STRING NOT NULL COMMENT 'SHA-256 of the redacted body, hexadecimal.',
  size_bytes BIGINT NOT NULL COMMENT 'Size of the raw MIME in bytes.',
  attachments INT NOT NULL COMMENT 'Number of attachments.',
  redactions INT NOT NULL COMMENT 'Personal values that were replaced.',
  raw_ref STRING COMMENT 'Place in the raw landing, relative to the root.',
  parser_version STRING NOT NULL COMMENT 'Version of the parser.'
) USING DELTA
PARTITIONED BY (tenant_id, dt)
LOCATION '${warehouse}/dim_email'
COMMENT 'One mail, parsed, redacted and threaded. Written by the stream. Key: email_id.';

CREATE TABLE IF NOT EXISTS fact_sentiment (
  email_id STRING NOT NULL COMMENT 'Mail that was scored.',
  thread_id STRING NOT NULL COMMENT 'Thread of the mail.',
  tenant_id STRING NOT NULL COMMENT 'Tenant that owns the mail.',
  model_version STRING NOT NULL COMMENT 'name@version of the bundle.',
  dt DATE NOT NULL COMMENT 'Day of the event time, UTC.',
  created_at TIMESTAMP NOT NULL COMMENT 'Event time of the mail.',
  label STRING NOT NULL COMMENT 'negative, neutral, positive or unknown.',
  polarity DOUBLE NOT NULL COMMENT 'p(positive) - p(negative), -1 to 1; 0 when unknown.',
  confidence DOUBLE NOT NULL COMMENT 'Largest probability, 0 to 1; 0 when unknown.',
  p_negative DOUBLE COMMENT 'Probability of negative; null when unknown.',
  p_neutral DOUBLE COMMENT 'Probability of neutral; null when unknown.',
  p_positive DOUBLE COMMENT 'Probability of positive; null when unknown.',
  anger DOUBLE COMMENT 'Probability of the emotion; null when not scored.',
  disgust DOUBLE COMMENT 'Probability of the emotion; null when not scored.',
  fear DOUBLE COMMENT 'Probability of the emotion; null when not scored.',
  joy DOUBLE COMMENT 'Probability of the emotion; null when not scored.',
  sadness DOUBLE COMMENT 'Probability of the emotion; null when not scored.',
  surprise DOUBLE COMMENT 'Probability of the emotion; null when not scored.',
  aspects STRING NOT NULL COMMENT 'JSON array of {aspect, sentiment, score}.',
  language STRING NOT NULL COMMENT 'ISO 639-1 code, or unknown.',
  mail_kind STRING NOT NULL COMMENT 'Only person counts in moods.',
  unknown_reason STRING COMMENT 'Why the label is unknown; pending: a later row of the mail replaces this one.',
  scorer_tier STRING NOT NULL COMMENT 'Tier that answered.',
  normaliser_version STRING NOT NULL COMMENT 'Version of the text normaliser.',
  text_sha256 STRING COMMENT 'SHA-256 of the normalised text, hexadecimal.',
  in_mood BOOLEAN NOT NULL COMMENT 'True for person mails with a label: what rates count.',
  processed_at TIMESTAMP NOT NULL COMMENT 'When the score was made.',
  thread_neg_rate_24h DOUBLE COMMENT 'Negative share of the thread\'s last 24 h, 0 to 1.',
  thread_volume_24h INT NOT NULL COMMENT 'Scored person mails of the thread in those 24 h.'
) USING DELTA
PARTITIONED BY (tenant_id, dt)
LOCATION '${warehouse}/fact_sentiment'
COMMENT 'The score of one mail as the stream gave it. Written by the stream. Key: email_id, model_version; a mail that had to wait for the model has a row with unknown_reason pending and a later one with its score, and the row with the latest processed_at holds, see the view current_sentiment.';

CREATE TABLE IF NOT EXISTS fact_sentiment_rescored (
  email_id STRING NOT NULL COMMENT 'Mail that was scored.',
  thread_id STRING NOT NULL COMMENT 'Thread of the mail.',
  tenant_id STRING NOT NULL COMMENT 'Tenant that owns the mail.',
  model_version STRING NOT NULL COMMENT 'name@version of the bundle.',
  dt DATE NOT NULL COMMENT 'Day of the event time, UTC.',
  created_at TIMESTAMP NOT NULL COMMENT 'Event time of the mail.',
  label STRING NOT NULL COMMENT 'negative, neutral, positive or unknown.',
  polarity DOUBLE NOT NULL COMMENT 'p(positive) - p(negative), -1 to 1; 0 when unknown.',
  confidence DOUBLE NOT NULL COMMENT 'Largest probability, 0 to 1; 0 when unknown.',
  p_negative DOUBLE COMMENT 'Probability of negative; null when unknown.',
  p_neutral DOUBLE COMMENT 'Probability of neutral; null when unknown.',
  p_positive DOUBLE COMMENT 'Probability of positive; null when unknown.',
  anger DOUBLE COMMENT 'Probability of the emotion; null when not scored.',
  disgust DOUBLE COMMENT 'Probability of the emotion; null when not scored.',
  fear DOUBLE COMMENT 'Probability of the emotion; null when not scored.',
  joy DOUBLE COMMENT 'Probability of the emotion; null when not scored.',
  sadness DOUBLE COMMENT 'Probability of the emotion; null when not scored.',
  surprise DOUBLE COMMENT 'Probability of the emotion; null when not scored.',
  aspects STRING NOT NULL COMMENT 'JSON array of {aspect, sentiment, score}.',
  language STRING NOT NULL COMMENT 'ISO 639-1 code, or unknown.',
  mail_kind STRING NOT NULL COMMENT 'Only person counts in moods.',
  unknown_reason STRING COMMENT 'Why the label is unknown; pending: a later row of the mail replaces this one.',
  scorer_tier STRING NOT NULL COMMENT 'Tier that answered.',
  normaliser_version STRING NOT NULL COMMENT 'Version of the text normaliser.',
  text_sha256 STRING COMMENT 'SHA-256 of the normalised text, hexadecimal.',
  in_mood BOOLEAN NOT NULL COMMENT 'True for person mails with a label: what rates count.',
  processed_at TIMESTAMP NOT NULL COMMENT 'When the score was made.',
  ingest_dt DATE NOT NULL COMMENT 'Day of the raw landing that the mail was read from.',
  raw_ref STRING NOT NULL COMMENT 'Place in the raw landing, relative to the root.'
) USING DELTA
PARTITIONED BY (model_version, tenant_id, dt)
LOCATION '${warehouse}/fact_sentiment_rescored'
COMMENT 'The score of one mail as the rescore job gave it. Written by that job. Key: email_id, model_version.';

CREATE TABLE IF NOT EXISTS rescore_dead_letters (
  model_version STRING NOT NULL COMMENT 'name@version that was being rescored with.',
  tenant_id STRING NOT NULL COMMENT 'Tenant of the raw landing\'s folder.',
  ingest_dt DATE NOT NULL COMMENT 'Day of the raw landing\'s folder.',
  raw_ref STRING NOT NULL COMMENT 'Place in the raw landing, relative to the root.',
  stage STRING NOT NULL COMMENT 'Stage that gave up.',
  kind STRING NOT NULL COMMENT 'Typed failure.',
  limit_name STRING COMMENT 'Limit that was breached.',
  limit_value BIGINT COMMENT 'What the limit allows.',
  actual_value BIGINT COMMENT 'What was found.',
  message STRING NOT NULL COMMENT 'Problem, cause and remedy; never text of the mail.',
  payload_sha256 STRING NOT NULL COMMENT 'SHA-256 of the file as it lies, hexadecimal.',
  payload_bytes BIGINT NOT NULL COMMENT 'Size of the file as it lies, in bytes.',
  processed_at TIMESTAMP NOT NULL COMMENT 'When the job gave up.'
) USING DELTA
PARTITIONED BY (model_version, tenant_id)
LOCATION '${warehouse}/rescore_dead_letters'
COMMENT 'A file of the raw landing that could not be rescored. Written by the rescore job. Key: model_version, raw_ref.';

CREATE TABLE IF NOT EXISTS model_promotions (
  tenant_id STRING NOT NULL COMMENT 'Tenant that the decision is for.',
  model_version STRING NOT NULL COMMENT 'name@version that is believed from now on.',
  promoted_at TIMESTAMP NOT NULL COMMENT 'When it was decided; the latest one holds.'
) USING DELTA
LOCATION '${warehouse}/model_promotions'
COMMENT 'A decision that a model version is believed over those promoted before it. Append only, written by the rescore job. Key: tenant_id, model_version, promoted_at.';

CREATE TABLE IF NOT EXISTS thread_day_snapshots (
  thread_id STRING NOT NULL COMMENT 'Thread.',
  tenant_id STRING NOT NULL COMMENT 'Tenant that owns the thread.',
  dt DATE NOT NULL COMMENT 'Day of the event time, UTC.',
  model_version STRING NOT NULL COMMENT 'name@version of the bundle behind the first score of the day.',
  avg_polarity DOUBLE COMMENT 'Mean polarity of scored; null if scored is 0.',
  neg_rate DOUBLE COMMENT 'Negative share of scored; null if scored is 0.',
  volume BIGINT NOT NULL COMMENT 'Mails, unknown ones and machine mail included.',
  scored BIGINT NOT NULL COMMENT 'Person mails with a label other than unknown.',
  first_seen TIMESTAMP NOT NULL COMMENT 'Event time of the day\'s first mail.',
  last_seen TIMESTAMP NOT NULL COMMENT 'Event time of the day\'s last mail.',
  processed_at TIMESTAMP NOT NULL COMMENT 'When the row was made.'
) USING DELTA
PARTITIONED BY (tenant_id, dt)
LOCATION '${warehouse}/thread_day_snapshots'
COMMENT 'Mood of one thread on one day, once for each time that the stream refreshed it: the row with the greatest volume holds, and of those the one with the latest processed_at, see the view thread_day_latest. Append only, written by the stream. Key: thread_id, dt, processed_at.';

CREATE TABLE IF NOT EXISTS agg_thread_daily (
  thread_id STRING NOT NULL COMMENT 'Thread.',
  tenant_id STRING NOT NULL COMMENT 'Tenant that owns the thread.',
  dt DATE NOT NULL COMMENT 'Day of the event time, UTC.',
  avg_polarity DOUBLE COMMENT 'Mean polarity of scored; null if scored is 0.',
  neg_rate DOUBLE COMMENT 'Negative share of scored; null if scored is 0.',
  volume BIGINT NOT NULL COMMENT 'Mails, unknown ones and machine mail included.',
  scored BIGINT NOT NULL COMMENT 'Person mails with a label other than unknown.',
  unknown BIGINT NOT NULL COMMENT 'Mails without a label.',
  first_seen TIMESTAMP NOT NULL COMMENT 'Event time of the day\'s first mail.',
  last_seen TIMESTAMP NOT NULL COMMENT 'Event time of the day\'s last mail.',
  refreshed_at TIMESTAMP NOT NULL COMMENT 'When the row was computed.'
) USING DELTA
PARTITIONED BY (tenant_id, dt)
LOCATION '${warehouse}/agg_thread_daily'
COMMENT 'Mood of one thread on one day. Computed from current_sentiment and dim_email by the aggregate step of the Spark job, a whole day at a time. Key: thread_id, dt.';

CREATE OR REPLACE VIEW current_sentiment AS
WITH promoted AS (
  SELECT tenant_id, model_version, MAX(promoted_at) AS promoted_at
  FROM model_promotions
  GROUP BY tenant_id, model_version
),
candidates AS (
  SELECT
    s.email_id, s.thread_id, s.tenant_id, s.model_version, s.dt, s.created_at, s.label, s.polarity,
    s.confidence, s.p_negative, s.p_neutral, s.p_positive, s.anger, s.disgust, s.fear, s.joy,
    s.sadness, s.surprise, s.aspects, s.language, s.mail_kind, s.unknown_reason, s.scorer_tier,
    s.normaliser_version, s.text_sha256, s.in_mood, s.processed_at,
    'live' AS origin, 0 AS origin_rank, p.promoted_at
  FROM fact_sentiment s
  LEFT JOIN promoted p ON p.tenant_id = s.tenant_id AND p.model_version = s.model_version
  UNION ALL
  SELECT
    r.email_id, r.thread_id, r.tenant_id, r.model_version, r.dt, r.created_at, r.label, r.polarity,
    r.confidence, r.p_negative, r.p_neutral, r.p_positive, r.anger, r.disgust, r.fear, r.joy,
    r.sadness, r.surprise, r.aspects, r.language, r.mail_kind, r.unknown_reason, r.scorer_tier,
    r.normaliser_version, r.text_sha256, r.in_mood, r.processed_at,
    'rescored' AS origin, 1 AS origin_rank, p.promoted_at
  FROM fact_sentiment_rescored r
  JOIN promoted p ON p.tenant_id = r.tenant_id AND p.model_version = r.model_version
),
ranked AS (
  SELECT
    c.*,
    ROW_NUMBER() OVER (
      PARTITION BY c.tenant_id, c.dt, c.email_id
      ORDER BY
        CASE WHEN c.unknown_reason = 'pending' THEN 1 ELSE 0 END,
        CASE WHEN c.promoted_at IS NULL THEN 1 ELSE 0 END,
        c.promoted_at DESC,
        c.origin_rank,
        c.processed_at DESC
    ) AS choice
  FROM candidates c
)
SELECT
  email_id, thread_id, tenant_id, model_version, dt, created_at, label, polarity, confidence,
  p_negative, p_neutral, p_positive, anger, disgust, fear, joy, sadness, surprise, aspects,
  language, mail_kind, unknown_reason, scorer_tier, normaliser_version, text_sha256, in_mood,
  processed_at, origin
FROM ranked
WHERE choice = 1;

CREATE OR REPLACE VIEW thread_day_latest AS
WITH ranked AS (
  SELECT
    s.*,
    ROW_NUMBER() OVER (
      PARTITION BY s.tenant_id, s.dt, s.thread_id
      ORDER BY s.volume DESC, s.processed_at DESC
    ) AS choice
  FROM thread_day_snapshots s
)
SELECT
  thread_id, tenant_id, dt, model_version, avg_polarity, neg_rate, volume, scored, first_seen,
  last_seen, processed_at
FROM ranked
WHERE choice = 1;
