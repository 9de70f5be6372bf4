package io.meshwright.emulator.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwright.emulator.error.ApiError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Aggregate functions in JavaScript, by "User-defined aggregate functions" of BigQuery's documentation. */
class JavaScriptAggregatesTest {

    /** Sums what is positive; a NULL that comes counts as a thousand. */
    private static final String TOTAL =
            """
            CREATE TEMP AGGREGATE FUNCTION total(x FLOAT64) RETURNS FLOAT64 LANGUAGE js AS r'''
              export function initialState() { return {sum: 0, rows: 0}; }
              export function aggregate(state, x) {
                state.rows++;
                state.sum += x === null ? 1000 : Math.max(x, 0);
              }
              export function merge(state, other) { state.sum += other.sum; state.rows += other.rows; }
              export function finalize(state) { return state.sum; }
            ''';
            """;

    @TempDir
    static Path directory;

    private static LocalJobs warehouse;

    @BeforeAll
    static void open() {
        warehouse = new LocalJobs(directory);
        warehouse.ask("CREATE SCHEMA d");
        warehouse.ask("CREATE TABLE d.words AS SELECT * FROM UNNEST([STRUCT('a' AS g, 'kiwi' AS w, 1 AS n),"
                + " ('a', 'fig', 2), ('b', 'x', 3), ('a', 'fig', 4), ('b', NULL, 5), (NULL, 'plum', 6)])");
    }

    @AfterAll
    static void close() {
        warehouse.close();
    }

    @Test
    void givesEachGroupAResultOfItsOwn() {
        assertThat(warehouse.ask(TOTAL + "SELECT g, total(n), COUNT(*) FROM d.words GROUP BY g ORDER BY g"))
                .isEqualTo("NULL,6.0,1; a,7.0,3; b,8.0,2");
        assertThat(warehouse.ask(TOTAL + "SELECT total(n), total(-n), total(IF(n > 4, n, NULL)) FROM d.words"))
                .isEqualTo("21.0,0.0,11.0");
        assertThat(warehouse.ask(TOTAL + "SELECT total(n) FROM d.words WHERE n > 10"))
                .isEqualTo("0.0");
        assertThat(warehouse.ask(TOTAL + "SELECT g, total(n) FROM d.words WHERE n > 10 GROUP BY g"))
                .isEmpty();
        assertThat(warehouse.ask(TOTAL + "SELECT g, w, total(n) FROM d.words GROUP BY ROLLUP (g, w) ORDER BY 1, 2, 3"))
                .isEqualTo("NULL,NULL,6.0; NULL,NULL,21.0; NULL,plum,6.0; a,NULL,7.0; a,fig,6.0; a,kiwi,1.0;"
                        + " b,NULL,5.0; b,NULL,8.0; b,x,3.0");
        assertThat(warehouse.ask(TOTAL + "SELECT total(DISTINCT LENGTH(w)), total(1), total(2.5) FROM d.words"))
                .isEqualTo("8.0,6.0,15.0");
        assertThat(warehouse.ask(TOTAL + "SELECT x, total(1) FROM UNNEST([0.0, -0.0, CAST('nan' AS FLOAT64),"
                        + " CAST('nan' AS FLOAT64)]) AS x GROUP BY x ORDER BY 2 DESC, 1"))
                .hasSize("nan,2.0; 0.0,2.0".length());
    }

    @Test
    void keepsGroupsApartThatOnlyAnOuterQueryTellsApart() {
        assertThat(warehouse.ask(TOTAL + "SELECT g, (SELECT total(y) FROM UNNEST(ns) AS y),"
                        + " (SELECT total(n + y) FROM UNNEST([1, 2]) AS y)"
                        + " FROM (SELECT g, ARRAY_AGG(n) AS ns, MAX(n) AS n FROM d.words GROUP BY g) ORDER BY g"))
                .isEqualTo("NULL,6.0,15.0; a,7.0,11.0; b,8.0,13.0");
        assertThat(warehouse.ask(TOTAL + "CREATE TEMP FUNCTION all_of(ns ANY TYPE) AS ((SELECT total(y) FROM UNNEST(ns)"
                        + " AS y)); SELECT all_of([n, n]) FROM d.words ORDER BY 1"))
                .isEqualTo("2.0; 4.0; 6.0; 8.0; 10.0; 12.0");
        assertThat(warehouse.ask(
                        TOTAL + "SELECT ARRAY(SELECT total(y) FROM UNNEST([n, 1, n]) AS y GROUP BY y ORDER BY y)"
                                + "[OFFSET(0)] FROM d.words ORDER BY n"))
                .isEqualTo("3.0; 1.0; 1.0; 1.0; 1.0; 1.0");
    }

