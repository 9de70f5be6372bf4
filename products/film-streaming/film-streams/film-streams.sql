SELECT
  CAST(`timestamp` AS TIMESTAMP) AS event_timestamp,
  eventType AS event_type,
  film_id,
  distributor,
  platform,
  state
FROM film_streaming.partner_events
