package io.meshwright.emulator.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.guard.Caller;
import io.meshwright.sql.TextLiteral;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Functions in JavaScript, by "User-defined functions" of BigQuery's documentation. */
class JavaScriptFunctionsTest {

    private static final Duration AT_ONCE = Duration.ofSeconds(3);

    @TempDir
    static Path directory;

    private static LocalJobs warehouse;

    @BeforeAll
    static void open() {
        warehouse = new LocalJobs(directory);
        warehouse.ask("CREATE SCHEMA d");
    }

    @AfterAll
    static void close() {
        warehouse.close();
    }

    @Test
    void callsAFunctionWhereverAnExpressionStands() {
        assertThat(warehouse.ask("CREATE TEMP FUNCTION my_concat(a STRING, b STRING) RETURNS STRING LANGUAGE js AS"
                        + " 'return a + \"-\" + b'; CREATE TEMP FUNCTION iferror(x STRING) RETURNS STRING LANGUAGE js AS"
                        + " 'return x + \"!\"'; SELECT my_concat(my_concat('x', 'y'), iferror('z'))"))
                .isEqualTo("x-y-z!");
        String odd = "CREATE TEMP FUNCTION odd(x FLOAT64) RETURNS BOOL LANGUAGE js AS 'return x % 2 === 1'; ";
        assertThat(warehouse.ask(odd + "SELECT odd(3), odd(4), odd(NULL)")).isEqualTo("true,false,false");
        assertThat(warehouse.ask(odd
                        + "SELECT odd(x), COUNT(*), SUM(IF(odd(x), x, 0)) FROM UNNEST([1, 2, 3]) AS x"
                        + " WHERE odd(x) OR odd(x + 3) AND FALSE GROUP BY odd(x)"))
                .isEqualTo("true,2,4");
        assertThat(warehouse.ask(odd
                        + "SELECT a, b FROM UNNEST([1, 2]) AS a JOIN UNNEST([1, 2, 3]) AS b"
                        + " ON odd(a + b) AND a < b ORDER BY 1, 2"))
                .isEqualTo("1,2; 2,3");
        assertThat(warehouse.ask(odd
                        + "SELECT (SELECT MAX(y) FROM UNNEST([1, 2, 3]) AS y WHERE odd(y + x))"
                        + " FROM UNNEST([1, 2]) AS x ORDER BY x"))
                .isEqualTo("2; 3");
        assertThat(warehouse.ask("CREATE TEMP FUNCTION f(x FLOAT64) RETURNS FLOAT64 LANGUAGE js AS"
                        + " 'if (x < 2) throw new Error(x); return x'; SELECT SUM(IF(x > 1, f(x), 0))"
                        + " FROM UNNEST([1, 2, 3]) AS x"))
                .isEqualTo("5.0");
        warehouse.ask("CREATE TABLE d.numbers AS SELECT x FROM UNNEST([1, 2, 3]) AS x");
        warehouse.ask("CREATE FUNCTION d.odd(x FLOAT64) RETURNS BOOL LANGUAGE js AS 'return x % 2 === 1'");
        warehouse.ask("UPDATE d.numbers SET x = x + 10 WHERE d.odd(x)");
        warehouse.ask("DELETE FROM d.numbers WHERE d.odd(x - 10) AND x > 11");
        assertThat(warehouse.ask("SELECT x FROM d.numbers ORDER BY x")).isEqualTo("2; 11");
    }

