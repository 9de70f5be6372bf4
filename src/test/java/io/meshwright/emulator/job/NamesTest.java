package io.meshwright.emulator.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Statements give datasets, tables and columns the names that BigQuery allows, and no others. */
class NamesTest {

    @TempDir
    private static Path directory;

    @AutoClose
    private static LocalEngine engine;

    @BeforeAll
    static void fill() {
        engine = new LocalEngine(directory);
        engine.query("CREATE SCHEMA shop");
        engine.query("CREATE TABLE shop.stock (id INT64)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            quoteCharacter = '~',
            value = {
                "CREATE TABLE shop.`a!b` (x INT64) -> Invalid table ID \"a!b\". at [1:19]",
                "CREATE VIEW shop.`a$1` AS SELECT 1 AS x -> Invalid table ID \"a$1\". at [1:18]",
                "CREATE SCHEMA `a-b` -> Invalid dataset ID \"a-b\".",
                "CREATE FUNCTION shop.`f f`() AS (1) -> Invalid routine ID \"f f\".",
                "CREATE TABLE shop.t (`a.b` INT64) -> Invalid field name \"a.b\".",
                "CREATE TABLE shop.t AS SELECT 1 AS `x*y` -> at [1:36]",
                "CREATE TABLE shop.t (s STRUCT<`a?` INT64>) -> at [1:31]",
                "CREATE TABLE shop.t (_Partition_day DATE) -> (case-insensitive) prefixes",
                "CREATE VIEW shop.t AS SELECT 1 AS __root__x -> at [1:35]",
                "CREATE TABLE shop.t AS SELECT STRUCT(1 AS a, 2 AS A) AS s -> Duplicate field name \"A\" in \"s\"",
                "ALTER TABLE shop.stock ADD COLUMN `b[0]` INT64 -> Invalid field name \"b[0]\".",
                "ALTER TABLE shop.stock RENAME COLUMN id TO `a;b` -> Invalid field name \"a;b\".",
                "ALTER TABLE shop.stock RENAME TO `x*` -> Invalid table ID \"x*\". at [1:34]"
            })
    void theseAreRefused(String sql, String message) {
        assertThatThrownBy(() -> engine.query(sql)).hasMessageContaining(message);
        assertThatThrownBy(() -> engine.done(LocalEngine.queryJob(sql).put("dryRun", true), LocalEngine.OPERATOR))
                .as("a dry run")
                .hasMessageContaining(message);
    }

    @Test
    void flexibleNamesAreNames() {
        String column = "`1 & 2 % = + : ' < > # | é-`";
        engine.query("CREATE TABLE shop.`ört-1 x` (" + column + " INT64, s STRUCT<`a b` INT64, `c>d` STRING>)");
        engine.query("INSERT INTO shop.`ört-1 x` VALUES (1, (2, 'three'))");
        assertThat(engine.query("SELECT " + column + " + s.`a b` AS n FROM shop.`ört-1 x`"))
                .containsExactly("3");
    }

    @Test
    void namesHaveALength() {
        engine.query("CREATE TABLE shop.long (" + "c".repeat(300) + " INT64)");
        assertThatThrownBy(() -> engine.query("CREATE TABLE shop.longer (" + "c".repeat(301) + " INT64)"))
                .hasMessageContaining("at most 300 characters");
        engine.query("CREATE TABLE shop." + "t".repeat(1_024) + " (c INT64)");
        assertThatThrownBy(() -> engine.query("CREATE TABLE shop.`" + "ä".repeat(513) + "` (c INT64)"))
                .hasMessageContaining("Invalid table ID");
    }
}
