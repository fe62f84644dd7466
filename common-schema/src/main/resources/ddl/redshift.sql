CREATE TABLE IF NOT EXISTS dim_email (
  email_id VARCHAR(65535) NOT NULL,
  thread_id VARCHAR(65535) NOT NULL,
  tenant_id VARCHAR(65535) NOT NULL,
  dt DATE NOT NULL,
  first_seen_dt DATE NOT NULL,
  received_at TIMESTAMPTZ NOT NULL,
  sent_at TIMESTAMPTZ,
  message_id VARCHAR(65535),
  subject VARCHAR(65535) NOT NULL,
  from_address VARCHAR(65535) NOT NULL,
  from_domain VARCHAR(65535) NOT NULL,
  recipients INTEGER NOT NULL,
  language VARCHAR(65535) NOT NULL,
  language_confidence DOUBLE PRECISION NOT NULL,
  mail_kind VARCHAR(65535) NOT NULL,
  thread_evidence VARCHAR(65535) NOT NULL,
  thread_confidence DOUBLE PRECISION NOT NULL,
  parent_email_id VARCHAR(65535),
  body_sha256 VARCHAR(65535) NOT NULL,
  size_bytes BIGINT NOT NULL,
  attachments INTEGER NOT NULL,
  redactions INTEGER NOT NULL,
  raw_ref VARCHAR(65535),
  parser_version VARCHAR(65535) NOT NULL
)
DISTKEY (thread_id)
SORTKEY (dt, tenant_id);

COMMENT ON TABLE dim_email IS 'One mail, parsed, redacted and threaded. Written by the stream. Key: email_id.';

COMMENT ON COLUMN dim_email.email_id IS 'UUIDv5 of tenant and dedupe key.';

COMMENT ON COLUMN dim_email.thread_id IS 'Thread of the mail.';

COMMENT ON COLUMN dim_email.tenant_id IS 'Tenant that owns the mail.';

COMMENT ON COLUMN dim_email.dt IS 'Day of the event time, UTC.';

COMMENT ON COLUMN dim_email.first_seen_dt IS 'Day on which the mail was received, UTC.';

COMMENT ON COLUMN dim_email.received_at IS 'Event time: when the mail was received.';

COMMENT ON COLUMN dim_email.sent_at IS 'Date header, as the sender claims it.';

COMMENT ON COLUMN dim_email.message_id IS 'Message-ID without angle brackets.';

COMMENT ON COLUMN dim_email.subject IS 'Redacted subject; empty if the mail has none.';

COMMENT ON COLUMN dim_email.from_address IS 'Sender under the tenant''s address policy.';

COMMENT ON COLUMN dim_email.from_domain IS 'Domain of the sender; empty if unknown.';

COMMENT ON COLUMN dim_email.recipients IS 'Addresses in To and Cc.';

COMMENT ON COLUMN dim_email.language IS 'ISO 639-1 code, or unknown.';

COMMENT ON COLUMN dim_email.language_confidence IS 'Confidence of the language, 0 to 1.';

COMMENT ON COLUMN dim_email.mail_kind IS 'person, bulk, auto_reply and so on.';

COMMENT ON COLUMN dim_email.thread_evidence IS 'What decided thread_id.';

COMMENT ON COLUMN dim_email.thread_confidence IS 'How sure the thread is, 0 to 1.';

COMMENT ON COLUMN dim_email.parent_email_id IS 'Mail that this one was attached to.';

COMMENT ON COLUMN dim_email.body_sha256 IS 'SHA-256 of the redacted body, hexadecimal.';

COMMENT ON COLUMN dim_email.size_bytes IS 'Size of the raw MIME in bytes.';

COMMENT ON COLUMN dim_email.attachments IS 'Number of attachments.';

COMMENT ON COLUMN dim_email.redactions IS 'Personal values that were replaced.';

COMMENT ON COLUMN dim_email.raw_ref IS 'Place in the raw landing, relative to the root.';

COMMENT ON COLUMN dim_email.parser_version IS 'Version of the parser.';

