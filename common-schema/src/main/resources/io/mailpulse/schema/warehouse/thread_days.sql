SELECT
  thread_id,
  tenant_id,
  dt,
  AVG(CASE WHEN in_mood THEN polarity END) AS avg_polarity,
  AVG(CASE WHEN in_mood THEN CASE WHEN label = 'negative' THEN 1.0E0 ELSE 0.0E0 END END) AS neg_rate,
  COUNT(*) AS volume,
  SUM(CASE WHEN in_mood THEN 1 ELSE 0 END) AS scored,
  SUM(CASE WHEN label = 'unknown' THEN 1 ELSE 0 END) AS unknown,
  MIN(created_at) AS first_seen,
  MAX(created_at) AS last_seen
FROM current_sentiment
GROUP BY thread_id, tenant_id, dt