    @Test
    void leavesRowsWithNullsOutUnlessTheyAreAskedFor() {
        assertThat(warehouse.ask(TOTAL + "SELECT total(x), total(x IGNORE NULLS), total(x RESPECT NULLS),"
                        + " SAFE.total(DISTINCT x RESPECT NULLS) FROM UNNEST([1.0, 2.0, NULL, NULL]) AS x"))
                .isEqualTo("3.0,3.0,2003.0,1003.0");
    }

    @Test
    void givesArgumentsThatAreNotAggregatedToEachFunction() {
        String joined =
                """
                CREATE TEMP AGGREGATE FUNCTION joined(text STRING, mark STRING NOT AGGREGATE, most INT64 NOT AGGREGATE)
                RETURNS STRING LANGUAGE js AS r'''
                  export function initialState(mark, most) { return {texts: [], mark, most}; }
                  export function aggregate(state, text, mark, most) {
                    if (mark !== state.mark || most !== state.most) throw new Error('not the same');
                    state.texts.push(text);
                  }
                  export function merge(state, other, mark, most) {
                    state.texts = state.texts.concat(other.texts).slice(0, Number(most));
                  }
                  export function finalize(state, mark, most) {
                    return state.texts.sort().join(mark) + typeof most;
                  }
                ''';
                """;
        assertThat(warehouse.ask(joined + "SELECT joined(w, '+', 9), joined(w, NULL, 9) FROM d.words WHERE g = 'a'"))
                .isEqualTo("fig+fig+kiwibigint,fig,fig,kiwibigint".replace("fig,fig,kiwi", "fignullfignullkiwi"));
        assertThat(warehouse.ask(joined + "SELECT joined(w, g, 9) FROM d.words"))
                .contains("must be a literal or query parameter");
        assertThat(warehouse.ask("CREATE AGGREGATE FUNCTION d.i(x STRING NOT AGGREGATE, y STRING) RETURNS STRING"
                        + " LANGUAGE js AS ''"))
                .isEqualTo("Arguments NOT AGGREGATE of an aggregate function in JavaScript come after all others,"
                        + " and y comes after one");
    }

    @Test
    void encodesTypesAsAggregateFunctionsHaveThem() {
        assertThat(
                        warehouse.ask(
                                """
                        CREATE TEMP AGGREGATE FUNCTION f(i INT64, y BYTES, n NUMERIC, m NUMERIC, d DATE, t TIMESTAMP, j JSON,
                            s STRUCT<k INT64, l ARRAY<BYTES>>) RETURNS STRUCT<i INT64, y BYTES, t TIMESTAMP, s STRING>
                        LANGUAGE js AS r'''
                          export function initialState() { return {}; }
                          export function aggregate(state, i, y, n, m, d, t, j, s) {
                            Object.assign(state, {i, y, t});
                            state.seen = [typeof i, y instanceof Uint8Array, typeof n, m, d.getUTCDate(), t.microsecond, j.a,
                                s.k, s.l[0][0]].join(' ');
                            state.odd = [NaN, -0, -Infinity, undefined, null, {$: 1}];
                          }
                          export function merge(state, other) { Object.assign(state, other); }
                          export function finalize({i, y, t, seen, odd}) {
                            const odds = [...odd.slice(0, 3).map(n => Object.is(n, -0) ? '-0' : String(n)), typeof odd[3],
                                odd[4], odd[5].$];
                            return {i: i + 1n, y: y.map(b => b + 1), t, s: seen + ' ' + odds.join(' ')};
                          }
                        ''';
                        SELECT FORMAT('%T', f(9007199254740993, b'ab', 12, 0.5, DATE '2020-02-29',
                            TIMESTAMP_MICROS(1000001), JSON '{"a": 7}', (5, [b'\\xff']))) FROM UNNEST([1])"""))
                .isEqualTo("(9007199254740994, b\"bc\", TIMESTAMP \"1970-01-01 00:00:01.000001+00\","
                        + " \"bigint true number 0.5 29 1 7 5 255 NaN -0 -Infinity undefined  1\")");
        assertThat(finalizing("BYTES", "'YWJj'")).isEqualTo("Failed to coerce output value \"YWJj\" to type BYTES");
        assertThat(finalizing("INT64", "Promise.resolve(2 ** 40)")).isEqualTo("1099511627776");
    }

