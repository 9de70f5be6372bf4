SELECT
  subscription_id,
  account_id,
  plan,
  monthly_price,
  payment_method,
  started_on,
  ended_on,
  ended_on IS NULL AS is_open
FROM subscriptions.subscription_records