CREATE TABLE IF NOT EXISTS fact_sentiment (
  email_id VARCHAR(65535) NOT NULL,
  thread_id VARCHAR(65535) NOT NULL,
  tenant_id VARCHAR(65535) NOT NULL,
  model_version VARCHAR(65535) NOT NULL,
  dt DATE NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  label VARCHAR(65535) NOT NULL,
  polarity DOUBLE PRECISION NOT NULL,
  confidence DOUBLE PRECISION NOT NULL,
  p_negative DOUBLE PRECISION,
  p_neutral DOUBLE PRECISION,
  p_positive DOUBLE PRECISION,
  anger DOUBLE PRECISION,
  disgust DOUBLE PRECISION,
  fear DOUBLE PRECISION,
  joy DOUBLE PRECISION,
  sadness DOUBLE PRECISION,
  surprise DOUBLE PRECISION,
  aspects VARCHAR(65535) NOT NULL,
  language VARCHAR(65535) NOT NULL,
  mail_kind VARCHAR(65535) NOT NULL,
  unknown_reason VARCHAR(65535),
  scorer_tier VARCHAR(65535) NOT NULL,
  normaliser_version VARCHAR(65535) NOT NULL,
  text_sha256 VARCHAR(65535),
  in_mood BOOLEAN NOT NULL,
  processed_at TIMESTAMPTZ NOT NULL,
  thread_neg_rate_24h DOUBLE PRECISION,
  thread_volume_24h INTEGER NOT NULL
)
DISTKEY (thread_id)
SORTKEY (dt, tenant_id);

COMMENT ON TABLE fact_sentiment IS 'The score of one mail as the stream gave it. Written by the stream. Key: email_id, model_version; a mail that had to wait for the model has a row with unknown_reason pending and a later one with its score, and the row with the latest processed_at holds, see the view current_sentiment.';

COMMENT ON COLUMN fact_sentiment.email_id IS 'Mail that was scored.';

COMMENT ON COLUMN fact_sentiment.thread_id IS 'Thread of the mail.';

COMMENT ON COLUMN fact_sentiment.tenant_id IS 'Tenant that owns the mail.';

COMMENT ON COLUMN fact_sentiment.model_version IS 'name@version of the bundle.';

COMMENT ON COLUMN fact_sentiment.dt IS 'Day of the event time, UTC.';

COMMENT ON COLUMN fact_sentiment.created_at IS 'Event time of the mail.';

COMMENT ON COLUMN fact_sentiment.label IS 'negative, neutral, positive or unknown.';

COMMENT ON COLUMN fact_sentiment.polarity IS 'p(positive) - p(negative), -1 to 1; 0 when unknown.';

COMMENT ON COLUMN fact_sentiment.confidence IS 'Largest probability, 0 to 1; 0 when unknown.';

COMMENT ON COLUMN fact_sentiment.p_negative IS 'Probability of negative; null when unknown.';

COMMENT ON COLUMN fact_sentiment.p_neutral IS 'Probability of neutral; null when unknown.';

COMMENT ON COLUMN fact_sentiment.p_positive IS 'Probability of positive; null when unknown.';

COMMENT ON COLUMN fact_sentiment.anger IS 'Probability of the emotion; null when not scored.';

COMMENT ON COLUMN fact_sentiment.disgust IS 'Probability of the emotion; null when not scored.';

COMMENT ON COLUMN fact_sentiment.fear IS 'Probability of the emotion; null when not scored.';

COMMENT ON COLUMN fact_sentiment.joy IS 'Probability of the emotion; null when not scored.';

COMMENT ON COLUMN fact_sentiment.sadness IS 'Probability of the emotion; null when not scored.';

COMMENT ON COLUMN fact_sentiment.surprise IS 'Probability of the emotion; null when not scored.';

COMMENT ON COLUMN fact_sentiment.aspects IS 'JSON array of {aspect, sentiment, score}.';

COMMENT ON COLUMN fact_sentiment.language IS 'ISO 639-1 code, or unknown.';

COMMENT ON COLUMN fact_sentiment.mail_kind IS 'Only person counts in moods.';

COMMENT ON COLUMN fact_sentiment.unknown_reason IS 'Why the label is unknown; pending: a later row of the mail replaces this one.';

COMMENT ON COLUMN fact_sentiment.scorer_tier IS 'Tier that answered.';

COMMENT ON COLUMN fact_sentiment.normaliser_version IS 'Version of the text normaliser.';

COMMENT ON COLUMN fact_sentiment.text_sha256 IS 'SHA-256 of the normalised text, hexadecimal.';

