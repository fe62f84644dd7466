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
WHERE choice = 1
