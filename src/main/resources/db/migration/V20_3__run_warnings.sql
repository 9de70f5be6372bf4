-- How many rules that only warn a run did not meet, for lists of runs.
ALTER TABLE run ADD COLUMN warnings integer NOT NULL DEFAULT 0;
UPDATE run SET warnings = (SELECT count(*) FROM run_check WHERE run_check.run = run.id AND NOT blocking AND result <> 'PASSED');
