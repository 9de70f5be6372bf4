WITH
  payment AS (
    SELECT
      account_id,
      COUNT(*) AS subscription_count,
      COUNTIF(ended_on IS NULL) > 0 AS is_subscriber,
      MAX(IF(ended_on IS NULL, plan, NULL)) AS current_plan,
      IF(COUNTIF(ended_on IS NULL) > 0, NULL, MAX(ended_on)) AS left_on
    FROM subscriptions.subscription_records
    GROUP BY account_id
  ),
  login_days AS (
    SELECT
      account_id,
      DATE(logged_in_at) AS day,
      COUNT(*) AS logins,
      COUNTIF(NOT succeeded) AS failed_logins,
      MAX(logged_in_at) AS last_login_at
    FROM subscriptions.logins
    GROUP BY account_id, day
  ),
  access AS (
    SELECT
      account_id,
      SUM(logins) AS login_count,
      SUM(failed_logins) AS failed_login_count,
      MAX(failed_logins) AS most_failed_logins_in_a_day,
      MAX(IF(failed_logins >= 4, day, NULL)) AS last_day_of_failed_logins,
      MAX(last_login_at) AS last_login_at
    FROM login_days
    GROUP BY account_id
  )
SELECT
  accounts.account_id,
  accounts.user_id,
  accounts.country,
  DIV(accounts.birth_year, 10) * 10 AS birth_decade,
  DATE(accounts.created_at) AS member_since,
  IFNULL(payment.is_subscriber, FALSE) AS is_subscriber,
  payment.current_plan,
  IFNULL(payment.subscription_count, 0) AS subscription_count,
  payment.left_on,
  IFNULL(access.login_count, 0) AS login_count,
  IFNULL(access.failed_login_count, 0) AS failed_login_count,
  IFNULL(access.most_failed_logins_in_a_day, 0) AS most_failed_logins_in_a_day,
  access.last_day_of_failed_logins,
  access.last_login_at
FROM subscriptions.accounts
LEFT JOIN payment ON payment.account_id = accounts.account_id
LEFT JOIN access ON access.account_id = accounts.account_id