COMMENT ON COLUMN fact_sentiment.in_mood IS 'True for person mails with a label: what rates count.';

COMMENT ON COLUMN fact_sentiment.processed_at IS 'When the score was made.';

COMMENT ON COLUMN fact_sentiment.thread_neg_rate_24h IS 'Negative share of the thread''s last 24 h, 0 to 1.';

COMMENT ON COLUMN fact_sentiment.thread_volume_24h IS 'Scored person mails of the thread in those 24 h.';

CREATE TABLE IF NOT EXISTS fact_sentiment_rescored (
  email_id VARCHAR(65535) NOT NULL,
  thread_id VARCHAR(65535) NOT NULL,
  tenant_id VARCHAR(65535) NOT NULL,
  model_version VARCHAR(65535) NOT NULL,
  dt DATE NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  label VARCHAR(65535) NOT NULL,
  polarity DOUBLE PRECISION NOT NULL,
  confidence DOUBLE PRECISION NOT NULL,
  p_negative DOUBLE PRECISION,
  p_neutral DOUBLE PRECISION,
  p_positive DOUBLE PRECISION,
  anger DOUBLE PRECISION,
  disgust DOUBLE PRECISION,
  fear DOUBLE PRECISION,
  joy DOUBLE PRECISION,
  sadness DOUBLE PRECISION,
  surprise DOUBLE PRECISION,
  aspects VARCHAR(65535) NOT NULL,
  language VARCHAR(65535) NOT NULL,
  mail_kind VARCHAR(65535) NOT NULL,
  unknown_reason VARCHAR(65535),
  scorer_tier VARCHAR(65535) NOT NULL,
  normaliser_version VARCHAR(65535) NOT NULL,
  text_sha256 VARCHAR(65535),
  in_mood BOOLEAN NOT NULL,
  processed_at TIMESTAMPTZ NOT NULL,
  ingest_dt DATE NOT NULL,
  raw_ref VARCHAR(65535) NOT NULL
)
DISTKEY (thread_id)
SORTKEY (dt, tenant_id);

COMMENT ON TABLE fact_sentiment_rescored IS 'The score of one mail as the rescore job gave it. Written by that job. Key: email_id, model_version.';

COMMENT ON COLUMN fact_sentiment_rescored.email_id IS 'Mail that was scored.';

COMMENT ON COLUMN fact_sentiment_rescored.thread_id IS 'Thread of the mail.';

COMMENT ON COLUMN fact_sentiment_rescored.tenant_id IS 'Tenant that owns the mail.';

COMMENT ON COLUMN fact_sentiment_rescored.model_version IS 'name@version of the bundle.';

COMMENT ON COLUMN fact_sentiment_rescored.dt IS 'Day of the event time, UTC.';

COMMENT ON COLUMN fact_sentiment_rescored.created_at IS 'Event time of the mail.';

COMMENT ON COLUMN fact_sentiment_rescored.label IS 'negative, neutral, positive or unknown.';

COMMENT ON COLUMN fact_sentiment_rescored.polarity IS 'p(positive) - p(negative), -1 to 1; 0 when unknown.';

COMMENT ON COLUMN fact_sentiment_rescored.confidence IS 'Largest probability, 0 to 1; 0 when unknown.';

COMMENT ON COLUMN fact_sentiment_rescored.p_negative IS 'Probability of negative; null when unknown.';

COMMENT ON COLUMN fact_sentiment_rescored.p_neutral IS 'Probability of neutral; null when unknown.';

COMMENT ON COLUMN fact_sentiment_rescored.p_positive IS 'Probability of positive; null when unknown.';

COMMENT ON COLUMN fact_sentiment_rescored.anger IS 'Probability of the emotion; null when not scored.';

COMMENT ON COLUMN fact_sentiment_rescored.disgust IS 'Probability of the emotion; null when not scored.';

COMMENT ON COLUMN fact_sentiment_rescored.fear IS 'Probability of the emotion; null when not scored.';

COMMENT ON COLUMN fact_sentiment_rescored.joy IS 'Probability of the emotion; null when not scored.';

COMMENT ON COLUMN fact_sentiment_rescored.sadness IS 'Probability of the emotion; null when not scored.';

COMMENT ON COLUMN fact_sentiment_rescored.surprise IS 'Probability of the emotion; null when not scored.';

COMMENT ON COLUMN fact_sentiment_rescored.aspects IS 'JSON array of {aspect, sentiment, score}.';