    @Test
    void givesArgumentsAsTheTypesOfJavaScript() {
        assertThat(
                        warehouse.ask(
                                """
                        CREATE TEMP FUNCTION f(b BOOL, y BYTES, n NUMERIC, m NUMERIC, g BIGNUMERIC, d DATE, t TIMESTAMP,
                            u DATETIME, j JSON, a ARRAY<FLOAT64>, s STRUCT<k STRING, day DATE>) RETURNS STRING
                        LANGUAGE js AS r'''
                          return [b, y, n, typeof n, m, typeof m, g, d.toISOString(), t.toISOString(), t.microsecond,
                              u.getUTCHours(), j.list[1], a.length, a[1], s.k, s.day.getUTCFullYear()].join(' ');
                        ''';
                        SELECT f(TRUE, b'abc', 12, 0.5, 9007199254740993, DATE '2020-02-29',
                            TIMESTAMP '1960-01-01 00:00:00.123456', DATETIME '2020-02-29 12:34:56',
                            JSON '{"list": [1, 2]}', [1.5, NULL], ('key', DATE '1999-12-31'))"""))
                .isEqualTo("true YWJj 12 number 0.5 string 9007199254740993 2020-02-29T00:00:00.000Z"
                        + " 1960-01-01T00:00:00.123Z 456 12 2 2  key 1999");
        assertThat(warehouse.ask("CREATE TEMP FUNCTION f(s STRUCT<d DATE, l ARRAY<STRUCT<t TIMESTAMP>>>) RETURNS STRING"
                        + " LANGUAGE js AS 'return JSON.stringify(s)'; SELECT f(STRUCT(DATE '1970-01-02',"
                        + " [STRUCT(TIMESTAMP_MICROS(1))])), f(NULL), f(STRUCT(NULL, NULL))"))
                .isEqualTo("{\"d\":\"1970-01-02T00:00:00.000Z\",\"l\":[{\"t\":\"1970-01-01T00:00:00.000Z\"}]},"
                        + "null,{\"d\":null,\"l\":null}");
        assertThat(warehouse.ask("CREATE TEMP FUNCTION f(x FLOAT64) RETURNS STRING LANGUAGE js AS"
                        + " 'return x === null ? \"null\" : Object.is(x, -0) ? \"-0\" : String(x)';"
                        + " SELECT f(x) FROM UNNEST([1, CAST('nan' AS FLOAT64), CAST('-inf' AS FLOAT64), -0.0, NULL])"
                        + " AS x WITH OFFSET AS o ORDER BY o"))
                .isEqualTo("1; NaN; -Infinity; -0; null");
    }

    @Test
    void givesIntegersAsNumbersWhereTheseAreExact() {
        assertThat(warehouse.ask("CREATE TEMP FUNCTION f(x INT64, a ARRAY<INT64>, s STRUCT<i INT64>) RETURNS STRING"
                        + " LANGUAGE js AS 'return typeof x + \" \" + JSON.stringify([x, a, s])';"
                        + " SELECT f(3, [1, NULL], STRUCT(-5)),"
                        + " f(9223372036854775807, [-9007199254740993], NULL), f(NULL, [], STRUCT(NULL))"))
                .isEqualTo("number [3,[1,null],{\"i\":-5}],"
                        + "string [\"9223372036854775807\",[\"-9007199254740993\"],null],"
                        + "object [null,[],{\"i\":null}]");
        assertThat(
                        warehouse.ask(
                                "CREATE TEMP FUNCTION f(x INT64) RETURNS INT64 LANGUAGE js AS"
                                        + " 'return BigInt(x) - 1n'; SELECT f(x) FROM UNNEST([1, 9223372036854775807]) AS x ORDER BY 1"))
                .isEqualTo("0; 9223372036854775806");
    }

    @Test
    void takesResultsAsTheTypeDeclared() {
        assertThat(
                        warehouse.ask(
                                """
                        CREATE TEMP FUNCTION f(day FLOAT64) RETURNS STRUCT<b BOOL, y BYTES, f FLOAT64, i INT64, n NUMERIC,
                            g BIGNUMERIC, s STRING, d DATE, t TIMESTAMP, v TIMESTAMP, u DATETIME, j JSON, a ARRAY<INT64>,
                            w FLOAT64, missing STRING>
                        LANGUAGE js AS r'''
                          return {b: false, y: 'YWJj', f: -0, i: '9223372036854775807', n: 1.25, g: '0.1', s: [1, 2],
                              d: new Date(864e5 * day),
                              t: new Date(1.5e12), v: '2020-01-01 00:00:00.5+01', w: 'Infinity', u: '2020-01-01 10:00:00', j: {b: [null, 'x'], a: 1},
                              a: [1, '2', 3n, null]};
                        ''';
                        SELECT FORMAT('%T', f(1))"""))
                .isEqualTo("(false, b\"abc\", -0.0, 9223372036854775807, NUMERIC \"1.25\", BIGNUMERIC \"0.1\", \"1,2\","
                        + " DATE \"1970-01-02\", TIMESTAMP \"2017-07-14 02:40:00+00\","
                        + " TIMESTAMP \"2019-12-31 23:00:00.500+00\", DATETIME \"2020-01-01 10:00:00\","
                        + " JSON '{\"a\":1,\"b\":[null,\"x\"]}', [1, 2, 3, NULL], CAST(\"inf\" AS FLOAT64), NULL)");
        assertThat(returning("INT64", "Promise.resolve(7)")).isEqualTo("7");
        assertThat(returning("BOOL", "2")).isEqualTo("true");
        assertThat(returning("STRUCT<a BOOL, b BOOL>", "({a: 0, b: NaN})")).isEqualTo("(false,false)");
        assertThat(returning("INT64", "1.5")).isEqualTo("Failed to coerce output value \"1.5\" to type INT64");
        assertThat(returning("BOOL", "'yes'")).isEqualTo("Failed to coerce output value \"yes\" to type BOOL");
        assertThat(returning("ARRAY<INT64>", "({})"))
                .isEqualTo("Failed to coerce output value {} to type ARRAY<INT64>");
        assertThat(returning("DATE", "new Date('x')")).startsWith("Failed to coerce output value");
    }

