package io.meshwright.emulator.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshwright.emulator.error.ApiError;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the local BigQuery tells of itself in SQL, and to whom. */
class InformationSchemaTest {

    @TempDir
    private static Path directory;

    @AutoClose
    private static LocalEngine engine;

    @BeforeAll
    static void fill() {
        engine = new LocalEngine(directory);
        engine.query("CREATE SCHEMA shop OPTIONS(description='what is sold')");
        engine.query("CREATE SCHEMA shop_staging");
        engine.query("CREATE TABLE shop.orders (id INT64 NOT NULL, lines ARRAY<STRUCT<sku STRING, price NUMERIC>>)"
                + " OPTIONS(description='one a \"purchase\"')");
        engine.query("INSERT INTO shop.orders VALUES (1, []), (2, [])");
        engine.query("CREATE VIEW shop.ids AS SELECT id FROM shop.orders");
        engine.query("CREATE TABLE shop_staging.secret AS SELECT 1 AS hidden");
    }

    @Test
    void tellsDatasetsTablesViewsAndOptions() {
        assertThat(engine.query("SELECT schema_name, location FROM INFORMATION_SCHEMA.SCHEMATA ORDER BY 1"))
                .containsExactly("shop|US", "shop_staging|US");
        assertThat(
                        engine.query(
                                "SELECT table_name, table_type, is_insertable_into FROM shop.INFORMATION_SCHEMA.TABLES ORDER BY 1"))
                .containsExactly("ids|VIEW|NO", "orders|BASE TABLE|YES");
        assertThat(engine.query("SELECT view_definition FROM meshwright.shop.INFORMATION_SCHEMA.VIEWS"))
                .containsExactly("SELECT id FROM shop.orders");
        assertThat(engine.query("SELECT option_value FROM `meshwright.shop.INFORMATION_SCHEMA.TABLE_OPTIONS`"
                        + " WHERE option_name = 'description'"))
                .containsExactly("\"one a \\\"purchase\\\"\"");
        assertThat(engine.query("SELECT ddl FROM shop.INFORMATION_SCHEMA.TABLES WHERE table_name = 'orders'"))
                .containsExactly(
                        """
                        CREATE TABLE `meshwright.shop.orders`
                        (
                          id INT64 NOT NULL,
                          lines ARRAY<STRUCT<sku STRING, price NUMERIC>>
                        )
                        OPTIONS(
                          description="one a \\"purchase\\""
                        );""");
    }

    @Test
    void tellsColumnsAndTheFieldsWithin() {
        assertThat(engine.query("SELECT column_name, ordinal_position, is_nullable, data_type"
                        + " FROM shop.INFORMATION_SCHEMA.COLUMNS WHERE table_name = 'orders' ORDER BY 2"))
                .containsExactly("id|1|NO|INT64", "lines|2|YES|ARRAY<STRUCT<sku STRING, price NUMERIC>>");
        assertThat(engine.query("SELECT field_path, data_type FROM `region-us`.INFORMATION_SCHEMA.COLUMN_FIELD_PATHS"
                        + " WHERE table_name = 'orders' AND field_path LIKE '%.%' ORDER BY 1"))
                .containsExactly("lines.price|NUMERIC", "lines.sku|STRING");
    }

    @Test
    void tellsRowsBytesAndJobs() {
        assertThat(engine.query("SELECT table_id, row_count, type FROM shop.__TABLES__ ORDER BY 1"))
                .containsExactly("ids|0|2", "orders|2|1");
        assertThat(engine.query("SELECT total_rows, total_logical_bytes > 0 FROM"
                        + " `region-us`.INFORMATION_SCHEMA.TABLE_STORAGE WHERE table_name = 'orders'"))
                .containsExactly("2|true");
        assertThat(engine.query("SELECT dml_statistics.inserted_row_count, user_email, state FROM"
                        + " `meshwright.region-us.INFORMATION_SCHEMA.JOBS` WHERE statement_type = 'INSERT'"))
                .containsExactly("2|operator|DONE");
    }

    @Test
    void showsAReaderOnlyWhatTheyMaySee() {
        assertThat(engine.query("SELECT table_name FROM `region-us`.INFORMATION_SCHEMA.TABLES", LocalEngine.READER))
                .containsExactlyInAnyOrder("orders", "ids");
        assertThat(engine.query("SELECT count(*) FROM INFORMATION_SCHEMA.SCHEMATA", LocalEngine.READER))
                .containsExactly("1");
        for (String denied : new String[] {
            "shop_staging.INFORMATION_SCHEMA.COLUMNS", "shop_staging.__TABLES__", "`region-us`.INFORMATION_SCHEMA.JOBS"
        }) {
            assertThatThrownBy(() -> engine.query("SELECT 1 FROM " + denied, LocalEngine.READER))
                    .isInstanceOfSatisfying(
                            ApiError.class, error -> assertThat(error.reason()).isEqualTo("accessDenied"));
        }
        assertThat(engine.query("SELECT DISTINCT user_email FROM INFORMATION_SCHEMA.JOBS_BY_USER", LocalEngine.READER))
                .containsExactly("reader");
    }