COMMENT ON COLUMN fact_sentiment_rescored.language IS 'ISO 639-1 code, or unknown.';

COMMENT ON COLUMN fact_sentiment_rescored.mail_kind IS 'Only person counts in moods.';

COMMENT ON COLUMN fact_sentiment_rescored.unknown_reason IS 'Why the label is unknown; pending: a later row of the mail replaces this one.';

COMMENT ON COLUMN fact_sentiment_rescored.scorer_tier IS 'Tier that answered.';

COMMENT ON COLUMN fact_sentiment_rescored.normaliser_version IS 'Version of the text normaliser.';

COMMENT ON COLUMN fact_sentiment_rescored.text_sha256 IS 'SHA-256 of the normalised text, hexadecimal.';

COMMENT ON COLUMN fact_sentiment_rescored.in_mood IS 'True for person mails with a label: what rates count.';

COMMENT ON COLUMN fact_sentiment_rescored.processed_at IS 'When the score was made.';

COMMENT ON COLUMN fact_sentiment_rescored.ingest_dt IS 'Day of the raw landing that the mail was read from.';

COMMENT ON COLUMN fact_sentiment_rescored.raw_ref IS 'Place in the raw landing, relative to the root.';

CREATE TABLE IF NOT EXISTS rescore_dead_letters (
  model_version VARCHAR(65535) NOT NULL,
  tenant_id VARCHAR(65535) NOT NULL,
  ingest_dt DATE NOT NULL,
  raw_ref VARCHAR(65535) NOT NULL,
  stage VARCHAR(65535) NOT NULL,
  kind VARCHAR(65535) NOT NULL,
  limit_name VARCHAR(65535),
  limit_value BIGINT,
  actual_value BIGINT,
  message VARCHAR(65535) NOT NULL,
  payload_sha256 VARCHAR(65535) NOT NULL,
  payload_bytes BIGINT NOT NULL,
  processed_at TIMESTAMPTZ NOT NULL
);

COMMENT ON TABLE rescore_dead_letters IS 'A file of the raw landing that could not be rescored. Written by the rescore job. Key: model_version, raw_ref.';

COMMENT ON COLUMN rescore_dead_letters.model_version IS 'name@version that was being rescored with.';

COMMENT ON COLUMN rescore_dead_letters.tenant_id IS 'Tenant of the raw landing''s folder.';

COMMENT ON COLUMN rescore_dead_letters.ingest_dt IS 'Day of the raw landing''s folder.';

COMMENT ON COLUMN rescore_dead_letters.raw_ref IS 'Place in the raw landing, relative to the root.';

COMMENT ON COLUMN rescore_dead_letters.stage IS 'Stage that gave up.';

COMMENT ON COLUMN rescore_dead_letters.kind IS 'Typed failure.';

COMMENT ON COLUMN rescore_dead_letters.limit_name IS 'Limit that was breached.';

COMMENT ON COLUMN rescore_dead_letters.limit_value IS 'What the limit allows.';

COMMENT ON COLUMN rescore_dead_letters.actual_value IS 'What was found.';

COMMENT ON COLUMN rescore_dead_letters.message IS 'Problem, cause and remedy; never text of the mail.';

COMMENT ON COLUMN rescore_dead_letters.payload_sha256 IS 'SHA-256 of the file as it lies, hexadecimal.';

COMMENT ON COLUMN rescore_dead_letters.payload_bytes IS 'Size of the file as it lies, in bytes.';

COMMENT ON COLUMN rescore_dead_letters.processed_at IS 'When the job gave up.';

CREATE TABLE IF NOT EXISTS model_promotions (
  tenant_id VARCHAR(65535) NOT NULL,
  model_version VARCHAR(65535) NOT NULL,
  promoted_at TIMESTAMPTZ NOT NULL
);

COMMENT ON TABLE model_promotions IS 'A decision that a model version is believed over those promoted before it. Append only, written by the rescore job. Key: tenant_id, model_version, promoted_at.';

COMMENT ON COLUMN model_promotions.tenant_id IS 'Tenant that the decision is for.';

COMMENT ON COLUMN model_promotions.model_version IS 'name@version that is believed from now on.';

COMMENT ON COLUMN model_promotions.promoted_at IS 'When it was decided; the latest one holds.';

