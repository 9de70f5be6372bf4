SELECT
  streams.event_timestamp,
  streams.event_type,
  streams.film_id,
  streams.distributor,
  streams.platform,
  streams.state,
  films.title,
  films.release_year,
  films.category
FROM film_streaming.film_streams AS streams
-- An event of a film that nobody knows is still an event.
LEFT JOIN film_streaming.film_categories AS films ON films.film_id = streams.film_id
