-- The MovieLens mesh as one would write it for DuckDB alone: load, build into staging, check the contract, publish.
-- Each step starts with its name; a step that begins with "check" must come out as zero everywhere.

-- step: load movies
CREATE TABLE movies__staging AS
SELECT * FROM read_csv('${data}/movies.csv', header = true, quote = '"', escape = '"',
  columns = {'movieId': 'BIGINT', 'title': 'VARCHAR', 'genres': 'VARCHAR'});

-- step: check movies
SELECT
  count(*) FILTER (movieId IS NULL OR title IS NULL OR genres IS NULL),
  count(*) FILTER (movieId < 1),
  (count(*) = 0)::INT,
  (100 * count(*) FILTER (regexp_matches(title, '\(\d{4}\)\s*$')) / count(*) < 95)::INT
FROM movies__staging;

-- step: check key of movies
SELECT count(*) FROM (SELECT movieId FROM movies__staging GROUP BY movieId HAVING count(*) > 1);

-- step: load ratings
CREATE TABLE ratings__staging AS
SELECT * FROM read_csv('${data}/ratings.csv', header = true,
  columns = {'userId': 'BIGINT', 'movieId': 'BIGINT', 'rating': 'DOUBLE', 'timestamp': 'BIGINT'});

-- step: check ratings
SELECT
  count(*) FILTER (userId IS NULL OR movieId IS NULL OR rating IS NULL OR timestamp IS NULL),
  count(*) FILTER (userId < 1 OR movieId < 1 OR timestamp < 0),
  count(*) FILTER (rating NOT IN (0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5)),
  (count(*) = 0)::INT
FROM ratings__staging;

-- step: check key of ratings
SELECT count(*) FROM (SELECT userId, movieId FROM ratings__staging GROUP BY ALL HAVING count(*) > 1);

-- step: load tags
CREATE TABLE tags__staging AS
SELECT * FROM read_csv('${data}/tags.csv', header = true, quote = '"', escape = '"',
  columns = {'userId': 'BIGINT', 'movieId': 'BIGINT', 'tag': 'VARCHAR', 'timestamp': 'BIGINT'});

-- step: check tags
SELECT
  count(*) FILTER (userId IS NULL OR movieId IS NULL OR tag IS NULL OR timestamp IS NULL),
  count(*) FILTER (userId < 1 OR movieId < 1 OR timestamp < 0),
  count(*) FILTER (tag IN ('', ' ')),
  (count(*) = 0)::INT
FROM tags__staging;

-- step: check key of tags
SELECT count(*) FROM (SELECT userId, movieId, tag FROM tags__staging GROUP BY ALL HAVING count(*) > 1);

-- step: publish sources
ALTER TABLE movies__staging RENAME TO movies;
ALTER TABLE ratings__staging RENAME TO ratings;
ALTER TABLE tags__staging RENAME TO tags;

-- step: build movies-engagement
CREATE TABLE movies_engagement__staging AS
WITH
  steps AS (
    SELECT movieId, date_trunc('month', make_timestamp(timestamp * 1000000)) AS reporting_month, (rating * 2)::BIGINT AS half_stars,
      count(*) AS n
    FROM ratings
    GROUP BY ALL
  ),
  ranked AS (
    SELECT *,
      sum(n) OVER (PARTITION BY movieId, reporting_month ORDER BY half_stars) AS upto,
      sum(n) OVER (PARTITION BY movieId, reporting_month) AS rating_count
    FROM steps
  ),
  engagement AS (
    SELECT movieId, reporting_month, avg(half_stars) / 2 AS rating_median, any_value(rating_count)::BIGINT AS rating_count
    FROM ranked
    WHERE rating_count BETWEEN 2 * (upto - n) AND 2 * upto
    GROUP BY ALL
  ),
  movie_tags AS (
    SELECT movieId, string_agg(DISTINCT tag, '|' ORDER BY tag) AS tags FROM tags GROUP BY ALL
  )