CREATE TABLE IF NOT EXISTS thread_day_snapshots (
  thread_id VARCHAR(65535) NOT NULL,
  tenant_id VARCHAR(65535) NOT NULL,
  dt DATE NOT NULL,
  model_version VARCHAR(65535) NOT NULL,
  avg_polarity DOUBLE PRECISION,
  neg_rate DOUBLE PRECISION,
  volume BIGINT NOT NULL,
  scored BIGINT NOT NULL,
  first_seen TIMESTAMPTZ NOT NULL,
  last_seen TIMESTAMPTZ NOT NULL,
  processed_at TIMESTAMPTZ NOT NULL
)
DISTKEY (thread_id)
SORTKEY (dt, tenant_id);

COMMENT ON TABLE thread_day_snapshots IS 'Mood of one thread on one day, once for each time that the stream refreshed it: the row with the greatest volume holds, and of those the one with the latest processed_at, see the view thread_day_latest. Append only, written by the stream. Key: thread_id, dt, processed_at.';

COMMENT ON COLUMN thread_day_snapshots.thread_id IS 'Thread.';

COMMENT ON COLUMN thread_day_snapshots.tenant_id IS 'Tenant that owns the thread.';

COMMENT ON COLUMN thread_day_snapshots.dt IS 'Day of the event time, UTC.';

COMMENT ON COLUMN thread_day_snapshots.model_version IS 'name@version of the bundle behind the first score of the day.';

COMMENT ON COLUMN thread_day_snapshots.avg_polarity IS 'Mean polarity of scored; null if scored is 0.';

COMMENT ON COLUMN thread_day_snapshots.neg_rate IS 'Negative share of scored; null if scored is 0.';

COMMENT ON COLUMN thread_day_snapshots.volume IS 'Mails, unknown ones and machine mail included.';

COMMENT ON COLUMN thread_day_snapshots.scored IS 'Person mails with a label other than unknown.';

COMMENT ON COLUMN thread_day_snapshots.first_seen IS 'Event time of the day''s first mail.';

COMMENT ON COLUMN thread_day_snapshots.last_seen IS 'Event time of the day''s last mail.';

COMMENT ON COLUMN thread_day_snapshots.processed_at IS 'When the row was made.';

CREATE TABLE IF NOT EXISTS agg_thread_daily (
  thread_id VARCHAR(65535) NOT NULL,
  tenant_id VARCHAR(65535) NOT NULL,
  dt DATE NOT NULL,
  avg_polarity DOUBLE PRECISION,
  neg_rate DOUBLE PRECISION,
  volume BIGINT NOT NULL,
  scored BIGINT NOT NULL,
  unknown BIGINT NOT NULL,
  first_seen TIMESTAMPTZ NOT NULL,
  last_seen TIMESTAMPTZ NOT NULL,
  refreshed_at TIMESTAMPTZ NOT NULL
)
DISTKEY (thread_id)
SORTKEY (dt, tenant_id);

COMMENT ON TABLE agg_thread_daily IS 'Mood of one thread on one day. Computed from current_sentiment and dim_email by the aggregate step of the Spark job, a whole day at a time. Key: thread_id, dt.';

COMMENT ON COLUMN agg_thread_daily.thread_id IS 'Thread.';

COMMENT ON COLUMN agg_thread_daily.tenant_id IS 'Tenant that owns the thread.';

COMMENT ON COLUMN agg_thread_daily.dt IS 'Day of the event time, UTC.';

COMMENT ON COLUMN agg_thread_daily.avg_polarity IS 'Mean polarity of scored; null if scored is 0.';

COMMENT ON COLUMN agg_thread_daily.neg_rate IS 'Negative share of scored; null if scored is 0.';

COMMENT ON COLUMN agg_thread_daily.volume IS 'Mails, unknown ones and machine mail included.';

COMMENT ON COLUMN agg_thread_daily.scored IS 'Person mails with a label other than unknown.';

COMMENT ON COLUMN agg_thread_daily.unknown IS 'Mails without a label.';

COMMENT ON COLUMN agg_thread_daily.first_seen IS 'Event time of the day''s first mail.';

COMMENT ON COLUMN agg_thread_daily.last_seen IS 'Event time of the day''s last mail.';

COMMENT ON COLUMN agg_thread_daily.refreshed_at IS 'When the row was computed.';

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
