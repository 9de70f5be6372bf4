package io.meshwright.emulator.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.result.TableRows;
import io.meshwright.emulator.storage.Expiration;
import io.meshwright.emulator.storage.Partitions;
import io.meshwright.emulator.storage.Session;
import io.meshwright.emulator.storage.TableSchema;
import io.meshwright.sql.TableName;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables of which there are many by name, and tables that consist of partitions. */
class DividedTablesTest {

    @TempDir
    private static Path directory;

    @AutoClose
    private static LocalEngine engine;

    @BeforeAll
    static void open() {
        engine = new LocalEngine(directory);
        engine.query("CREATE SCHEMA d");
        engine.query("CREATE SCHEMA d_staging");
    }

    private static TableName name(String table) {
        return new TableName("meshwright", "d", table);
    }

    private static void create(String table, String schema, String properties) {
        try (Session session = engine.engine().storage().duckDb().session()) {
            engine.engine()
                    .writer()
                    .create(
                            session,
                            name(table),
                            TableSchema.read(LocalEngine.parse("{\"fields\": " + schema + "}")),
                            (ObjectNode) LocalEngine.parse(properties));
        }
    }

    private static void writeTo(String table, String disposition, String sql, String... options) {
        ObjectNode job = LocalEngine.queryJob(sql);
        ObjectNode query = (ObjectNode) job.get("query");
        query.putObject("destinationTable").put("datasetId", "d").put("tableId", table);
        query.put("writeDisposition", disposition);
        for (String option : options) {
            query.withArray("schemaUpdateOptions").add(option);
        }
        engine.done(job, LocalEngine.OPERATOR);
    }

    @Test
    void aWildcardReadsAllTablesThatBeginAlikeWithTheColumnsOfTheNewest() throws Exception {
        engine.query("CREATE TABLE d.events_2025 AS SELECT 1 AS id, 'gone' AS old");
        Thread.sleep(2);
        engine.query("CREATE TABLE d.events_2026 AS SELECT 2 AS id, TRUE AS fresh");
        assertThat(engine.query("SELECT * FROM `d.events_*` ORDER BY id")).containsExactly("1|null", "2|true");
        assertThat(engine.query("SELECT _TABLE_SUFFIX, id FROM `meshwright.d.events_*` WHERE _TABLE_SUFFIX > '2025'"))
                .containsExactly("2026|2");
        assertThatThrownBy(() -> engine.query("SELECT 1 FROM `d.nothing_*`"))
                .hasMessageContaining("meshwright.d.nothing_* does not match any table.");
        engine.query("CREATE TABLE d_staging.x_1 AS SELECT 1 AS id");
        assertThatThrownBy(() -> engine.query("SELECT 1 FROM `d_staging.x_*`", LocalEngine.READER))
                .isInstanceOfSatisfying(
                        ApiError.class, error -> assertThat(error.reason()).isEqualTo("accessDenied"));
    }

    @Test
    void rowsGoIntoTheDayTheyCameInOrTheOneNamed() {
        create("arrivals", "[{\"name\": \"id\", \"type\": \"INT64\"}]", "{\"timePartitioning\": {\"type\": \"DAY\"}}");
        engine.query("INSERT INTO d.arrivals (id) VALUES (1)");
        writeTo("arrivals$20260102", "WRITE_APPEND", "SELECT 2 AS id UNION ALL SELECT 3");
        writeTo("arrivals$20260103", "WRITE_APPEND", "SELECT 4 AS id");
        writeTo("arrivals$20260102", "WRITE_TRUNCATE", "SELECT 5 AS id");
        assertThat(engine.query("SELECT * FROM d.arrivals WHERE _PARTITIONDATE < '2026-02-01' ORDER BY id"))
                .containsExactly("4", "5");
        assertThat(engine.query("SELECT _PARTITIONTIME = TIMESTAMP_TRUNC(CURRENT_TIMESTAMP(), DAY) FROM d.arrivals"
                        + " WHERE id = 1"))
                .containsExactly("true");
        assertThat(new TableRows(engine.engine().storage(), name("arrivals"), "20260102", List.of()).totalRows())
                .isEqualTo(1);
        assertThat(engine.query("SELECT partition_id, total_rows FROM d.INFORMATION_SCHEMA.PARTITIONS"
                        + " WHERE table_name = 'arrivals' AND partition_id < '202602' ORDER BY 1"))
                .containsExactly("20260102|1", "20260103|1");
        try (Session session = engine.engine().storage().duckDb().session()) {
            new Partitions(engine.engine().storage(), engine.engine().writer())
                    .delete(session, name("arrivals"), "20260103");
        }
        assertThat(engine.query("SELECT count(*) FROM d.arrivals")).containsExactly("2");
        assertThatThrownBy(() -> writeTo("arrivals$2026", "WRITE_APPEND", "SELECT 1 AS id"))
                .hasMessageContaining("Invalid partition ID \"2026\"");
    }