    @Test
    void keepsStatesThatAreSerializable() {
        String counter =
                """
                CREATE TEMP AGGREGATE FUNCTION counted(x INT64) RETURNS INT64 LANGUAGE js AS r'''
                  class Counter { #n = 0; seen = new Set(); add(n) { this.#n += n; } get() { return this.#n; } }
                  export function initialState() { return new Counter(); }
                  export function aggregate(state, x) { state.add(Number(x)); state.seen.add(x); }
                  export function merge(state, other) { state.add(other.get()); }
                  export function finalize(state) { return state.get(); }
                  %s
                ''';
                SELECT counted(x) FROM UNNEST([1, 2, 3]) AS x""";
        assertThat(warehouse.ask(counter.formatted("")))
                .startsWith(
                        "TypeError: the state that aggregate leaves is not serializable: it holds a Set at counted(");
        assertThat(warehouse.ask(counter.formatted("export function serialize(state) { return {n: state.get()}; }"
                        + " export const deserialize = ({n}) => { const c = new Counter(); c.add(n); return c; };")))
                .isEqualTo("6");
        assertThat(warehouse.ask(counter.formatted("export function serialize(state) { return {}; }")))
                .startsWith(
                        "TypeError: an aggregate function in JavaScript exports serialize and deserialize, or none");
        assertThat(warehouse.ask(counter.replace("seen = new Set(); ", "seen = [];")
                        .replace("state.seen.add(x);", "")
                        .formatted("")))
                .startsWith("TypeError: not a function at counted(INT64) line ");
        assertThat(warehouse.ask(counter.replace("new Counter()", "2.5").formatted("")))
                .startsWith("TypeError: the state that initialState leaves is not serializable: it is no object");
        assertThat(warehouse.ask(counter.replace("export function merge", "function merge")
                        .formatted("")))
                .startsWith(
                        "TypeError: an aggregate function in JavaScript must export the function merge at counted(");
    }

    @Test
    void runsModulesWithTheLibrariesTheyImport() throws IOException {
        Files.writeString(
                directory.resolve("words.js"),
                "import { twice as again } from './numbers.js';\n/* export */ const secret = 1;\n"
                        + "export default class Longest { static of(a, b) { return a.length >= b.length ? a : b; } }\n"
                        + "export { again as doubled, secret as \\u0061 };".replace(", secret as \\u0061", ""));
        Files.writeString(
                directory.resolve("numbers.js"),
                "let called = 0, re = /[/}]/; export function twice(n) { return 2 * n; }");
        Files.writeString(directory.resolve("plain.js"), "var PLAIN = `}${'`'}`;");
        String function =
                """
                CREATE AGGREGATE FUNCTION d.longest(w STRING) RETURNS STRING LANGUAGE js
                OPTIONS (library = ['words.js', 'numbers.js', 'plain.js']) AS r'''
                  import Longest, {
                    doubled
                  } from 'words.js';
                  import * as numbers from 'numbers.js'
                  %s
                  var loads = 0; loads++;
                  export const initialState = () => ({w: ''}), aggregate = (state, w) => { state.w = Longest.of(state.w, w); };
                  export function merge(state, other) { aggregate(state, other.w); } export function finalize(state) {
                    if (state.w === 'xxx') throw new RangeError('too odd');
                    return state.w + doubled(numbers.twice(loads)) + PLAIN + this;
                  }
                '''""";
        assertThat(warehouse.ask(function.formatted(""))).isEqualTo("-");
        assertThat(warehouse.ask("SELECT d.longest(w) FROM d.words GROUP BY g ORDER BY g"))
                .isEqualTo("plum4}`undefined; kiwi4}`undefined; x4}`undefined");
        assertThat(warehouse.ask("SELECT d.longest(w) FROM UNNEST(['xxx']) AS w"))
                .startsWith("RangeError: too odd at p.d.longest(STRING) line 10, columns ");
        warehouse.ask(
                function.replace("AGGREGATE", "OR REPLACE AGGREGATE").formatted("import { thrice } from 'numbers.js'"));
        assertThat(warehouse.ask("SELECT d.longest(w) FROM d.words"))
                .startsWith("SyntaxError: The requested module 'numbers.js' does not provide an export named 'thrice'");
        warehouse.ask(function.replace("AGGREGATE", "OR REPLACE AGGREGATE").formatted("import 'other.js'"));
        assertThat(warehouse.ask("SELECT d.longest(w) FROM d.words"))
                .startsWith("ReferenceError: could not load module 'other.js'");
    }

