package io.meshwright.emulator.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoutinesTest {

    @TempDir
    static Path directory;

    private static LocalJobs warehouse;

    @BeforeAll
    static void open() {
        warehouse = new LocalJobs(directory);
        warehouse.ask("CREATE SCHEMA d");
        warehouse.ask(
                "CREATE TABLE d.stock AS SELECT * FROM UNNEST([STRUCT('oven' AS product, 5 AS quantity), ('pan', 7)])");
    }

    @AfterAll
    static void close() {
        warehouse.close();
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
        assertThat(warehouse.ask("CREATE TEMP FUNCTION abs(a INT64) AS (a); SELECT abs(-1)"))
                .isEqualTo("The function abs has the name of a built-in function");
        assertThat(warehouse.ask("CREATE TEMP FUNCTION ceiling(a INT64) AS (a); SELECT ceiling(-1)"))
                .isEqualTo("The function ceiling has the name of a built-in function");
        assertThat(warehouse.ask(
                        "CREATE TEMP FUNCTION f(a INT64) RETURNS INT64 LANGUAGE js AS 'return a'; SELECT f(-1)"))
                .isEqualTo(
                        "the embedded warehouse does not support functions that are not written in SQL: f at [1:22]");
    }
}
