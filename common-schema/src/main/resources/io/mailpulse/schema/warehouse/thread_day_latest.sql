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
WHERE choice = 1
