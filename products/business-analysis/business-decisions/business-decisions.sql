WITH
  costs AS (
    SELECT
      movie_id,
      ANY_VALUE(production_id) AS production_id,
      ANY_VALUE(working_title) AS working_title,
      ANY_VALUE(theme) AS theme,
      SUM(amount_eur) AS cost_eur
    FROM movie_making.cost_statements
    WHERE movie_id IS NOT NULL
    GROUP BY movie_id
  ),
  plays AS (
    SELECT
      movie_id,
      COUNT(*) AS play_count,
      SUM(seconds_watched) / 3600 AS hours_watched,
      COUNTIF(is_finished) / COUNT(*) AS finished_share
    FROM streaming.stream_events
    GROUP BY movie_id
  ),
  opinions AS (
    SELECT movieId, AVG(rating) AS rating_average
    FROM movies_interactions.user_movie_ratings
    GROUP BY movieId
  ),
  films AS (
    SELECT
      costs.movie_id,
      costs.production_id,
      costs.working_title,
      costs.theme,
      costs.cost_eur,
      IFNULL(plays.play_count, 0) AS play_count,
      IFNULL(plays.hours_watched, 0) AS hours_watched,
      plays.finished_share,
      opinions.rating_average,
      SAFE_DIVIDE(CAST(costs.cost_eur AS FLOAT64), plays.hours_watched) AS cost_per_hour_eur
    FROM costs
    LEFT JOIN plays ON plays.movie_id = costs.movie_id
    LEFT JOIN opinions ON opinions.movieId = costs.movie_id
  )
SELECT
  *,
  CASE
    WHEN play_count = 0 OR rating_average < 2.5 THEN 'let it rest'
    WHEN rating_average >= 3.5 AND finished_share >= 0.55 THEN 'make a sequel'
    WHEN rating_average >= 3.5 THEN 'promote'
    ELSE 'keep showing'
  END AS decision
FROM films
