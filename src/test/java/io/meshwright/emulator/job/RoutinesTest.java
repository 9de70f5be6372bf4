package io.meshwright.emulator.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwright.emulator.guard.Caller;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoutinesTest {

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

    @Test
    void refreshesMaterializedViews() {
        warehouse.ask("CREATE MATERIALIZED VIEW d.much AS SELECT product FROM d.stock WHERE quantity > 6");
        assertThat(warehouse.ask(
                        "SELECT table_name, last_refresh_time > TIMESTAMP '2026-01-01', last_refresh_status FROM"
                                + " d.INFORMATION_SCHEMA.MATERIALIZED_VIEWS"))
                .isEqualTo("much,true,NULL");
        assertThat(warehouse.ask("CALL BQ.REFRESH_MATERIALIZED_VIEW('p.d.much'); SELECT product FROM d.much"))
                .isEqualTo("pan");
        assertThat(warehouse.ask("CALL bq.refresh_materialized_view('p.d.nothing')"))
                .contains("Not found: Table p:d.nothing");
    }

    @Test
    void argumentsAreReadInWithClauses() {
        assertThat(
                        warehouse.ask(
                                """
                                CREATE FUNCTION d.shares(total INT64) AS ((
                                  WITH `part` AS (SELECT product, quantity / total AS share FROM d.stock),
                                    best AS (
                                      WITH Part AS (SELECT share FROM part), one AS (SELECT MAX(share) AS share FROM part)
                                      SELECT one.share FROM one)
                                  SELECT STRING_AGG(part.product, '+' ORDER BY product) || ' with ' || MAX(b.share)
                                  FROM part, best AS b));
                                CREATE TABLE FUNCTION d.beyond(least INT64) AS (
                                  WITH found AS (SELECT * FROM d.stock WHERE quantity > least),
                                    counted AS (SELECT COUNT(*) AS n FROM found)
                                  SELECT product, n FROM found, counted WHERE (SELECT SUM(quantity) FROM found) > least);
                                SELECT d.shares(14), (SELECT STRING_AGG(product || n) FROM d.beyond(6));
                                """))
                .isEqualTo("oven+pan with 0.5,pan1");
    }

    @Test
    void callsTemporaryFunctions() {
        assertThat(
                        warehouse.ask(
                                "CREATE TEMP FUNCTION twice(n INT64) AS (2 * n); SELECT twice(twice(quantity)) FROM d.stock ORDER BY 1"))
                .isEqualTo("20; 28");
        assertThat(warehouse.ask("CREATE TEMP FUNCTION half(n FLOAT64) RETURNS INT64 AS (CAST(n / 2 AS INT64));"
                        + "CREATE TEMP FUNCTION pair(a ANY TYPE, b ANY TYPE) AS (STRUCT(a AS x, half(b) AS y));"
                        + "SELECT pair('a', 9), pair([1, 2], 4.0).x[OFFSET(1)]"))
                .isEqualTo("(a,5),2");
        assertThat(warehouse.ask(
                        "CREATE TEMP FUNCTION total(p STRING) AS ((SELECT SUM(quantity) FROM d.stock WHERE product = p));"
                                + "SELECT product, total(product) FROM d.stock ORDER BY 1"))
                .isEqualTo("oven,5; pan,7");
        assertThat(
                        warehouse.ask(
                                "CREATE TEMP AGGREGATE FUNCTION ratio(a FLOAT64, b FLOAT64) AS (SUM(a) / SUM(b)); SELECT ratio(quantity, 2) FROM d.stock"))
                .isEqualTo("3.0");
        assertThat(warehouse.ask("CREATE TEMP FUNCTION p(a INT64) AS (a + 1); SELECT p(1)"))
                .as("named as its project is")
                .isEqualTo("2");
        assertThat(warehouse.ask("CREATE TEMP FUNCTION array_max(a ANY TYPE) AS ((SELECT MAX(x) FROM UNNEST(a) AS x));"
                        + "CREATE TEMP FUNCTION next_day(d DATE) AS (d + 1);"
                        + "CREATE TEMP AGGREGATE FUNCTION array_sum(a INT64) AS (SUM(a) + 100);"
                        + "SELECT array_max([1, 3]), next_day(DATE '2020-01-31'), array_sum(x), ARRAY_AVG([1, 2])"
                        + " FROM UNNEST([1, 2]) AS x"))
                .as("names that BigQuery does not know")
                .isEqualTo("3,2020-02-01,103,1.5");
        assertThat(warehouse.ask("CREATE TEMP FUNCTION abs(a INT64) AS (a); SELECT abs(-1)"))
                .isEqualTo("The function abs has the name of a built-in function");
        assertThat(warehouse.ask("CREATE TEMP FUNCTION ceiling(a INT64) AS (a); SELECT ceiling(-1)"))
                .isEqualTo("The function ceiling has the name of a built-in function");
        assertThat(warehouse.ask(
                        "CREATE TEMP FUNCTION f(a INT64) RETURNS INT64 LANGUAGE python AS 'return a'; SELECT f(-1)"))
                .isEqualTo(
                        "the embedded warehouse does not support functions that are not written in SQL or JavaScript: f at [1:22]");
    }

    @Test
    void drawsEachRandomArgumentOnceForEachRow() {
        assertThat(warehouse.ask("CREATE TEMP FUNCTION same(x ANY TYPE) AS (x = x); SELECT same(RAND()),"
                        + " same(GENERATE_UUID()), WITH(a AS RAND(), b AS a + RAND(), b > a AND b = b)"))
                .isEqualTo("true,true,true");
        assertThat(warehouse.ask("CREATE TEMP FUNCTION half(r FLOAT64) AS (r / 2 + r / 2);"
                        + " SELECT COUNT(DISTINCT half(RAND())) > 90 FROM UNNEST(GENERATE_ARRAY(1, 100))"))
                .isEqualTo("true");
        assertThat(warehouse.ask("SELECT x = y FROM (SELECT x, x AS y FROM (SELECT RAND() AS x))"))
                .isEqualTo("true");
        assertThat(warehouse.ask("CREATE TEMP FUNCTION below(r FLOAT64) AS ((SELECT COUNT(*) FROM d.stock"
                        + " WHERE quantity < r)); SELECT below(RAND())"))
                .contains("does not support a subquery over a value of RAND");
    }

    @Test
    void passesTablesToTableFunctions() {
        warehouse.ask("CREATE TABLE FUNCTION d.stocked(t TABLE<product STRING, quantity INT64>, most INT64) AS"
                + " SELECT product FROM t WHERE most > 0");
        warehouse.ask("CREATE TABLE FUNCTION d.constant(t TABLE<quantity INT64>) AS"
                + " WITH t AS (SELECT 'c' AS c) SELECT c FROM t");
        assertThat(warehouse.ask("SELECT * FROM d.stocked(TABLE d.stock, 1) ORDER BY product"))
                .isEqualTo("oven; pan");
        assertThat(warehouse.ask("WITH t AS (SELECT 1 AS quantity, 'p' AS product) SELECT * FROM d.stocked(TABLE t, 9)"
                        + " JOIN t USING (product) CROSS JOIN d.constant(TABLE t) JOIN t AS u USING (product)"))
                .isEqualTo("p,1,c,1");
    }

    @Test
    void keepsFunctionsAndProcedures() {
        assertThat(warehouse.ask("CREATE FUNCTION d.twice(n INT64) AS (n * 2)")).isEqualTo("-");
        assertThat(warehouse.ask("CREATE FUNCTION d.twice(n INT64) AS (n * 3)"))
                .isEqualTo("Already Exists: Routine p:d.twice");
        warehouse.ask("CREATE FUNCTION IF NOT EXISTS d.twice(n INT64) AS (n * 3)");
        warehouse.ask("CREATE OR REPLACE FUNCTION `p.d.four`(n ANY TYPE) AS (p.d.twice(d.twice(n)))");
        assertThat(warehouse.ask("SELECT d.four(1), `p.d.four`(2), p.d.twice(3)"))
                .isEqualTo("4,8,6");
        warehouse.ask("CREATE TABLE FUNCTION d.above(least INT64) AS SELECT * FROM d.stock WHERE quantity > least");
        assertThat(warehouse.ask("SELECT product FROM d.above(5)")).isEqualTo("pan");
        warehouse.ask("CREATE TABLE FUNCTION d.names(t TABLE<product STRING>) AS SELECT UPPER(product) AS name FROM t");
        assertThat(warehouse.ask("SELECT * FROM d.names(TABLE d.stock) ORDER BY 1"))
                .isEqualTo("OVEN; PAN");
        warehouse.ask("CREATE AGGREGATE FUNCTION d.scaled(x FLOAT64, m FLOAT64 NOT AGGREGATE) AS (SUM(x) * m)");
        assertThat(warehouse.ask("SELECT d.scaled(quantity, 2.0) FROM d.stock")).isEqualTo("24.0");
        warehouse.ask("CREATE VIEW d.doubled AS SELECT d.twice(quantity) AS q FROM d.stock");
        assertThat(warehouse.ask("SELECT SUM(q) FROM d.doubled")).isEqualTo("24");
        assertThat(warehouse.ask("DROP FUNCTION d.four; SELECT d.four(1)"))
                .isEqualTo("Query error: Function not found: d.four at [1:30]");
        assertThat(warehouse.ask("SELECT d.twice('a')"))
                .contains("function p.d.twice")
                .doesNotContain("TEMPLATED");
        assertThat(warehouse.ask("DROP FUNCTION d.four")).isEqualTo("Not found: Routine p:d.four");
        assertThat(warehouse.ask("DROP FUNCTION IF EXISTS d.four")).isEqualTo("-");
    }

    @Test
    void refusesViewsAndFunctionsThatNeedWhatIsTemporary() {
        String add = "CREATE TEMP FUNCTION more(x INT64) AS (x + 1); ";
        assertThat(warehouse.ask(add + "CREATE VIEW d.more AS SELECT more(2) AS y"))
                .startsWith("Function not found: more");
        assertThat(warehouse.ask(add + "CREATE TABLE FUNCTION d.more() AS SELECT more(2) AS y"))
                .startsWith("Function not found: more");
        assertThat(warehouse.ask("SELECT 1; " + add + "CREATE FUNCTION d.more(x INT64) AS (more(x))"))
                .contains("Function not found: more");
        assertThat(warehouse.ask("CREATE TEMP TABLE few AS SELECT 1 AS a; CREATE VIEW d.few AS SELECT * FROM few"))
                .contains("Table \"few\" must be qualified with a dataset");
        assertThat(warehouse.ask(
                        "SELECT table_name FROM d.INFORMATION_SCHEMA.TABLES WHERE table_name IN ('more', 'few')"))
                .isEmpty();
        assertThat(warehouse.ask("CREATE TEMP FUNCTION a.b() AS (1)"))
                .isEqualTo("The name of a temporary function cannot contain periods: a.b");
    }

    @Test
    void keepsTheOptionsOfRoutines() {
        warehouse.ask(
                "CREATE SCHEMA said; CREATE FUNCTION said.f() AS (@@location) OPTIONS (description = 'a \"place\"')");
        warehouse.ask("CREATE TABLE FUNCTION said.t() OPTIONS (description = 'one') AS SELECT 1 AS a");
        assertThat(warehouse.ask("SELECT specific_name, option_name, option_type, option_value"
                        + " FROM said.INFORMATION_SCHEMA.ROUTINE_OPTIONS ORDER BY 1"))
                .isEqualTo("f,description,STRING,\"a \\\"place\\\"\"; t,description,STRING,\"one\"");
        for (String name : new String[] {"f", "t"}) {
            String ddl = warehouse.ask(
                    "SELECT ddl FROM said.INFORMATION_SCHEMA.ROUTINES WHERE routine_name = '" + name + "'");
            warehouse.ask("DROP " + (name.equals("t") ? "TABLE " : "") + "FUNCTION said." + name);
            assertThat(warehouse.ask(ddl)).as(ddl).isEqualTo("-");
            assertThat(warehouse.ask(
                            "SELECT ddl FROM said.INFORMATION_SCHEMA.ROUTINES WHERE routine_name = '" + name + "'"))
                    .isEqualTo(ddl);
        }
        assertThat(warehouse.ask("SELECT said.f()")).isEqualTo("US");
        assertThat(warehouse.ask("CREATE FUNCTION said.i() AS (1) OPTIONS (colour = 'red')"))
                .contains("Unknown option for functions: colour");
        assertThat(warehouse.ask(
                        "CREATE FUNCTION said.i(x STRING) AS (x) OPTIONS (data_governance_type = 'DATA_MASKING')"))
                .contains("data_governance_type");
        assertThat(warehouse.ask("CREATE FUNCTION said.i() AS (@@script.slot_ms)"))
                .contains("@@script.slot_ms");
    }

    @Test
    void callsProcedures() {
        warehouse.ask("CREATE PROCEDURE d.divide(a INT64, b INT64, OUT q INT64, INOUT calls INT64)\nBEGIN\n"
                + "  SET q = DIV(a, b);\n  SET calls = calls + 1;\nEND");
        assertThat(warehouse.ask("DECLARE q INT64; DECLARE c INT64 DEFAULT 1; CALL d.divide(9, 2, q, c); SELECT q, c"))
                .isEqualTo("4,2");
        assertThat(warehouse.ask("DECLARE q, c INT64; CALL d.divide(9, 0, q, c)"))
                .startsWith("Query error: division by zero: 9 / 0 at [p.d.divide:2:");
        assertThat(warehouse.ask(
                        "CREATE PROCEDURE d.list() BEGIN SELECT product FROM d.stock ORDER BY 1; END; CALL d.list()"))
                .isEqualTo("oven; pan");
        assertThat(warehouse.ask("CALL d.list()")).isEqualTo("oven; pan");
        assertThat(warehouse.ask("CALL d.nothing()")).isEqualTo("Query error: Procedure not found: d.nothing at [1:1]");
        assertThat(warehouse.ask("CREATE PROCEDURE d.deep() BEGIN CALL d.deep(); END; CALL d.deep()"))
                .contains("deeply-nested procedure call");
    }

    @Test
    void strangersCallOnlyWhatTheyMaySeeAndRead() {
        warehouse.ask(
                "CREATE SCHEMA hidden_staging; CREATE TABLE hidden_staging.t AS SELECT 1 AS a;"
                        + " CREATE FUNCTION hidden_staging.f() AS (1); CREATE FUNCTION d.peek() AS ((SELECT a FROM hidden_staging.t))");
        Caller stranger = new Caller("stranger", Set.of());
        assertThat(LocalJobs.answer(warehouse.job("SELECT hidden_staging.f()", stranger)))
                .contains("hidden_staging.f")
                .isNotEqualTo("1");
        assertThat(LocalJobs.answer(warehouse.job("SELECT d.peek()", stranger))).startsWith("Access Denied");
        assertThat(LocalJobs.answer(warehouse.job("SELECT 'peek' FROM d.stock LIMIT 1", stranger)))
                .isEqualTo("peek");
    }

    @Test
    void survivesARestart(@TempDir Path home) {
        try (LocalJobs first = new LocalJobs(home)) {
            first.ask(
                    "CREATE SCHEMA d; CREATE FUNCTION d.f(n ANY TYPE) AS (n + 1); CREATE PROCEDURE d.p() BEGIN SELECT d.f(1); END;");
        }
        try (LocalJobs second = new LocalJobs(home)) {
            assertThat(second.ask("SELECT d.f(1); CALL d.p()")).isEqualTo("2");
        }
    }

    @Test
    void tellsTheStatementThatMakesARoutineAgain() {
        warehouse.ask("CREATE SCHEMA ddl");
        warehouse.ask("CREATE FUNCTION ddl.tagged(s STRUCT<a INT64, b ARRAY<STRING>>, n ANY TYPE) RETURNS STRING AS"
                + " (CONCAT(s.b[OFFSET(0)], n) -- and no more\n)");
        warehouse.ask("CREATE AGGREGATE FUNCTION ddl.scaled(x INT64, f INT64 NOT AGGREGATE) AS (SUM(x) * f)");
        warehouse.ask("CREATE TABLE FUNCTION ddl.halves(n INT64) RETURNS TABLE<h FLOAT64> AS SELECT n AS h");
        warehouse.ask("CREATE PROCEDURE ddl.next(INOUT n INT64) BEGIN SET n = n + 1; END");
        String statements = warehouse
                .ask("SELECT STRING_AGG(ddl, '\\n') FROM ddl.INFORMATION_SCHEMA.ROUTINES")
                .replace("`p.ddl.", "`p.again.");
        warehouse.ask("CREATE SCHEMA again");
        assertThat(warehouse.ask(statements)).isEqualTo("-");
        String told = "SELECT routine_name, routine_type, REPLACE(ddl, 'p.again', 'p.ddl') FROM %s.INFORMATION_SCHEMA"
                + ".ROUTINES ORDER BY 1";
        assertThat(warehouse.ask(told.formatted("again"))).isEqualTo(warehouse.ask(told.formatted("ddl")));
        assertThat(
                        warehouse.ask(
                                "DECLARE n INT64 DEFAULT 3; CALL again.next(n); SELECT n,"
                                        + " again.tagged(STRUCT(1, ['a']), 'b'), h / 2, again.scaled(1, 5) FROM again.halves(5) GROUP BY h"))
                .isEqualTo("4,ab,2.5,5");
    }
}
