package io.meshwright.emulator.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollatedColumnsTest {

    @TempDir
    static Path directory;

    @AutoClose
    private static LocalJobs warehouse;

    @BeforeAll
    static void open() {
        warehouse = new LocalJobs(directory);
        warehouse.ask("CREATE SCHEMA d");
        warehouse.ask("CREATE TABLE d.shops (id INT64, town STRING COLLATE 'und:ci', street STRING COLLATE 'binary')");
        warehouse.ask("INSERT d.shops VALUES (1, 'Bern', 'a'), (2, 'BERN', 'A'), (3, 'aarau', 'b'), (4, NULL, 'b')");
    }

    @Test
    void comparesSortsAndGroupsWithoutRegardToCase() {
        assertThat(warehouse.ask("SELECT id FROM d.shops WHERE town = 'bern' ORDER BY id"))
                .isEqualTo("1; 2");
        assertThat(warehouse.ask("SELECT id FROM d.shops WHERE street = 'a'")).isEqualTo("1");
        assertThat(warehouse.ask("SELECT COUNT(*) FROM d.shops GROUP BY town ORDER BY town"))
                .isEqualTo("1; 1; 2");
        assertThat(warehouse.ask("SELECT a.id, b.id FROM d.shops a JOIN d.shops b USING (town) WHERE a.id < b.id"))
                .isEqualTo("1,2");
        assertThat(warehouse.ask("SELECT id FROM d.shops WHERE town LIKE 'b%' OR town IN ('AARAU') ORDER BY id"))
                .isEqualTo("1; 2; 3");
    }

    @Test
    void handsCollationsOnToViewsTablesAndResults() {
        warehouse.ask("CREATE VIEW d.towns AS SELECT DISTINCT town AS t FROM d.shops");
        warehouse.ask("CREATE TABLE d.marked AS SELECT CONCAT(town, '!') AS m, street FROM d.shops");
        warehouse.ask("CREATE TABLE d.copied CLONE d.shops");
        assertThat(warehouse.ask("SELECT (SELECT COUNT(*) FROM d.towns WHERE t = 'bErn'),"
                        + " (SELECT COUNT(*) FROM d.marked WHERE m = 'bErn!'),"
                        + " (SELECT COUNT(*) FROM d.copied WHERE town = 'bErn')"))
                .isEqualTo("1,2,2");
        assertThat(warehouse.ask("SELECT table_name, column_name FROM d.INFORMATION_SCHEMA.COLUMNS"
                        + " WHERE collation_name = 'und:ci' AND table_name IN ('towns', 'marked') ORDER BY 1"))
                .isEqualTo("marked,m; towns,t");
        var query = LocalEngine.queryJob("SELECT town FROM d.shops");
        query.withObjectProperty("query")
                .putObject("destinationTable")
                .put("datasetId", "d")
                .put("tableId", "kept");
        warehouse.job(query, LocalJobs.OPERATOR);
        assertThat(warehouse.ask("SELECT COUNT(*) FROM d.kept WHERE town = 'bErn'"))
                .isEqualTo("2");
    }

    @Test
    void changesRowsByThem() {
        warehouse.ask("CREATE TABLE d.stock (town STRING COLLATE 'und:ci', n INT64)");
        warehouse.ask("INSERT d.stock VALUES ('Chur', 1), ('CHUR', 2), ('Zug', 3)");
        warehouse.ask("UPDATE d.stock SET n = 10 * n WHERE town = 'chur'");
        warehouse.ask("MERGE d.stock t USING (SELECT 'ZUG' AS z) s ON t.town = s.z WHEN MATCHED THEN DELETE");
        assertThat(warehouse.ask("SELECT town, n FROM d.stock ORDER BY n")).isEqualTo("Chur,10; CHUR,20");
        warehouse.ask("ALTER TABLE d.stock ADD COLUMN note STRING COLLATE 'und:ci'");
        warehouse.ask("UPDATE d.stock SET note = town WHERE TRUE");
        assertThat(warehouse.ask("SELECT COUNT(DISTINCT note) FROM d.stock")).isEqualTo("1");
    }

    @Test
    void columnsHaveTheDefaultOfTheirTableOrDataset() {
        warehouse.ask("CREATE TABLE d.own (a STRING, b STRING COLLATE '', n INT64) DEFAULT COLLATE 'und:ci'");
        warehouse.ask("ALTER TABLE d.own ADD COLUMN c STRING, ADD COLUMN e STRING COLLATE ''");
        warehouse.ask("CREATE SCHEMA folded DEFAULT COLLATE 'und:ci'");
        warehouse.ask("CREATE TABLE folded.made AS SELECT 'Bern' AS a, 1 AS n");
        warehouse.ask("CREATE TABLE folded.exact (a STRING) DEFAULT COLLATE ''");
        warehouse.ask("CREATE TABLE folded.cloned CLONE d.shops");
        warehouse.ask("ALTER SCHEMA folded SET DEFAULT COLLATE ''");
        warehouse.ask("CREATE TABLE folded.later (a STRING)");
        assertThat(warehouse.ask("SELECT COUNT(*) FROM folded.made WHERE a = 'bern'"))
                .isEqualTo("1");
        assertThat(warehouse.ask("SELECT table_name, column_name FROM d.INFORMATION_SCHEMA.COLUMNS WHERE"
                        + " collation_name = 'und:ci' AND table_name = 'own' ORDER BY 2"))
                .isEqualTo("own,a; own,c");
        assertThat(warehouse.ask("SELECT table_name, column_name FROM folded.INFORMATION_SCHEMA.COLUMNS WHERE"
                        + " collation_name = 'und:ci' ORDER BY 1"))
                .isEqualTo("cloned,town; made,a");
        assertThat(warehouse.ask("CREATE TABLE d.x (c ARRAY<STRING>) DEFAULT COLLATE 'und:ci'"))
                .startsWith("The default collation of field c is not supported by the embedded warehouse");
    }

    @Test
    void refusesOtherCollationsAndPlaces() {
        assertThat(warehouse.ask("CREATE TABLE d.x (c STRING COLLATE 'de:ci')"))
                .isEqualTo("the embedded warehouse does not support the collation 'de:ci' at [1:28]");
        assertThat(warehouse.ask("CREATE TABLE d.x (c STRUCT<s STRING COLLATE 'und:ci'>)"))
                .startsWith("the embedded warehouse does not support COLLATE inside of arrays and structs");
        assertThat(warehouse.ask("ALTER TABLE d.shops ALTER COLUMN street SET DATA TYPE STRING COLLATE 'und:ci'"))
                .startsWith("the embedded warehouse does not support COLLATE in ALTER COLUMN");
        assertThat(warehouse.ask("CREATE TABLE d.x AS SELECT [town] AS towns FROM d.shops"))
                .startsWith("the embedded warehouse does not support COLLATE inside of arrays and structs");
    }
}
