-- Trigram similarity: "did you mean" and search by parts of words.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