    @Test
    void refusesTypesThatJavaScriptHasNot() {
        assertThat(warehouse.ask("CREATE FUNCTION d.i(x TIME) RETURNS INT64 LANGUAGE js AS 'return x'"))
                .isEqualTo("Functions in JavaScript have no values of type TIME, the type of the argument x");
        assertThat(warehouse.ask(
                        "CREATE FUNCTION d.i(x STRUCT<INT64, b BOOL>) RETURNS INT64 LANGUAGE js AS 'return x'"))
                .startsWith(
                        "Functions in JavaScript have no STRUCT whose fields have no names, as STRUCT<INT64, b BOOL>");
    }

    @Test
    void tellsErrorsInBigQuerysWords() {
        String failing = "CREATE TEMP FUNCTION f(x FLOAT64, y STRING) RETURNS STRING LANGUAGE js AS"
                + " '''if (x > 1)\n throw new RangeError(y + \"\\\\nmore\"); return y'''; ";
        Job job = warehouse.job(failing + "SELECT f(2, 'too much')");
        assertThat(job.error().map(ApiError::reason)).contains("invalidQuery");
        assertThat(LocalJobs.answer(job))
                .startsWith("RangeError: too much more at f(FLOAT64, STRING) line 2, columns ");
        assertThat(warehouse.ask(failing
                        + "SELECT SAFE.f(x, 'a'), IFERROR(f(x, 'b'), 'caught') FROM UNNEST([1, 2]) AS x ORDER BY x"))
                .isEqualTo("a,b; NULL,caught");
        assertThat(returning("STRING", "(() => { throw 'plain' })()")).isEqualTo("plain at f()");
        assertThat(returning("STRING", "1 +")).startsWith("SyntaxError: ").contains(" at f() line 1, columns ");
        assertThat(returning("STRING", "(function deep() { return deep() + 1 })()"))
                .isEqualTo("RangeError: Maximum call stack size exceeded at f()");
        assertThat(returning("STRING", "Promise.reject(new Error('later'))")).startsWith("Error: later at f()");
        assertThat(returning("STRING", "new Promise(() => 0)"))
                .isEqualTo("Error: the promise of a result was never settled at f()");
    }

    @Test
    void showsFunctionsNothingButTheLanguage() {
        assertThat(returning(
                        "STRING",
                        "['fetch', 'require', 'process', 'std', 'os', 'java_invoke', 'Java', 'XMLHttpRequest',"
                                + " 'WebAssembly', 'Atomics', 'plugin'].filter(name => name in globalThis).join()"))
                .isEmpty();
        assertThat(returning("STRING", "(() => 0).constructor('return typeof java_invoke')()"))
                .isEqualTo("undefined");
        assertThat(returning("STRING", "import('std').then(() => 'got it', e => e.name)"))
                .isEqualTo("ReferenceError");
        assertThat(returning("STRING", "import('/etc/passwd').then(() => 'got it', e => e.name)"))
                .isEqualTo("ReferenceError");
    }

    @Test
    void keepsWhatAFunctionLeavesBehindFromOthers() {
        warehouse.ask("CREATE TEMP FUNCTION f(x STRING) RETURNS STRING LANGUAGE js AS"
                + " 'JSON.stringify = () => \"[]\"; Array.prototype.map = null; globalThis.left = x; return x';"
                + " SELECT f('a')");
        assertThat(returning("STRING", "typeof left + [1].map(x => x) + JSON.stringify([2])"))
                .isEqualTo("undefined1[2]");
    }

    @Test
    void drawsAnewWhatIsNotDeterministic() {
        for (String said : List.of("", "NOT DETERMINISTIC")) {
            String draw =
                    "CREATE TEMP FUNCTION draw() RETURNS FLOAT64 " + said + " LANGUAGE js AS 'return Math.random()'; ";
            assertThat(warehouse.ask(draw + "SELECT COUNT(DISTINCT draw()) FROM UNNEST(GENERATE_ARRAY(1, 50))"))
                    .isEqualTo("50");
            String once = draw + "SELECT draw()";
            assertThat(warehouse.ask(once)).isNotEqualTo(warehouse.ask(once));
        }
        assertThat(warehouse.ask("CREATE TEMP FUNCTION draw() RETURNS FLOAT64 NOT DETERMINISTIC LANGUAGE js AS"
                        + " 'return Math.random()'; SELECT IFERROR(draw(), 0)"))
                .contains("does not support IFERROR and ISERROR over functions that are NOT DETERMINISTIC");
    }

