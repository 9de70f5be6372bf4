WITH
  -- The rates that accounting uses for the whole year.
  house_rates AS (
    SELECT 'EUR' AS currency, NUMERIC '1' AS euros
    UNION ALL
    SELECT 'USD', NUMERIC '0.92'
    UNION ALL
    SELECT 'GBP', NUMERIC '1.17'
  )
SELECT
  ledger.statement_id,
  ledger.production_id,
  scripts.working_title,
  scripts.theme,
  scripts.movie_id,
  ledger.cost_type,
  ledger.booked_on,
  ledger.amount,
  ledger.currency,
  ROUND(ledger.amount * house_rates.euros, 2) AS amount_eur
FROM movie_making.cost_ledger AS ledger
JOIN movie_making.scripts ON scripts.production_id = ledger.production_id
JOIN house_rates ON house_rates.currency = ledger.currency