SELECT movieId, reporting_month, rating_median, rating_count,
  regexp_replace(title, '\s*\(\d{4}\)\s*$', '') AS title,
  nullif(regexp_extract(title, '\((\d{4})\)\s*$', 1), '')::BIGINT AS release_year,
  genres, tags
FROM engagement JOIN movies USING (movieId) LEFT JOIN movie_tags USING (movieId);

-- step: check movies-engagement
SELECT
  count(*) FILTER (movieId IS NULL OR reporting_month IS NULL OR rating_median IS NULL OR rating_count IS NULL
    OR title IS NULL OR genres IS NULL),
  count(*) FILTER (movieId < 1 OR rating_median NOT BETWEEN 0.5 AND 5 OR rating_count < 1
    OR release_year NOT BETWEEN 1870 AND 2100),
  count(*) FILTER (reporting_month != date_trunc('month', reporting_month)),
  count(*) FILTER (regexp_matches(title, '\(\d{4}\)\s*$')),
  (100 * count(*) FILTER (release_year IS NULL) / count(*) >= 5)::INT,
  (SELECT count(*) FROM ratings) - sum(rating_count)
FROM movies_engagement__staging;

-- step: check key of movies-engagement
SELECT count(*) FROM (SELECT movieId, reporting_month FROM movies_engagement__staging GROUP BY ALL HAVING count(*) > 1);

-- step: build user-genre-ratings
CREATE TABLE user_genre_ratings__staging AS
WITH
  movie_genres AS (SELECT movieId, unnest(string_split(genres, '|')) AS genre FROM movies),
  monthly_steps AS (
    SELECT userId, genre, date_trunc('month', make_timestamp(timestamp * 1000000)) AS reporting_month,
      (rating * 2)::BIGINT AS half_stars, count(*) AS n
    FROM ratings JOIN movie_genres USING (movieId)
    GROUP BY ALL
  ),
  monthly_medians AS (
    SELECT userId, genre, reporting_month, avg(half_stars) / 2 AS rating_monthly_median
    FROM (
      SELECT *,
        sum(n) OVER (PARTITION BY userId, genre, reporting_month ORDER BY half_stars) AS upto,
        sum(n) OVER (PARTITION BY userId, genre, reporting_month) AS rating_count
      FROM monthly_steps
    )
    WHERE rating_count BETWEEN 2 * (upto - n) AND 2 * upto
    GROUP BY ALL
  ),
  medians AS (
    SELECT userId, genre, avg(half_stars) / 2 AS rating_median
    FROM (
      SELECT *,
        sum(n) OVER (PARTITION BY userId, genre ORDER BY half_stars) AS upto,
        sum(n) OVER (PARTITION BY userId, genre) AS rating_count
      FROM (SELECT userId, genre, half_stars, sum(n) AS n FROM monthly_steps GROUP BY ALL)
    )
    WHERE rating_count BETWEEN 2 * (upto - n) AND 2 * upto
    GROUP BY ALL
  )
SELECT userId, genre, reporting_month, rating_monthly_median, rating_median
FROM monthly_medians JOIN medians USING (userId, genre);

-- step: check user-genre-ratings
SELECT
  count(*) FILTER (userId IS NULL OR genre IS NULL OR reporting_month IS NULL OR rating_monthly_median IS NULL
    OR rating_median IS NULL),
  count(*) FILTER (userId < 1 OR rating_monthly_median NOT BETWEEN 0.5 AND 5 OR rating_median NOT BETWEEN 0.5 AND 5),
  count(*) FILTER (reporting_month != date_trunc('month', reporting_month)),
  (count(DISTINCT genre) > 50)::INT
FROM user_genre_ratings__staging;

-- step: check key of user-genre-ratings
SELECT count(*) FROM (
  SELECT userId, genre, reporting_month FROM user_genre_ratings__staging GROUP BY ALL HAVING count(*) > 1);

