WITH
  -- Ratings are half stars, one to ten. Counting each step of that scale is far cheaper than sorting every rating,
  -- and gives the same median.
  steps AS (
    SELECT
      movieId,
      TIMESTAMP_TRUNC(TIMESTAMP_SECONDS(`timestamp`), MONTH) AS reporting_month,
      CAST(rating * 2 AS INT64) AS half_stars,
      COUNT(*) AS ratings
    FROM movies_interactions.ratings
    GROUP BY movieId, reporting_month, half_stars
  ),
  ranked_steps AS (
    SELECT
      *,
      SUM(ratings) OVER (PARTITION BY movieId, reporting_month ORDER BY half_stars) AS ratings_up_to_here,
      SUM(ratings) OVER (PARTITION BY movieId, reporting_month) AS rating_count
    FROM steps
  ),
  -- The median is the step in the middle, or the mean of two steps that have half of the ratings on either side.
  engagement AS (
    SELECT movieId, reporting_month, AVG(half_stars) / 2 AS rating_median, ANY_VALUE(rating_count) AS rating_count
    FROM ranked_steps
    WHERE rating_count BETWEEN 2 * (ratings_up_to_here - ratings) AND 2 * ratings_up_to_here
    GROUP BY movieId, reporting_month
  ),
  movie_tags AS (
    SELECT movieId, STRING_AGG(DISTINCT tag, '|' ORDER BY tag) AS tags
    FROM movies_interactions.tags
    GROUP BY movieId
  ),
  described_movies AS (
    SELECT
      movies.movieId,
      REGEXP_REPLACE(movies.title, r'\s*\(\d{4}\)\s*$', '') AS title,
      CAST(REGEXP_EXTRACT(movies.title, r'\((\d{4})\)\s*$') AS INT64) AS release_year,
      movies.genres,
      movie_tags.tags
    FROM movies_interactions.movies
    LEFT JOIN movie_tags ON movie_tags.movieId = movies.movieId
  )
SELECT
  engagement.movieId,
  engagement.reporting_month,
  engagement.rating_median,
  engagement.rating_count,
  described_movies.title,
  described_movies.release_year,
  described_movies.genres,
  described_movies.tags
FROM engagement
JOIN described_movies ON described_movies.movieId = engagement.movieId
