SELECT
  films.film_id,
  films.title,
  films.release_year,
  categories.category_id,
  categories.name AS category,
  films.length AS length_minutes,
  films.rating AS audience,
  films.rental_rate
FROM film_streaming.rental_films AS films
JOIN film_streaming.rental_film_categories AS film_categories ON film_categories.film_id = films.film_id
JOIN film_streaming.rental_categories AS categories ON categories.category_id = film_categories.category_id