-- step: check medians of user-genre-ratings
SELECT count(*) FROM (
  SELECT userId, genre FROM user_genre_ratings__staging GROUP BY ALL HAVING min(rating_median) != max(rating_median));

-- step: build user-actions
CREATE TABLE user_actions__staging AS
WITH
  actions AS (
    SELECT userId, timestamp, 'rate' AS action_type FROM ratings
    UNION ALL
    SELECT userId, timestamp, 'tag' FROM tags
  ),
  monthly AS (
    SELECT userId, date_trunc('month', make_timestamp(timestamp * 1000000)) AS reporting_month, action_type,
      count(*) AS action_monthly_count
    FROM actions
    GROUP BY ALL
  )
SELECT *, (sum(action_monthly_count) OVER (PARTITION BY userId, action_type))::BIGINT AS action_count FROM monthly;

-- step: check user-actions
SELECT
  count(*) FILTER (userId IS NULL OR reporting_month IS NULL OR action_type IS NULL OR action_monthly_count IS NULL
    OR action_count IS NULL),
  count(*) FILTER (userId < 1 OR action_monthly_count < 1 OR action_count < 1),
  count(*) FILTER (action_type NOT IN ('rate', 'tag')),
  count(*) FILTER (reporting_month != date_trunc('month', reporting_month)),
  (SELECT count(*) FROM ratings) + (SELECT count(*) FROM tags) - sum(action_monthly_count)
FROM user_actions__staging;

-- step: check key of user-actions
SELECT count(*) FROM (
  SELECT userId, reporting_month, action_type FROM user_actions__staging GROUP BY ALL HAVING count(*) > 1);

-- step: check sums of user-actions
SELECT count(*) FROM (
  SELECT userId, action_type FROM user_actions__staging GROUP BY ALL
  HAVING sum(action_monthly_count) != max(action_count));

-- step: build user-period-ratings
CREATE TABLE user_period_ratings__staging AS
WITH
  monthly AS (
    SELECT userId, year(make_timestamp(timestamp * 1000000)) AS year, month(make_timestamp(timestamp * 1000000)) AS month,
      sum(rating) AS s, count(*) AS n
    FROM ratings
    GROUP BY ALL
  )
SELECT userId, year, month, s / n AS rating_average,
  sum(s) OVER (PARTITION BY userId, year) / sum(n) OVER (PARTITION BY userId, year) AS rating_year_average
FROM monthly;

-- step: check user-period-ratings
SELECT
  count(*) FILTER (userId IS NULL OR year IS NULL OR month IS NULL OR rating_average IS NULL
    OR rating_year_average IS NULL),
  count(*) FILTER (userId < 1 OR year NOT BETWEEN 1970 AND 2200 OR month NOT BETWEEN 1 AND 12
    OR rating_average NOT BETWEEN 0.5 AND 5 OR rating_year_average NOT BETWEEN 0.5 AND 5),
  (count(*) = 0)::INT
FROM user_period_ratings__staging;

-- step: check key of user-period-ratings
SELECT count(*) FROM (SELECT userId, year, month FROM user_period_ratings__staging GROUP BY ALL HAVING count(*) > 1);

-- step: check averages of user-period-ratings
SELECT count(*) FROM (
  SELECT userId, year FROM user_period_ratings__staging GROUP BY ALL
  HAVING min(rating_year_average) != max(rating_year_average));

-- step: build user-movie-ratings
CREATE TABLE user_movie_ratings__staging AS SELECT userId, movieId, rating FROM ratings;

-- step: check user-movie-ratings
SELECT
  count(*) FILTER (userId IS NULL OR movieId IS NULL OR rating IS NULL),
  count(*) FILTER (userId < 1 OR movieId < 1),
  count(*) FILTER (rating NOT IN (0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5)),
  (count(*) / count(DISTINCT userId) <= 1)::INT
