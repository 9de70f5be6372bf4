SELECT
  event_id,
  account_id,
  movie_id,
  started_at,
  DATE(started_at) AS started_on,
  country,
  device,
  seconds_watched,
  finished AS is_finished
FROM streaming.play_events