    @Test
    void endsWhatDoesNotEndWithItsJob() throws InterruptedException {
        for (String endless : List.of("while (true) {}", "/(a+)+$/.test('a'.repeat(40) + 'b')")) {
            for (String call : List.of("f('')", "f(CAST(n AS STRING)) FROM UNNEST(GENERATE_ARRAY(1, 5000)) AS n")) {
                Job job = submit("CREATE TEMP FUNCTION f(x STRING) RETURNS STRING LANGUAGE js AS r\"" + endless
                        + "\"; SELECT " + call);
                Thread.sleep(500);
                Instant before = Instant.now();
                warehouse.jobs().cancel(job);
                job.done().join();
                assertThat(Duration.between(before, Instant.now())).isLessThan(AT_ONCE);
                assertThat(job.error().map(ApiError::reason)).contains("stopped");
            }
        }
        assertThat(returning("INT64", "1")).isEqualTo("1");
    }

    @Test
    void boundsTheMemoryOfAFunction() {
        Job bomb = submit("CREATE TEMP FUNCTION f() RETURNS STRING LANGUAGE js AS"
                + " 'const all = []; while (true) all.push(new Uint8Array(1e6))'; SELECT IFERROR(f(), \"caught\")");
        assertThat(returning("INT64", "1 + 1")).isEqualTo("2");
        bomb.done().join();
        assertThat(bomb.error().map(ApiError::reason)).contains("resourcesExceeded");
        assertThat(warehouse.ask("CREATE TEMP FUNCTION f(x FLOAT64) RETURNS FLOAT64 LANGUAGE js AS"
                        + " 'this.all = this.all || []; all.push(new Uint8Array(3e7)); return all.length';"
                        + " SELECT SUM(f(n)) FROM UNNEST([1, 2, 3, 4]) AS n"))
                .isEqualTo("4.0");
    }

