package io.meshwright.emulator.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.storage.StoredTable;
import io.meshwright.sql.TableName;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefinitionsTest {

    @TempDir
    Path directory;

    private LocalJobs warehouse;

    @BeforeEach
    void open() {
        warehouse = new LocalJobs(directory);
        ask("CREATE SCHEMA d");
        ask("CREATE TABLE d.stock AS SELECT * FROM UNNEST([STRUCT('oven' AS product, 5 AS quantity), ('pan', 7)])");
    }

    @AfterEach
    void close() {
        warehouse.close();
    }

    private String ask(String sql) {
        return warehouse.ask(sql);
    }

    private StoredTable table(String name) {
        return warehouse.storage().requireTable(new TableName("p", "d", name));
    }

    @Test
    void keepsTheClausesOfATable() {
        ask(
                "CREATE TABLE d.t (a INT64 DEFAULT 5 OPTIONS(description='x'), b STRING NOT NULL, u STRING DEFAULT"
                        + " GENERATE_UUID(), PRIMARY KEY (b) NOT ENFORCED) PARTITION BY RANGE_BUCKET(a, GENERATE_ARRAY(0, 10, 2))"
                        + " CLUSTER BY b OPTIONS(labels=[('k', 'v')], expiration_timestamp=TIMESTAMP '2030-01-01 00:00:00+00')");
        ObjectNode kept = table("t").properties();
        assertThat(kept.at("/rangePartitioning/field").asText()).isEqualTo("a");
        assertThat(kept.at("/rangePartitioning/range/interval").asText()).isEqualTo("2");
        assertThat(kept.at("/clustering/fields/0").asText()).isEqualTo("b");
        assertThat(kept.at("/tableConstraints/primaryKey/columns/0").asText()).isEqualTo("b");
        assertThat(kept.at("/labels/k").asText()).isEqualTo("v");
        assertThat(kept.at("/expirationTime").asText()).isEqualTo("1893456000000");
        assertThat(table("t")
                        .schema()
                        .fields()
                        .get(0)
                        .attributes()
                        .get("description")
                        .asText())
                .isEqualTo("x");
        ask("INSERT d.t (b) SELECT product FROM d.stock; INSERT d.t VALUES (DEFAULT, 'x', DEFAULT), (1, 'y', 'own')");
        assertThat(ask("SELECT STRING_AGG(CAST(a AS STRING) ORDER BY b), COUNT(DISTINCT u) FROM d.t"))
                .isEqualTo("5,5,5,1,4");
        ask(
                "CREATE TABLE d.p (ts TIMESTAMP) PARTITION BY TIMESTAMP_TRUNC(ts, HOUR) OPTIONS(partition_expiration_days=2)");
        assertThat(table("p").properties().at("/timePartitioning").toString())
                .isEqualTo("{\"type\":\"HOUR\",\"field\":\"ts\",\"expirationMs\":\"172800000\"}");
        assertThat(ask("CREATE TABLE d.u (a INT64) OPTIONS(nonsense=1)")).isEqualTo("Unknown option: nonsense");
    }

    @Test
    void copiesTablesByStatement() {
        ask("CREATE TABLE d.c CLONE d.stock; CREATE TABLE d.k COPY d.stock; CREATE TABLE d.l LIKE d.stock;"
                + " CREATE SNAPSHOT TABLE d.s CLONE d.stock; DELETE FROM d.stock WHERE TRUE");
        assertThat(ask("SELECT (SELECT COUNT(*) FROM d.c), (SELECT COUNT(*) FROM d.k), (SELECT COUNT(*) FROM d.l),"
                        + " (SELECT COUNT(*) FROM d.s)"))
                .isEqualTo("2,2,0,2");
        assertThat(ask("INSERT d.s VALUES ('x', 1)"))
                .isEqualTo("p:d.s is not allowed for this operation because it is a SNAPSHOT");
        assertThat(ask("DROP TABLE d.s")).startsWith("p:d.s is not what DROP TABLE drops");
        assertThat(warehouse.job("DROP SNAPSHOT TABLE d.s").error()).isEmpty();
    }

    @Test
    void altersTables() {
        ask("ALTER TABLE d.stock ADD COLUMN price NUMERIC, ADD COLUMN s STRUCT<x INT64, y STRUCT<z STRING>>,"
                + " ALTER COLUMN quantity SET DATA TYPE NUMERIC, SET OPTIONS(description='all')");
        ask("UPDATE d.stock SET s = (0, STRUCT('')) WHERE TRUE");
        ask("UPDATE d.stock SET s.x = 5, s.y.z = product WHERE TRUE");
        ask("UPDATE d.stock t SET s.x = q.n FROM (SELECT 'oven' AS p, 7 AS n) q WHERE q.p = t.product");
        assertThat(ask("SELECT * FROM d.stock ORDER BY 1")).isEqualTo("oven,5,NULL,(7,(oven)); pan,7,NULL,(5,(pan))");
        ask("ALTER TABLE d.stock DROP COLUMN price, DROP COLUMN IF EXISTS nothing");
        ask("ALTER TABLE d.stock RENAME COLUMN quantity TO q");
        ask("ALTER TABLE d.stock RENAME TO goods");
        assertThat(ask("SELECT q, s.x FROM d.goods ORDER BY product")).isEqualTo("5,7; 7,5");
        assertThat(table("goods").properties().path("description").asText()).isEqualTo("all");
        assertThat(ask("ALTER TABLE d.goods ALTER COLUMN q SET DATA TYPE INT64"))
                .contains("is assignable to the new type");
    }

    @Test
    void aFailedAlterationLeavesTheTableAsItWas() {
        assertThat(ask("ALTER TABLE d.stock DROP COLUMN quantity, SET OPTIONS(nonsense=1)"))
                .isEqualTo("Unknown option: nonsense");
        assertThat(ask("SELECT * FROM d.stock ORDER BY 1")).isEqualTo("oven,5; pan,7");
    }

    @Test
    void replacesViewsAndReadsMaterializedOnes() {
        ask("CREATE VIEW d.v AS SELECT product FROM d.stock");
        ask("CREATE OR REPLACE VIEW d.v AS SELECT product, quantity FROM d.stock");
        ask("CREATE MATERIALIZED VIEW d.m AS SELECT SUM(quantity) AS s FROM d.v");
        assertThat(ask("INSERT d.stock VALUES ('pot', 1); SELECT s FROM d.m")).isEqualTo("13");
        assertThat(ask("DROP VIEW d.m")).startsWith("p:d.m is not what DROP VIEW drops");
        assertThat(ask("DROP SCHEMA d")).isEqualTo("Dataset p:d is still in use");
        assertThat(warehouse.job("DROP SCHEMA d CASCADE").error()).isEmpty();
    }

    @Test
    void mergesAndCountsWhatItDid() {
        Job merge = warehouse.job("MERGE d.stock t USING (SELECT 'oven' AS p, 50 AS q UNION ALL SELECT 'mug', 1) s ON"
                + " t.product = s.p WHEN MATCHED THEN UPDATE SET quantity = s.q WHEN NOT MATCHED THEN INSERT (product,"
                + " quantity) VALUES (p, q) WHEN NOT MATCHED BY SOURCE THEN DELETE");
        assertThat(merge.detail().path("dmlStats").toString())
                .isEqualTo("{\"insertedRowCount\":\"1\",\"updatedRowCount\":\"1\",\"deletedRowCount\":\"1\"}");
        assertThat(ask("SELECT * FROM d.stock ORDER BY 1")).isEqualTo("mug,1; oven,50");
        assertThat(ask("MERGE d.stock t USING UNNEST(['oven', 'oven']) s ON t.product = s WHEN MATCHED"
                        + " THEN DELETE"))
                .isEqualTo("UPDATE/MERGE must match at most one source row for each target row");
    }
}
