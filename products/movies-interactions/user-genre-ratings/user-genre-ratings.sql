WITH
  movie_genres AS (
    SELECT movieId, genre
    FROM movies_interactions.movies, UNNEST(SPLIT(genres, '|')) AS genre
  ),
  -- Ratings have ten steps, half a star to five. Counting each step is far cheaper than sorting every rating,
  -- and gives the same medians.
  monthly_steps AS (
    SELECT
      ratings.userId,
      movie_genres.genre,
      TIMESTAMP_TRUNC(TIMESTAMP_SECONDS(ratings.`timestamp`), MONTH) AS reporting_month,
      ratings.rating,
      COUNT(*) AS ratings
    FROM movies_interactions.ratings
    JOIN movie_genres ON movie_genres.movieId = ratings.movieId
    GROUP BY userId, genre, reporting_month, rating
  ),
  -- A median is the step in the middle, or the mean of two steps that have half of the ratings on either side.
  monthly_medians AS (
    SELECT userId, genre, reporting_month, AVG(rating) AS rating_monthly_median
    FROM (
      SELECT
        *,
        SUM(ratings) OVER (PARTITION BY userId, genre, reporting_month ORDER BY rating) AS ratings_up_to_here,
        SUM(ratings) OVER (PARTITION BY userId, genre, reporting_month) AS rating_count
      FROM monthly_steps
    )
    WHERE rating_count BETWEEN 2 * (ratings_up_to_here - ratings) AND 2 * ratings_up_to_here
    GROUP BY userId, genre, reporting_month
  ),
  steps AS (
    SELECT userId, genre, rating, SUM(ratings) AS ratings
    FROM monthly_steps
    GROUP BY userId, genre, rating
  ),
  medians AS (
    SELECT userId, genre, AVG(rating) AS rating_median
    FROM (
      SELECT
        *,
        SUM(ratings) OVER (PARTITION BY userId, genre ORDER BY rating) AS ratings_up_to_here,
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