    @Test
    void aPartitionTakesOnlyRowsThatBelongThere() {
        create(
                "sales",
                "[{\"name\": \"day\", \"type\": \"DATE\"}, {\"name\": \"n\", \"type\": \"INT64\"}]",
                "{\"timePartitioning\": {\"type\": \"MONTH\", \"field\": \"day\"}, \"requirePartitionFilter\": true}");
        writeTo("sales$202601", "WRITE_APPEND", "SELECT DATE '2026-01-05' AS day, 1 AS n");
        assertThatThrownBy(() -> writeTo("sales$202601", "WRITE_APPEND", "SELECT DATE '2026-02-05' AS day, 1 AS n"))
                .hasMessageContaining("Some rows belong to different partitions");
        assertThatThrownBy(() -> engine.query("SELECT n FROM d.sales WHERE n = 1"))
                .hasMessage("Cannot query over table 'meshwright.d.sales' without a filter over column(s) 'day' that"
                        + " can be used for partition elimination");
        assertThatThrownBy(() -> engine.query(
                        "SELECT a.n FROM d.sales a JOIN d.sales b ON a.n = b.n WHERE a.day >= '2026-01-01'"))
                .hasMessageContaining("without a filter over column(s) 'day'");
        assertThat(engine.query("SELECT a.n FROM d.sales a JOIN d.sales b USING (day) WHERE a.day >= '2026-01-01'"))
                .containsExactly("1");
        assertThat(engine.query("WITH s AS (SELECT * FROM d.sales) SELECT n FROM s WHERE day >= '2026-01-01'"))
                .containsExactly("1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    SELECT n FROM d.filtered WHERE day = '2026-01-05' AND n > 0 | true
                    SELECT n FROM d.filtered WHERE day BETWEEN '2026-01-01' AND CURRENT_DATE() OR day = '2025-01-01' | true
                    SELECT n FROM d.filtered WHERE EXTRACT(YEAR FROM day) = 2026 | true
                    SELECT day, COUNT(*) FROM d.filtered GROUP BY day HAVING day > '2026-01-01' | true
                    SELECT n FROM d.filtered WHERE day = '2026-01-05' OR n > 0 | false
                    SELECT n FROM d.filtered WHERE day = DATE(2026, 1, n) | false
                    SELECT n FROM d.filtered WHERE day = (SELECT MAX(d) FROM UNNEST([CURRENT_DATE()]) AS d) | false
                    SELECT MAX(day) AS last FROM d.filtered HAVING last > '2026-01-01' | false
                    DELETE FROM d.filtered WHERE n = 1 | false
                    DELETE FROM d.filtered WHERE day = '2026-01-05' | true
                    MERGE d.filtered t USING (SELECT 1 AS n) s ON FALSE WHEN NOT MATCHED BY SOURCE AND t.day IN ('2026-01-06') THEN DELETE WHEN NOT MATCHED THEN INSERT (n) VALUES (n) | true
                    MERGE d.filtered t USING (SELECT 1 AS n) s ON t.n = s.n WHEN MATCHED AND t.day = '2026-01-05' THEN DELETE WHEN NOT MATCHED BY SOURCE THEN DELETE | false
                    """)
    void aRequiredFilterSparesPartitions(String sql, boolean fits) {
        engine.query("CREATE TABLE IF NOT EXISTS d.filtered (day DATE, n INT64) PARTITION BY day OPTIONS"
                + " (require_partition_filter = true)");
        if (fits) {
            assertThatNoException().isThrownBy(() -> engine.query(sql));
        } else {
            assertThatThrownBy(() -> engine.query(sql)).hasMessageContaining("partition elimination");
        }
    }

    @Test
    void rangesOfNumbersAreNamedByTheirFirst() {
        create(
                "ranges",
                "[{\"name\": \"k\", \"type\": \"INT64\"}]",
                "{\"rangePartitioning\": {\"field\": \"k\", \"range\": {\"start\": 0, \"end\": 100, \"interval\": 10}}}");
        engine.query("INSERT INTO d.ranges (k) VALUES (5), (19), (10), (100), (NULL)");
        assertThat(engine.query("SELECT partition_id, total_rows FROM d.INFORMATION_SCHEMA.PARTITIONS"
                        + " WHERE table_name = 'ranges' ORDER BY 1"))
                .containsExactly("0|1", "10|2", "__NULL__|1", "__UNPARTITIONED__|1");
    }

    @Test
    void whatHasLivedLongEnoughGoes() {
        create("short", "[{\"name\": \"id\", \"type\": \"INT64\"}]", "{\"expirationTime\": \"4102444800000\"}");
        create(
                "recent",
                "[{\"name\": \"day\", \"type\": \"DATE\"}]",
                "{\"timePartitioning\": {\"type\": \"DAY\", \"field\": \"day\", \"expirationMs\": \"86400000\"}}");
        engine.query("INSERT INTO d.recent (day) VALUES ('2020-01-01'), (CURRENT_DATE())");
        new Expiration(engine.engine().storage(), engine.engine().writer())
                .sweep(Instant.parse("2099-12-31T23:59:59Z"));
        assertThat(engine.query("SELECT count(*), MIN(day) = CURRENT_DATE() FROM d.recent"))
                .containsExactly("1|true");
        assertThat(engine.engine().storage().table(name("short"))).isPresent();
        new Expiration(engine.engine().storage(), engine.engine().writer())
                .sweep(Instant.parse("2100-01-01T00:00:01Z"));
        assertThat(engine.engine().storage().table(name("short"))).isEmpty();
    }

    @Test
    void appendedRowsBringNewColumnsWhereTheyMay() {
        engine.query("CREATE TABLE d.grows (id INT64 NOT NULL, s STRUCT<a INT64>)");
        engine.query("INSERT INTO d.grows VALUES (1, STRUCT(7))");
        String wider = "SELECT 2 AS id, STRUCT(8 AS a, 'x' AS b) AS s, 1.5 AS extra";
        assertThatThrownBy(() -> writeTo("grows", "WRITE_APPEND", wider))
                .hasMessageContaining("Provided Schema does not match Table meshwright:d.grows. Cannot add fields");
        writeTo("grows", "WRITE_APPEND", wider, "ALLOW_FIELD_ADDITION", "ALLOW_FIELD_RELAXATION");
        assertThat(engine.query("SELECT id, s.a, s.b, extra FROM d.grows ORDER BY id"))
                .containsExactly("1|7|null|null", "2|8|x|1.5");
        assertThat(engine.engine()
                        .storage()
                        .requireTable(name("grows"))
                        .schema()
                        .fields()
                        .get(0)
                        .mode())
                .hasToString("NULLABLE");
        assertThatThrownBy(() -> writeTo("grows", "WRITE_APPEND", "SELECT 'text' AS id"))
                .hasMessageContaining("Field id has changed type from INTEGER to STRING");
        assertThatThrownBy(() -> writeTo("grows", "WRITE_TRUNCATE", wider, "ALLOW_FIELD_ADDITION"))
                .hasMessageContaining("Schema update options should only be specified with WRITE_APPEND");
    }
}
