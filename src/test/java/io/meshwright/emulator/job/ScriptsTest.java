package io.meshwright.emulator.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptsTest {

    @TempDir
    static Path directory;

    @AutoClose
    private static LocalJobs warehouse;

    @BeforeAll
    static void open() {
        warehouse = new LocalJobs(directory);
        warehouse.ask("CREATE SCHEMA d");
        warehouse.ask(
                "CREATE TABLE d.stock AS SELECT * FROM UNNEST([STRUCT('oven' AS product, 5 AS quantity), ('pan', 7)])");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '\u0001',
            textBlock =
                    """
            DECLARE x, y INT64 DEFAULT 2; DECLARE s STRING; SELECT x + y, s => 4,NULL
            DECLARE x DEFAULT (SELECT SUM(quantity) FROM d.stock); SET x = x + 1; SELECT x => 13
            DECLARE x FLOAT64 DEFAULT 1; DECLARE d DATE DEFAULT '2020-01-02'; SELECT x, d => 1.0,2020-01-02
            DECLARE x INT64 DEFAULT 7; SELECT quantity FROM d.stock WHERE quantity = x => 7
            DECLARE quantity INT64 DEFAULT 7; SELECT SUM(quantity) FROM d.stock => 12
            DECLARE a ARRAY<STRING>; SET a = (SELECT ARRAY_AGG(product ORDER BY product) FROM d.stock); SELECT product FROM d.stock WHERE product IN UNNEST(a) ORDER BY 1 => oven; pan
            DECLARE a, b INT64; SET (a, b) = (1, 2); SET (a, b) = (b, a); SELECT a, b => 2,1
            DECLARE r STRUCT<a INT64, b STRING> DEFAULT (1, 'x'); SELECT r.a, r.b => 1,x
            DECLARE a INT64; DECLARE b STRING; SET (a, b) = (SELECT AS STRUCT 5, 'five'); SELECT a, b => 5,five
            DECLARE x INT64 DEFAULT 1; IF x > 1 THEN SELECT 'more'; ELSEIF x = 1 THEN SELECT 'one'; ELSE SELECT 'less'; END IF => one
            IF NULL THEN SELECT 1; ELSE SELECT 2; END IF => 2
            DECLARE x INT64 DEFAULT 2; CASE x WHEN 1 THEN SELECT 'one'; WHEN 2 THEN SELECT 'two'; ELSE SELECT 'many'; END CASE => two
            CASE WHEN 1 > 2 THEN SELECT 'a'; ELSE SELECT 'b'; END CASE => b
            DECLARE x INT64 DEFAULT 0; WHILE x < 5 DO SET x = x + 1; IF x = 2 THEN CONTINUE; END IF; IF x = 4 THEN BREAK; END IF; END WHILE; SELECT x => 4
            DECLARE x INT64 DEFAULT 0; LOOP SET x = x + 1; IF x >= 3 THEN LEAVE; END IF; END LOOP; SELECT x => 3
            DECLARE x INT64 DEFAULT 0; REPEAT SET x = x + 1; UNTIL x >= 3 END REPEAT; SELECT x => 3
            DECLARE t STRING DEFAULT ''; FOR r IN (SELECT product, quantity FROM d.stock ORDER BY quantity DESC) DO SET t = t || r.product || r.quantity; END FOR; SELECT t => pan7oven5
            DECLARE n INT64 DEFAULT 0; outer_: LOOP LOOP SET n = n + 1; IF n = 3 THEN BREAK outer_; END IF; END LOOP; END LOOP; SELECT n => 3
            DECLARE n INT64 DEFAULT 0; b: BEGIN SET n = 1; LEAVE b; SET n = 2; END b; SELECT n => 1
            DECLARE n INT64 DEFAULT 1; BEGIN DECLARE m INT64 DEFAULT 2; SET n = n + m; END; SELECT n => 3
            SELECT 1; RETURN; SELECT 2 => 1
            /* a comment */ CREATE TEMP FUNCTION seven() AS (7); SELECT seven() => 7
            EXECUTE IMMEDIATE 'SELECT 1 + 1' => 2
            DECLARE x INT64; EXECUTE IMMEDIATE 'SELECT ? * @@script.num_child_jobs + ?' INTO x USING 2, 5; SELECT x => 5
            EXECUTE IMMEDIATE 'SELECT @a || @b' USING 'x' AS a, 'y' AS b => xy
            DECLARE n INT64; DECLARE s STRING; EXECUTE IMMEDIATE "SELECT 1, 'a'" INTO n, s; SELECT n, s => 1,a
            BEGIN SELECT 1/0; EXCEPTION WHEN ERROR THEN SELECT @@error.message LIKE '%division by zero%', @@error.statement_text; END => true,SELECT 1/0
            BEGIN RAISE USING MESSAGE = 'own'; EXCEPTION WHEN ERROR THEN SELECT @@error.message; END => own at [1:7]
            BEGIN BEGIN SELECT ERROR('deep'); EXCEPTION WHEN ERROR THEN RAISE; END; EXCEPTION WHEN ERROR THEN SELECT 'caught'; END => caught
            CREATE TEMP TABLE t AS SELECT 1 AS a; INSERT INTO t VALUES (2), (3); SELECT SUM(a), COUNT(*) FROM t => 6,3
            CREATE TEMP TABLE t (a INT64); INSERT t VALUES (1); DROP TABLE t; CREATE TEMP TABLE t AS SELECT 'x' AS b; SELECT * FROM _SESSION.t => x
            CREATE TEMP FUNCTION f(a INT64) AS (a * 10); DECLARE x INT64 => Variable declarations are allowed only at the start of a block or script at [1:46]
            CREATE TEMP FUNCTION f(a INT64) AS (a * 10); SET @@query_label = 'a:b'; SELECT f(2), @@query_label => 20,a:b
            INSERT INTO d.stock VALUES ('pot', 1); SELECT @@row_count => 1
            DELETE FROM d.stock WHERE product = 'pot'; SELECT COUNT(*) FROM d.stock => 2
            SET @@dataset_id = 'd'; SELECT COUNT(*) FROM stock => 2
            ASSERT (SELECT COUNT(*) FROM d.stock) = 2 AS 'two products'; SELECT 'ok' => ok
            DECLARE x INT64 DEFAULT NULL; SELECT x IS NULL, IFNULL(x, 3) => true,3
            BEGIN TRANSACTION; DELETE FROM d.stock WHERE (SELECT SUM(x) FROM UNNEST([1.5, CAST('inf' AS FLOAT64)]) x) < 9; ROLLBACK TRANSACTION; SELECT COUNT(*) FROM d.stock => 2
            CREATE TEMP TABLE t AS SELECT SUM(x) AS s FROM UNNEST([1.5, CAST('inf' AS FLOAT64)]) x; UPDATE t SET s = -(SELECT SUM(s) FROM t) WHERE TRUE; SELECT s, SUM(s) OVER () FROM t => -Infinity,-Infinity
            DECLARE x ARRAY<STRUCT<k STRING, v INT64>> DEFAULT [('a', 1), ('b', 2)]; SELECT k, v FROM UNNEST(x) ORDER BY k DESC LIMIT 1 => b,2
            """)
    void runs(String script, String expected) {
        assertThat(warehouse.ask(script)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '\u0001',
            textBlock =
                    """
            SELECT 1; SELECT nope => Query error: Unrecognized name: nope at [1:18]
            DECLARE x INT64; SET x = 'a' => Query error: Cannot coerce expression of type STRING to type INT64 at [1:18]
            DECLARE x INT64; SET y = 1 => Query error: Undeclared variable: y at [1:18]
            BREAK => BREAK is only allowed inside of a loop body at [1:1]
            DECLARE x INT64; DECLARE X STRING => Variable 'X' redeclaration; it was declared before at line 1 at [1:26]
            SELECT 1; RAISE USING MESSAGE = 'stop' => stop at [1:11]
            ASSERT 1 = 2 AS 'never'; SELECT 1 => Query error: never at [1:1]
            IF nope > 1 THEN SELECT 1; END IF => Query error: Unrecognized name: nope at [1:4]
            EXECUTE IMMEDIATE 'SELECT 1; SELECT 2' => Query error: SQL created by EXECUTE IMMEDIATE must be one statement that is no control statement: `SELECT 1; SELECT 2` at [1:1]
            CREATE TEMP TABLE t AS SELECT 1 AS a => Use of CREATE TEMPORARY TABLE requires a script or session
            SELECT 1; GRANT `roles/viewer` ON TABLE d.t TO 'user:x@y.z' => Query error: the embedded warehouse does not support GRANT at [1:11]
            CREATE RESERVATION `p.r.x` OPTIONS (slot_capacity = 1) => the embedded warehouse does not support CREATE RESERVATION at [1:8]
            SELECT 1; SELECT * FROM GRAPH_TABLE (g MATCH (n) RETURN n.a) => the embedded warehouse does not support GRAPH_TABLE at [1:25]
            SELECT 1; SELECT FROM => Syntax error: SELECT list must not be empty at [1:18]
            DECLARE s STRING DEFAULT 'x'; LOOP SET s = s || s; END LOOP => Query error: The maximum size of a variable is 1048576 bytes at [1:36]
            SELECT 1; SELECT 1/0 => Query error: division by zero: 1 / 0 at [1:11]
            DECLARE n INT64; SELECT LAG(x, n) OVER (ORDER BY x) FROM UNNEST([1]) AS x => Query error: The offset to the function LAG must not be null at [1:18]
            DECLARE n INT64 DEFAULT -1; SELECT NTH_VALUE(x, n) OVER (ORDER BY x) FROM UNNEST([1]) AS x => Query error: The N value for the NthValue function must be positive at [1:29]
            DECLARE n INT64; SELECT NTILE(n) OVER (ORDER BY x) FROM UNNEST([1]) AS x => Query error: The N value (number of buckets) for the NTILE function must not be NULL at [1:18]
            EXECUTE IMMEDIATE 'SELECT SUM(x) OVER (ORDER BY x RANGE ? PRECEDING) FROM UNNEST([1]) AS x' USING CAST(NULL AS INT64) => Query error: The boundary offset value cannot be null; at [1:1]
            EXECUTE IMMEDIATE 'SELECT SUM(x) OVER (ORDER BY x RANGE ? PRECEDING) FROM UNNEST([1.5]) AS x' USING CAST('nan' AS FLOAT64) => Query error: Window frame offset for PRECEDING or FOLLOWING must be non-negative, but was nan; at [1:1]
            EXECUTE IMMEDIATE 'SELECT SUM(x) OVER (ORDER BY x RANGE @d PRECEDING) FROM UNNEST([1.5, @d]) AS x' USING CAST('inf' AS FLOAT64) AS d => Query error: Offset value cannot be positive infinity when there exists a positive infinity order key for an offset PRECEDING on an ascending partition; at [1:1]
            DECLARE n INT64; SELECT x FROM UNNEST([1]) AS x LIMIT n => Query error: Limit requires non-negative count and offset at [1:18]
            """)
    void saysWhatIsWrongAndWhere(String script, String expected) {
        assertThat(warehouse.ask(script)).isEqualTo(expected);
    }

    @Test
    void commentsOfAnyLengthStandBeforeAStatement() {
        String comments = "-- a line\n# another\n/* and a block */\n".repeat(10_000);
        assertThat(warehouse.ask(comments + "SELECT 1")).isEqualTo("1");
        assertThat(warehouse.ask(comments + "CREATE TEMP FUNCTION seven() AS (7); SELECT seven()"))
                .isEqualTo("7");
        assertThat(warehouse.ask(comments + "ALTER TABLE d.none DROP COLUMN a")).contains("d.none");
    }

    @Test
    void everyTurnOfALoopHasItsOwnVariables() {
        assertThat(warehouse.ask("DECLARE x INT64 DEFAULT 0; DECLARE seen STRING DEFAULT ''; DECLARE a, b INT64;"
                        + " WHILE x < 4 DO BEGIN DECLARE y INT64; DECLARE z DEFAULT x; SET x = x + 1; IF x = 2 THEN CONTINUE;"
                        + " END IF; SET (a, b) = (x, z); FOR r IN (SELECT x AS k UNION ALL SELECT -x ORDER BY k) DO BEGIN DECLARE w"
                        + " INT64 DEFAULT r.k + z; SET seen = seen || w || IFNULL(CAST(y AS STRING), 'n') || ' '; SET y = w;"
                        + " END; END FOR; END; END WHILE; SELECT seen, a, b"))
                .isEqualTo("-1n 1-1 -1n 5-1 -1n 7-1 ,4,3");
    }

    @Test
    void whatCannotBeHonouredIsRefused() {
        assertThat(warehouse.ask("SET @@time_zone = 'Asia/Tokyo'; SELECT SAFE.FORMAT('%t', TIMESTAMP '2024-01-01')"))
                .startsWith(
                        "Query error: the embedded warehouse does not support FORMAT of TIMESTAMP values in the time"
                                + " zone Asia/Tokyo");
    }

    @Test
    void handlersTellWhatFailedAndRollBack() {
        warehouse.ask("CREATE TABLE d.account AS SELECT 1 AS id, 100 AS balance");
        String failing = "BEGIN BEGIN TRANSACTION; UPDATE d.account SET balance = 0 WHERE TRUE; CREATE TEMP TABLE t AS"
                + " SELECT balance FROM d.account; SELECT balance FROM t; SELECT ERROR('late'); EXCEPTION WHEN ERROR THEN ";
        assertThat(warehouse.ask(failing
                        + "ROLLBACK TRANSACTION; SELECT @@error.message, (SELECT SUM(balance) FROM d.account); END"))
                .startsWith("Query error: late at [1:")
                .endsWith(",100");
        assertThat(warehouse.ask(failing + "SELECT @@error.message; ROLLBACK; END; SELECT balance FROM d.account"))
                .isEqualTo("100");
        assertThat(warehouse.ask(failing + "SELECT balance FROM d.account; END"))
                .contains("tables are read and changed again after ROLLBACK TRANSACTION");
        assertThat(warehouse.ask(failing + "COMMIT TRANSACTION; END")).contains("can only be rolled back");
        assertThat(warehouse.ask("SELECT balance FROM d.account")).isEqualTo("100");
    }

    @Test
    void transactionsHappenWhollyOrNotAtAll() {
        warehouse.ask("CREATE TABLE d.a AS SELECT 1 AS n");
        warehouse.ask("CREATE TABLE d.b AS SELECT 1 AS n");
        assertThat(warehouse.ask("BEGIN TRANSACTION; INSERT INTO d.a VALUES (2); UPDATE d.b SET n = 5 WHERE TRUE;"
                        + " SELECT (SELECT SUM(n) FROM d.a), (SELECT SUM(n) FROM d.b); ROLLBACK TRANSACTION;"))
                .isEqualTo("3,5");
        assertThat(warehouse.ask("SELECT (SELECT SUM(n) FROM d.a), (SELECT SUM(n) FROM d.b)"))
                .isEqualTo("1,1");
        assertThat(warehouse.ask("BEGIN TRANSACTION; DELETE FROM d.a WHERE TRUE; SELECT ERROR('half')"))
                .startsWith("Query error: half at [1:");
        assertThat(warehouse.ask("SELECT COUNT(*) FROM d.a")).isEqualTo("1");
        assertThat(warehouse.ask(
                        "BEGIN TRANSACTION; INSERT INTO d.a VALUES (2); CREATE TEMP TABLE t AS SELECT * FROM d.a;"
                                + " DELETE FROM d.b WHERE TRUE; COMMIT TRANSACTION; SELECT COUNT(*) FROM t"))
                .isEqualTo("2");
        assertThat(warehouse.ask("SELECT (SELECT SUM(n) FROM d.a), (SELECT COUNT(*) FROM d.b)"))
                .isEqualTo("3,0");
        assertThat(warehouse
                        .storage()
                        .table(new io.meshwright.sql.TableName("p", "d", "b"))
                        .get()
                        .rows())
                .isZero();
    }

    @Test
    void transactionsDefineOnlyWhatIsTemporary() {
        for (String definition : List.of(
                "CREATE TABLE d.n (a INT64)",
                "CREATE FUNCTION d.f(x INT64) AS (x)",
                "CREATE SCHEMA e",
                "DROP SCHEMA d")) {
            assertThat(warehouse.ask("BEGIN TRANSACTION; " + definition + "; COMMIT TRANSACTION"))
                    .contains("DDL statements are not supported in a transaction");
        }
        assertThat(
                        warehouse.ask(
                                "BEGIN TRANSACTION; CREATE TEMP FUNCTION f(x INT64) AS (x + 1); CREATE TEMP TABLE t AS"
                                        + " SELECT f(1) AS n; DROP FUNCTION f; CREATE TEMP TABLE u AS SELECT 1 AS x; DROP TABLE u; COMMIT TRANSACTION; SELECT n FROM t"))
                .isEqualTo("2");
    }
}
