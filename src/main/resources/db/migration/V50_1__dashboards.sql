-- The last good text of each dashboard's file: what is in force while the file has a mistake.
CREATE TABLE dashboard_version (
    name text PRIMARY KEY,
    text text NOT NULL
);
