SELECT
  userId,
  genre,
  reporting_month,
  rating_monthly_median,
  rating_median,
  CASE
    WHEN rating_median > 4 THEN 'likes'
    WHEN rating_median < 3 THEN 'dislikes'
    ELSE 'indifferent'
  END AS user_preference,
  CASE
    WHEN rating_monthly_median > 4 THEN 'likes'
    WHEN rating_monthly_median < 3 THEN 'dislikes'
    ELSE 'indifferent'
  END AS user_monthly_preference
FROM movies_interactions.user_genre_ratings
