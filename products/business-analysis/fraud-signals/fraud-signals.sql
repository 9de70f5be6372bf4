WITH
  days_in_two_countries AS (
    SELECT account_id, started_on, COUNT(*) AS plays
    FROM streaming.stream_events
    GROUP BY account_id, started_on
    HAVING COUNT(DISTINCT country) > 1
  ),
  signals AS (
    SELECT
      account_id,
      'failed logins' AS signal,
      last_day_of_failed_logins AS last_seen_on,
      most_failed_logins_in_a_day AS evidence_count
    FROM subscriptions.subscription_profiles
    WHERE last_day_of_failed_logins IS NOT NULL
    UNION ALL
    SELECT account_id, 'two countries in a day', MAX(started_on), COUNT(*)
    FROM days_in_two_countries
    GROUP BY account_id
    UNION ALL
    SELECT events.account_id, 'watching without paying', MAX(events.started_on), COUNT(*)
    FROM streaming.stream_events AS events
    JOIN subscriptions.subscription_profiles AS profiles
      ON profiles.account_id = events.account_id AND events.started_on > profiles.left_on
    GROUP BY events.account_id
  )
SELECT
  signals.account_id,
  signals.signal,
  signals.last_seen_on,
  signals.evidence_count,
  COUNT(*) OVER (PARTITION BY signals.account_id) AS signals_of_account,
  profiles.country AS account_country,
  profiles.current_plan
FROM signals
JOIN subscriptions.subscription_profiles AS profiles ON profiles.account_id = signals.account_id
