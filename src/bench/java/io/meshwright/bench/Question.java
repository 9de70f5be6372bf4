package io.meshwright.bench;

import java.util.List;

/**
 * A statement as one writes it for BigQuery and as one writes it for DuckDB.
 *
 * @param aim milliseconds through Google's client, or the ratio to DuckDB
 */
record Question(String name, String aim, String googleSql, String duckSql) {

    /** A table of both engines, and the DuckDB query that gives its rows. */
    record Table(String name, String rows) {}

    static final List<Table> TABLES = List.of(
            new Table("small", rows(100_000)), new Table("million", rows(1_000_000)), new Table("facts", rows(2_000_000)));

    static final List<Question> ALL = List.of(
            smallest("SELECT 1"),
            aggregate("aggregate over 100,000 rows"),
            same(
                    "GROUP BY on 1M rows",
                    "25 ms",
                    "SELECT kind, COUNT(*), SUM(amount), AVG(price) FROM %smillion GROUP BY kind"),
            same(
                    "join of 2M and 100,000 rows",
                    "60 ms",
                    "SELECT s.kind, COUNT(*), SUM(f.amount) FROM %1$sfacts AS f JOIN %1$ssmall AS s ON f.owner = s.id"
                            + " GROUP BY s.kind"),
            same(
                    "window over 1M rows",
                    "200 ms",
                    "SELECT SUM(place), MAX(total) FROM (SELECT ROW_NUMBER() OVER (PARTITION BY owner ORDER BY amount, id) AS"
                            + " place, SUM(amount) OVER (PARTITION BY owner) AS total FROM %smillion) AS w"),
            same(
                    "ORDER BY ... LIMIT on 1M rows",
                    "30 ms",
                    "SELECT id, label, price FROM %smillion ORDER BY price DESC, id LIMIT 100"),
            new Question(
                    "CTAS from 100,000 rows",
                    "25 ms",
                    "CREATE OR REPLACE TABLE bench.made AS SELECT id, owner, amount * 2 AS amount, label FROM bench.small",
                    "CREATE OR REPLACE TABLE made AS SELECT id, owner, amount * 2 AS amount, label FROM small"),
            new Question(
                    "UNNEST of 1M elements",
                    "50 ms",
                    "SELECT COUNT(*), SUM(n) FROM UNNEST(GENERATE_ARRAY(1, 1000000)) AS n",
                    "SELECT count(*), sum(n) FROM (SELECT unnest(generate_series(1, 1000000)) AS n)"),
            same("10,000 rows of three columns", "40 ms", "SELECT id, amount, label FROM %ssmall WHERE id < 10000"),
            same(
                    "10,000 rows of five columns",
                    "40 ms",
                    "SELECT id, owner, amount, price, label FROM %ssmall WHERE id < 10000"),
            same(
                    "GROUP BY on 2M rows",
                    "1.2 times",
                    "SELECT owner, COUNT(*), SUM(amount), MAX(price) FROM %sfacts GROUP BY owner ORDER BY 2 DESC, 1 LIMIT 10"),
            same(
                    "DISTINCT on 2M rows",
                    "1.2 times",
                    "SELECT COUNT(DISTINCT owner), COUNT(DISTINCT label) FROM %sfacts"),
            smallest("SELECT 1 after all these"),
            aggregate("aggregate after all these"));

    static final List<Question> LARGE = List.of(
            same(
                    "GROUP BY on the loaded rows",
                    "1.2 times",
                    "SELECT movieId, COUNT(*), AVG(rating) FROM %sratings GROUP BY movieId ORDER BY 2 DESC, 1 LIMIT 10"),
            same(
                    "join of the loaded rows",
                    "1.2 times",
                    "SELECT s.kind, COUNT(*), AVG(r.rating) FROM %1$sratings AS r JOIN %1$ssmall AS s ON r.movieId = s.id"
                            + " GROUP BY s.kind"));

    /** Asked twice: it is the client's own code that is not warm yet when the first question comes. */
    private static Question smallest(String name) {
        return new Question(name, "5 ms", "SELECT 1", "SELECT 1");
    }

    private static Question aggregate(String name) {
        return same(name, "8 ms", "SELECT COUNT(*), SUM(amount), MIN(label), AVG(price) FROM %ssmall");
    }

    /** The same words in both dialects; {@code %s} stands for where the tables are. */
    private static Question same(String name, String aim, String sql) {
        return new Question(name, aim, String.format(sql, "bench."), String.format(sql, ""));
    }

    private static String rows(int count) {
        return "SELECT i AS id, (i * 7919) % 100000 AS owner, (i * 104729) % 1000 AS amount, ((i * 31337) % 100000) / 100.0::DOUBLE"
                + " AS price, 'label ' || (i % 5000) AS label, 'k' || (i % 1000) AS kind FROM range(" + count + ") r(i)";
    }

    /** Ratings of films, as a DuckDB query. */
    static String ratings(int count) {
        return "SELECT 1 + i // 154 AS userId, 1 + (i * 7919) % 62000 AS movieId, 0.5 + ((i * 31) % 10) / 2 AS rating,"
                + " 800000000 + (i * 37) % 900000000 AS rated FROM range(" + count + ") r(i)";
    }
}
