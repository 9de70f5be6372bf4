WITH
  monthly_ratings AS (
    SELECT
      userId,
      EXTRACT(YEAR FROM TIMESTAMP_SECONDS(`timestamp`)) AS year,
      EXTRACT(MONTH FROM TIMESTAMP_SECONDS(`timestamp`)) AS month,
      SUM(rating) AS rating_sum,
      COUNT(*) AS rating_count
    FROM movies_interactions.ratings
    GROUP BY userId, year, month
  )
SELECT
  userId,
  year,
  month,
  rating_sum / rating_count AS rating_average,
  SUM(rating_sum) OVER (PARTITION BY userId, year) / SUM(rating_count) OVER (PARTITION BY userId, year)
    AS rating_year_average
FROM monthly_ratings
