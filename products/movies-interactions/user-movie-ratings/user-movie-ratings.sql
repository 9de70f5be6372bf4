SELECT userId, movieId, rating
FROM movies_interactions.ratings
