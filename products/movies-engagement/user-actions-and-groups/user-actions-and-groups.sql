SELECT
  userId,
  reporting_month,
  action_type,
  action_monthly_count,
  action_count,
  action_type = 'rate' AND action_count > 100 AS is_rater,
  action_type = 'tag' AND action_count > 7 AS is_tagger
FROM movies_interactions.user_actions