    @Test
    void runsOnManyThreadsAndOverManyRows() {
        assertThat(warehouse.ask("CREATE TEMP FUNCTION twice(x FLOAT64) RETURNS FLOAT64 LANGUAGE js AS 'return 2 * x';"
                        + " CREATE TEMP FUNCTION less(x FLOAT64) RETURNS FLOAT64 DETERMINISTIC LANGUAGE js AS"
                        + " 'return x - 1'; SELECT SUM(less(twice(x))), COUNT(*)"
                        + " FROM UNNEST(GENERATE_ARRAY(1, 5000)) AS x"))
                .isEqualTo("2.5E7,5000");
        List<Job> jobs = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            jobs.add(submit("CREATE TEMP FUNCTION f(x FLOAT64) RETURNS FLOAT64 LANGUAGE js AS 'return x + " + i
                    + "'; SELECT SUM(f(n - n + 1)) FROM UNNEST(GENERATE_ARRAY(1, 100)) AS n"));
        }
        for (int i = 0; i < 6; i++) {
            jobs.get(i).done().join();
            assertThat(LocalJobs.answer(jobs.get(i))).isEqualTo(100 * (i + 1) + ".0");
        }
    }

    @Test
    void keepsFunctionsOfDatasets() {
        assertThat(warehouse.ask("CREATE FUNCTION d.shout(text STRING) RETURNS STRING DETERMINISTIC LANGUAGE js"
                        + " OPTIONS (description = 'loud') AS r'''return text.toUpperCase() + \"\\n!\"'''"))
                .isEqualTo("-");
        warehouse.ask("CREATE FUNCTION d.shout_twice(text STRING) AS (CONCAT(d.shout(text), d.shout(text)))");
        warehouse.ask("CREATE VIEW d.shouted AS SELECT d.shout_twice(word) AS word FROM UNNEST(['a', 'b']) AS word");
        assertThat(warehouse.ask("SELECT * FROM d.shouted ORDER BY 1")).isEqualTo("A\n!A\n!; B\n!B\n!");
        assertThat(warehouse.ask("SELECT routine_body, external_language, is_deterministic, routine_definition, ddl"
                        + " FROM d.INFORMATION_SCHEMA.ROUTINES WHERE routine_name = 'shout'"))
                .isEqualTo("EXTERNAL,JAVASCRIPT,YES,return text.toUpperCase() + \"\\n!\","
                        + "CREATE FUNCTION `p.d.shout`(`text` STRING) RETURNS STRING DETERMINISTIC\nLANGUAGE js"
                        + " OPTIONS (description=\"loud\") AS \"return text.toUpperCase() + \\\"\\\\n!\\\"\";");
        assertThat(warehouse.ask("CREATE FUNCTION IF NOT EXISTS d.shout(text STRING) RETURNS STRING LANGUAGE js AS ''"))
                .isEqualTo("-");
        assertThat(warehouse.ask("SELECT d.shout('c')")).isEqualTo("C\n!");
    }

    @Test
    void theStatementThatIsToldMakesTheFunctionAgain() {
        warehouse.ask("CREATE SCHEMA again");
        for (String body : List.of("return 'a\\n' + x;", "return x + \"!\"", "return `\\\"\"\"${x}`;\nx = 'a\\\\'")) {
            warehouse.ask("CREATE OR REPLACE FUNCTION again.f(x STRING) RETURNS STRING LANGUAGE js AS "
                    + TextLiteral.of(body));
            String before = warehouse.ask("SELECT again.f('b')");
            String ddl = warehouse.ask("SELECT ddl FROM again.INFORMATION_SCHEMA.ROUTINES");
            warehouse.ask("DROP FUNCTION again.f");
            assertThat(warehouse.ask(ddl)).as(ddl).isEqualTo("-");
            assertThat(warehouse.ask("SELECT again.f('b')")).as(ddl).isEqualTo(before);
            assertThat(warehouse.ask("SELECT routine_definition FROM again.INFORMATION_SCHEMA.ROUTINES"))
                    .isEqualTo(body);
        }
    }

    @Test
    void runsLibrariesOfTheDataDirectoriesBefore() throws IOException {
        Files.writeString(
                directory.resolve("words.js"),
                "'use strict';\nconst PREFIX = 'lib: ';\nfunction prefixed(text) { return PREFIX + text; }");
        Files.writeString(
                directory.resolve("umd.js"),
                "(function (root, make) { root.umd = make(); })(this, function () { return { n: 7 }; });");
        String function = " FUNCTION %s(x STRING) RETURNS STRING LANGUAGE js OPTIONS (library = %s) AS"
                + " 'return prefixed(x) + umd.n'";
        String libraries = "['words.js', '" + directory.resolve("umd.js").toUri() + "']";
        String temporary = "CREATE TEMP" + function.formatted("f", libraries) + "; SELECT f('a')";
        assertThat(warehouse.ask(temporary)).isEqualTo("lib: a7");
        assertThat(LocalJobs.answer(warehouse.job(temporary, new Caller("stranger", Set.of()))))
                .contains("permission");
        assertThat(warehouse.ask("CREATE" + function.formatted("d.library", libraries)))
                .isEqualTo("-");
        assertThat(warehouse.ask("SELECT d.library('b')")).isEqualTo("lib: b7");
        assertThat(warehouse.ask("CREATE" + function.formatted("d.cloud", "'gs://bucket/words.js'")))
                .contains("gs://bucket/words.js");
        Files.createDirectories(directory.resolve("bucket"));
        Files.move(directory.resolve("words.js"), directory.resolve("bucket/words.js"));
        String cloud = libraries.replace("'words.js'", "'gs://bucket/words.js'");
        assertThat(warehouse.ask("CREATE" + function.formatted("d.cloud", cloud)))
                .isEqualTo("-");
        assertThat(warehouse.ask("SELECT d.cloud('c')")).isEqualTo("lib: c7");
        assertThat(warehouse.ask("CREATE" + function.formatted("d.missing", "'missing.js'")))
                .contains("missing.js");
        assertThat(warehouse.ask("CREATE" + function.formatted("d.outside", "'file:///etc/hostname'")))
                .isNotEqualTo("-");
    }

    private static Job submit(String sql) {
        ObjectNode configuration = JsonNodeFactory.instance.objectNode();
        configuration.putObject("query").put("query", sql).put("useLegacySql", false);
        return warehouse
                .jobs()
                .submit(new JobRequest(
                        "p",
                        JobRequest.newId(),
                        JobRequest.LOCATION,
                        LocalJobs.OPERATOR,
                        configuration,
                        Optional.empty()));
    }

    private static String returning(String type, String expression) {
        return warehouse.ask("CREATE TEMP FUNCTION f() RETURNS " + type + " LANGUAGE js AS r\"\"\"return " + expression
                + "\"\"\"; SELECT f()");
    }
}