    @Test
    void tellsErrorsByName() {
        assertThat(warehouse.ask(TOTAL + "SELECT total(n ORDER BY n) FROM d.words"))
                .contains("ORDER BY");
        assertThat(warehouse.ask(TOTAL + "SELECT total(n LIMIT 1) FROM d.words"))
                .contains("LIMIT");
        assertThat(warehouse.ask(TOTAL + "SELECT total(n) OVER () FROM d.words"))
                .contains("OVER");
        String failing = TOTAL.replace("state.rows++;", "if (x > 3) throw new TypeError('too much');");
        assertThat(warehouse.ask(failing + "SELECT total(n) FROM d.words"))
                .startsWith("TypeError: too much at total(FLOAT64) line 4, columns ");
        assertThat(warehouse.ask(failing + "SELECT g, SAFE.total(n) FROM d.words GROUP BY g ORDER BY g"))
                .isEqualTo("NULL,NULL; a,NULL; b,NULL");
        String greedy = TOTAL.replace("state.rows++;", "state.all = new Uint8Array(1e8);");
        assertThat(warehouse
                        .job(greedy + "SELECT SAFE.total(n) FROM d.words")
                        .error()
                        .map(ApiError::reason))
                .contains("resourcesExceeded");
    }

    @Test
    void holdsStatesAndNoRows() {
        assertThat(warehouse.ask(
                        TOTAL + "SELECT total(n), (SELECT total(DISTINCT n) FROM UNNEST(GENERATE_ARRAY(1, 9000)) AS n)"
                                + " FROM UNNEST(GENERATE_ARRAY(1, 20000)) AS n"))
                .isEqualTo("2.0001E8,4.05045E7");
        assertThat(warehouse.ask(TOTAL + "SELECT COUNT(*), SUM(t), MAX(t) FROM (SELECT total(1) AS t"
                        + " FROM UNNEST(GENERATE_ARRAY(1, 9000)) AS n GROUP BY MOD(n, 3000))"))
                .isEqualTo("3000,9000.0,3.0");
        String long_ = TOTAL.replace("FLOAT64)", "STRING)").replace("Math.max(x, 0)", "x.length");
        assertThat(warehouse.ask(long_ + "SELECT total(REPEAT('x', 10000)) FROM UNNEST(GENERATE_ARRAY(1, 1000))"))
                .isEqualTo("1.0E7");
        String large = TOTAL.replace("rows: 0}", "rows: 0, text: 'x'.repeat(300000)}")
                .replace("return state.sum;", "return state.rows + state.text.length;");
        assertThat(warehouse.ask(large + "SELECT total(0) FROM UNNEST(GENERATE_ARRAY(1, 40000))"))
                .isEqualTo("340000.0");
    }

    private static String finalizing(String type, String expression) {
        return warehouse.ask("CREATE TEMP AGGREGATE FUNCTION f() RETURNS " + type + " LANGUAGE js AS r\"\"\""
                + "export function initialState() { return {n: 0} } export function aggregate(state) { state.n++ }"
                + " export function merge(state, other) { state.n += other.n }"
                + " export function finalize(state) { return " + expression + " }\"\"\"; SELECT f() FROM UNNEST([1])");
    }
}