    @Test
    void tellsRoutinesAndWhatTheyTake() {
        engine.query("CREATE FUNCTION shop.add(x INT64, l ARRAY<STRING>) RETURNS INT64 AS (x + 1)");
        assertThat(engine.query("SELECT routine_name, routine_type, data_type, routine_definition FROM"
                        + " shop.INFORMATION_SCHEMA.ROUTINES"))
                .containsExactly("add|FUNCTION|INT64|x + 1");
        assertThat(engine.query("SELECT ordinal_position, is_result, parameter_name, data_type FROM"
                        + " shop.INFORMATION_SCHEMA.PARAMETERS ORDER BY 1"))
                .containsExactly("0|YES|null|INT64", "1|NO|x|INT64", "2|NO|l|ARRAY<STRING>");
    }

    @Test
    void tellsKindsOfRoutinesTablesAndQueriesAsDocumented() {
        engine.query("CREATE SCHEMA kinds");
        engine.query("CREATE FUNCTION kinds.a(x INT64) AS (x)");
        engine.query("CREATE AGGREGATE FUNCTION kinds.b(x INT64) AS (SUM(x))");
        engine.query("CREATE TABLE FUNCTION kinds.c() AS SELECT 1 AS one");
        engine.query("CREATE PROCEDURE kinds.d() BEGIN END");
        assertThat(engine.query("SELECT routine_name, routine_type, connection FROM kinds.INFORMATION_SCHEMA.ROUTINES"
                        + " ORDER BY 1"))
                .containsExactly(
                        "a|FUNCTION|null", "b|AGGREGATE FUNCTION|null", "c|TABLE FUNCTION|null", "d|PROCEDURE|null");
        engine.query("CREATE SNAPSHOT TABLE kinds.kept CLONE shop.orders");
        assertThat(engine.query("SELECT table_name, base_table_schema, base_table_name, snapshot_time IS NULL"
                        + " FROM kinds.INFORMATION_SCHEMA.TABLE_SNAPSHOTS"))
                .containsExactly("kept|shop|orders|false");
        assertThat(engine.query("SELECT DISTINCT is_identity, identity_start, ARRAY_LENGTH(data_policies)"
                        + " FROM kinds.INFORMATION_SCHEMA.COLUMNS"))
                .containsExactly("NO|null|0");
        assertThat(engine.query("SELECT COUNT(*) FROM `region-us`.INFORMATION_SCHEMA.TABLE_STORAGE_BY_PROJECT"
                        + " WHERE table_name = 'kept'"))
                .containsExactly("1");
        assertThat(engine.query("SELECT DISTINCT query_dialect, continuous FROM `region-us`.INFORMATION_SCHEMA.JOBS"
                        + " WHERE job_type = 'QUERY'"))
                .hasSize(1);
        engine.query("DROP SCHEMA kinds CASCADE");
    }

    @Test
    void refusesDocumentedViewsByName() {
        for (String view :
                new String[] {"RESERVATIONS", "JOBS_TIMELINE_BY_PROJECT", "JOBS_BY_FOLDER", "SEARCH_INDEXES"}) {
            assertThatThrownBy(() -> engine.query("SELECT * FROM `region-us`.INFORMATION_SCHEMA." + view))
                    .isInstanceOf(ApiError.class)
                    .hasMessageContaining("does not support the view INFORMATION_SCHEMA." + view);
        }
        assertThatThrownBy(() -> engine.query("SELECT * FROM `region-us`.INFORMATION_SCHEMA.NOTHING"))
                .hasMessageContaining("Not found");
    }

    @Test
    void refusesWhatThereIsNot() {
        assertThatThrownBy(() -> engine.query("SELECT 1 FROM shop.INFORMATION_SCHEMA.NOTHING"))
                .hasMessageContaining("Not found: Table meshwright:shop.INFORMATION_SCHEMA.NOTHING");
        assertThatThrownBy(() -> engine.query("SELECT 1 FROM nowhere.INFORMATION_SCHEMA.TABLES"))
                .hasMessageContaining("Not found: Dataset meshwright:nowhere");
    }
}