FROM user_movie_ratings__staging;

-- step: check key of user-movie-ratings
SELECT count(*) FROM (SELECT userId, movieId FROM user_movie_ratings__staging GROUP BY ALL HAVING count(*) > 1);

-- step: publish producer-aligned products
ALTER TABLE movies_engagement__staging RENAME TO movies_engagement;
ALTER TABLE user_genre_ratings__staging RENAME TO user_genre_ratings;
ALTER TABLE user_actions__staging RENAME TO user_actions;
ALTER TABLE user_period_ratings__staging RENAME TO user_period_ratings;
ALTER TABLE user_movie_ratings__staging RENAME TO user_movie_ratings;

-- step: build user-genre-preferences
CREATE TABLE user_genre_preferences__staging AS
SELECT *,
  CASE WHEN rating_median > 4 THEN 'likes' WHEN rating_median < 3 THEN 'dislikes' ELSE 'indifferent' END
    AS user_preference,
  CASE WHEN rating_monthly_median > 4 THEN 'likes' WHEN rating_monthly_median < 3 THEN 'dislikes' ELSE 'indifferent' END
    AS user_monthly_preference
FROM user_genre_ratings;

-- step: check user-genre-preferences
SELECT
  count(*) FILTER (userId IS NULL OR genre IS NULL OR reporting_month IS NULL OR rating_monthly_median IS NULL
    OR rating_median IS NULL OR user_preference IS NULL OR user_monthly_preference IS NULL),
  count(*) FILTER (userId < 1 OR rating_monthly_median NOT BETWEEN 0.5 AND 5 OR rating_median NOT BETWEEN 0.5 AND 5),
  count(*) FILTER (user_preference NOT IN ('likes', 'dislikes', 'indifferent')
    OR user_monthly_preference NOT IN ('likes', 'dislikes', 'indifferent')),
  count(*) FILTER (reporting_month != date_trunc('month', reporting_month)),
  count(*) FILTER ((rating_median > 4) != (user_preference = 'likes')
    OR (rating_median < 3) != (user_preference = 'dislikes')),
  (SELECT count(*) FROM user_genre_ratings) - count(*)
FROM user_genre_preferences__staging;

-- step: check key of user-genre-preferences
SELECT count(*) FROM (
  SELECT userId, genre, reporting_month FROM user_genre_preferences__staging GROUP BY ALL HAVING count(*) > 1);

-- step: build user-actions-and-groups
CREATE TABLE user_actions_and_groups__staging AS
SELECT *,
  action_type = 'rate' AND action_count > 100 AS is_rater,
  action_type = 'tag' AND action_count > 7 AS is_tagger
FROM user_actions;

-- step: check user-actions-and-groups
SELECT
  count(*) FILTER (userId IS NULL OR reporting_month IS NULL OR action_type IS NULL OR action_monthly_count IS NULL
    OR action_count IS NULL OR is_rater IS NULL OR is_tagger IS NULL),
  count(*) FILTER (userId < 1 OR action_monthly_count < 1 OR action_count < 1),
  count(*) FILTER (action_type NOT IN ('rate', 'tag')),
  count(*) FILTER (reporting_month != date_trunc('month', reporting_month)),
  count(*) FILTER (is_rater AND action_type != 'rate' OR is_tagger AND action_type != 'tag'),
  (SELECT count(*) FROM user_actions) - count(*)
FROM user_actions_and_groups__staging;

-- step: check key of user-actions-and-groups
SELECT count(*) FROM (
  SELECT userId, reporting_month, action_type FROM user_actions_and_groups__staging GROUP BY ALL HAVING count(*) > 1);

-- step: publish consumer-aligned products
ALTER TABLE user_genre_preferences__staging RENAME TO user_genre_preferences;
ALTER TABLE user_actions_and_groups__staging RENAME TO user_actions_and_groups;

-- step: make it durable
CHECKPOINT;
