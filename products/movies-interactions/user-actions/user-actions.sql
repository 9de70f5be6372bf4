WITH
  actions AS (
    SELECT userId, `timestamp`, 'rate' AS action_type
    FROM movies_interactions.ratings
    UNION ALL
    SELECT userId, `timestamp`, 'tag' AS action_type
    FROM movies_interactions.tags
  ),
  monthly_actions AS (
    SELECT
      userId,
      TIMESTAMP_TRUNC(TIMESTAMP_SECONDS(`timestamp`), MONTH) AS reporting_month,
      action_type,
      COUNT(*) AS action_monthly_count
    FROM actions
    GROUP BY userId, reporting_month, action_type
  )
SELECT
  userId,
  reporting_month,
  action_type,
  action_monthly_count,
  SUM(action_monthly_count) OVER (PARTITION BY userId, action_type) AS action_count
FROM monthly_actions
