WITH
  movie_genres AS (
    SELECT movieId, genre
    FROM movies_interactions.movies, UNNEST(SPLIT(genres, '|')) AS genre
  ),
  -- Ratings are half stars, one to ten. Counting each step of that scale is far cheaper than sorting every rating,
  -- and gives the same medians.
  monthly_steps AS (
    SELECT
      ratings.userId,
      movie_genres.genre,
      TIMESTAMP_TRUNC(TIMESTAMP_SECONDS(ratings.`timestamp`), MONTH) AS reporting_month,
      CAST(ratings.rating * 2 AS INT64) AS half_stars,
      COUNT(*) AS ratings
    FROM movies_interactions.ratings
    JOIN movie_genres ON movie_genres.movieId = ratings.movieId
    GROUP BY userId, genre, reporting_month, half_stars
  ),
  -- A median is the step in the middle, or the mean of two steps that have half of the ratings on either side.
  monthly_medians AS (
    SELECT userId, genre, reporting_month, AVG(half_stars) / 2 AS rating_monthly_median
    FROM (
      SELECT
        *,
        SUM(ratings) OVER (PARTITION BY userId, genre, reporting_month ORDER BY half_stars) AS ratings_up_to_here,
        SUM(ratings) OVER (PARTITION BY userId, genre, reporting_month) AS rating_count
      FROM monthly_steps
    )
    WHERE rating_count BETWEEN 2 * (ratings_up_to_here - ratings) AND 2 * ratings_up_to_here
    GROUP BY userId, genre, reporting_month
  ),
  steps AS (
    SELECT userId, genre, half_stars, SUM(ratings) AS ratings
    FROM monthly_steps
    GROUP BY userId, genre, half_stars
  ),
  medians AS (
    SELECT userId, genre, AVG(half_stars) / 2 AS rating_median
    FROM (
      SELECT
        *,
        SUM(ratings) OVER (PARTITION BY userId, genre ORDER BY half_stars) AS ratings_up_to_here,
        SUM(ratings) OVER (PARTITION BY userId, genre) AS rating_count
      FROM steps
    )
    WHERE rating_count BETWEEN 2 * (ratings_up_to_here - ratings) AND 2 * ratings_up_to_here
    GROUP BY userId, genre
  )
SELECT
  monthly_medians.userId,
  monthly_medians.genre,
  monthly_medians.reporting_month,
  monthly_medians.rating_monthly_median,
  medians.rating_median
FROM monthly_medians
JOIN medians ON medians.userId = monthly_medians.userId AND medians.genre = monthly_medians.genre
