package io.meshwright.emulator.translation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meshwright.diagnostic.Outcome;
import io.meshwright.emulator.function.FunctionSessions;
import io.meshwright.emulator.translation.TranslationCatalog.PhysicalTable;
import io.meshwright.sql.Column;
import io.meshwright.sql.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.duckdb.DuckDBDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TranslatorTest {

    private static final SqlTranslator TRANSLATOR = new SqlTranslator();
    private static final TableName STOCK = new TableName("p", "shop", "stock");
    private static final TableName ARRIVALS = new TableName("p", "shop", "arrivals");
    private static final Map<TableName, PhysicalTable> TABLES = Map.of(
            STOCK,
            new PhysicalTable(
                    STOCK, List.of(new Column("product", "STRING"), new Column("quantity", "INT64")), "\"stock\""),
            ARRIVALS,
            new PhysicalTable(
                    ARRIVALS,
                    List.of(
                            new Column("product", "STRING"),
                            new Column("quantity", "INT64"),
                            new Column("tags", "ARRAY<STRING>")),
                    "\"arrivals\""));

    private Connection connection;

    static Connection duckDb() throws SQLException {
        Connection connection = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
        }
        TranslationRuntime.install(connection, new FunctionSessions(), uri -> uri);
        return connection;
    }

    @BeforeEach
    void stockTheShop() throws SQLException {
        connection = duckDb();
        run("CREATE TABLE stock (product VARCHAR, quantity BIGINT)");
        run("CREATE TABLE arrivals (product VARCHAR, quantity BIGINT, tags VARCHAR[])");
        run("INSERT INTO stock VALUES ('oven', 5), ('dryer', 30), ('lamp', NULL)");
        run("INSERT INTO arrivals VALUES ('oven', 2, ['new', 'hot']), ('kettle', 7, []), ('lamp', 1, NULL)");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Outcome<Translation> translate(String sql, JsonNode... parameters) {
        return TRANSLATOR.translate(
                new StatementRequest(sql, "p", Optional.of("shop"), List.of(parameters)), new TranslationCatalog() {
                    @Override
                    public Optional<PhysicalTable> table(TableName name) {
                        return Optional.ofNullable(TABLES.get(name));
                    }

                    @Override
                    public List<TableName> tables() {
                        return List.copyOf(TABLES.keySet());
                    }
                });
    }

    private List<List<Object>> query(String sql, JsonNode... parameters) throws SQLException {
        return ResultTexts.rows(connection, translate(sql, parameters).get());
    }

    private List<List<Object>> stockAfter(String sql) throws SQLException {
        run(translate(sql).get().duckSql());
        return query("SELECT product, quantity FROM stock ORDER BY product");
    }

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text);
    }

    @Test
    void readsTablesByEveryName() throws Exception {
        for (String name : List.of("stock", "shop.stock", "`p.shop.stock`", "p.shop.stock")) {
            assertThat(query("SELECT SUM(quantity) FROM " + name)).containsExactly(List.of(35L));
        }
        assertThat(translate("SELECT 1 FROM stock, arrivals").get().referenced())
                .containsExactlyInAnyOrder(STOCK, ARRIVALS);
    }

    @Test
    void joinsUnnestsAndWindows() throws Exception {
        assertThat(query("SELECT s.product, t, ROW_NUMBER() OVER (ORDER BY t DESC) AS n FROM stock s JOIN arrivals a"
                        + " USING (product), a.tags AS t ORDER BY n"))
                .containsExactly(List.of("oven", "new", 1L), List.of("oven", "hot", 2L));
    }

    /** DuckDB has them at hand, unless something else is asked for with them. */
    @Test
    void asksForTheLeastTextOfAWholeTableByItself() throws Exception {
        String apart = ", (SELECT min(";
        String totals = "SELECT SUM(quantity), MIN(product) FROM stock";
        assertThat(translate(totals).get().duckSql()).contains(apart);
        assertThat(query(totals)).containsExactly(List.of(35L, "dryer"));
        for (String other : List.of(
                "SELECT SUM(quantity), MIN(product) FROM stock WHERE quantity > 5",
                "SELECT quantity, MIN(product) FROM stock GROUP BY quantity",
                "SELECT MAX(product), MIN(product) FROM stock",
                "SELECT SUM(quantity), MIN(quantity) FROM stock")) {
            assertThat(translate(other).get().duckSql()).doesNotContain(apart);
        }
    }

    @Test
    void countsTheIterationsOfARecursionAndEndsIt() throws Exception {
        String tree = "WITH RECURSIVE edge AS (SELECT 1 AS a, 2 AS b UNION ALL SELECT 1, 3 UNION ALL SELECT 3, 4), "
                + "walk AS (SELECT 1 AS n UNION ALL SELECT edge.b FROM walk JOIN edge ON edge.a = walk.n)";
        assertThat(query(tree + " WITH DEPTH AS steps SELECT n, steps FROM walk ORDER BY n"))
                .containsExactly(List.of(1L, 0L), List.of(2L, 1L), List.of(3L, 1L), List.of(4L, 2L));
        assertThat(query(tree + " WITH DEPTH AS steps BETWEEN 1 AND 1 SELECT n, steps FROM walk ORDER BY n"))
                .containsExactly(List.of(2L, 1L), List.of(3L, 1L));
        assertThat(query(tree + " WITH DEPTH MAX 1 SELECT n FROM walk AS w JOIN walk USING (n) ORDER BY n"))
                .containsExactly(List.of(1L), List.of(2L), List.of(3L));
        String numbers = "WITH RECURSIVE w AS (SELECT 1 AS n UNION %s SELECT n + 1 FROM w%s) SELECT COUNT(*) FROM w";
        assertThat(query(numbers.formatted("ALL", " WHERE n <= 500"))).containsExactly(List.of(501L));
        assertThat(query(numbers.formatted("DISTINCT", " WHERE n < 7"))).containsExactly(List.of(7L));
        assertThatThrownBy(() -> query(numbers.formatted("ALL", "")))
                .hasMessageContaining("A recursive CTE has reached the maximum number of iterations: 500");
        assertThat(query("WITH RECURSIVE a AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM a WHERE n < 3), b AS (SELECT n"
                        + " FROM a UNION ALL SELECT b.n * 10 FROM b, a WHERE b.n = a.n AND b.n < 3) SELECT SUM(n),"
                        + " (SELECT MAX(n) FROM a) FROM b"))
                .containsExactly(List.of(36L, 3L));
    }

    @Test
    void picksValuesByOthers() throws Exception {
        assertThat(query(
                        "SELECT MAX_BY(product, quantity), MIN_BY(product, quantity), MAX_BY(product, quantity / 2) FROM"
                                + " stock"))
                .containsExactly(List.of("dryer", "oven", "dryer"));
    }

    @Test
    void refusesByNameWhatBigQueryHasAndThisEngineHasNot() {
        assertThat(translate("SELECT SEARCH(product, 'x') FROM stock")
                        .diagnostics()
                        .get(0)
                        .message())
                .contains("does not support SEARCH: ");
        assertThat(translate("SELECT KLL_QUANTILES.INIT_INT64(quantity, 10, weight => 2) FROM stock")
                        .diagnostics()
                        .get(0)
                        .message())
                .contains("does not support KLL_QUANTILES.INIT_INT64 with weights");
    }

    @Test
    void inserts() throws Exception {
        assertThat(stockAfter("INSERT INTO shop.stock (product) VALUES ('fan'), ('sofa')"))
                .hasSize(5);
        assertThat(stockAfter("INSERT shop.stock (product, quantity) SELECT product, quantity FROM arrivals"))
                .hasSize(8);
    }

    @Test
    void updatesWithAndWithoutASource() throws Exception {
        assertThat(stockAfter("UPDATE stock SET quantity = quantity + 1 WHERE product LIKE 'o%'"))
                .contains(List.of("oven", 6L));
        assertThat(stockAfter("UPDATE stock s SET quantity = IFNULL(s.quantity, 0) + a.quantity FROM arrivals a WHERE"
                        + " s.product = a.product"))
                .containsExactly(List.of("dryer", 30L), List.of("lamp", 1L), List.of("oven", 8L));
        String twice = translate("UPDATE stock s SET quantity = a.quantity FROM arrivals a WHERE TRUE")
                .get()
                .duckSql();
        assertThatThrownBy(() -> run(twice)).hasMessageContaining("at most one source row");
    }

    @Test
    void deletes() throws Exception {
        assertThat(stockAfter("DELETE FROM stock WHERE product IN (SELECT product FROM arrivals)"))
                .containsExactly(List.of("dryer", 30L));
        assertThat(stockAfter("TRUNCATE TABLE stock")).isEmpty();
    }

    @Test
    void merges() throws Exception {
        assertThat(stockAfter("MERGE stock T USING arrivals S ON T.product = S.product"
                        + " WHEN MATCHED AND T.quantity IS NULL THEN DELETE"
                        + " WHEN MATCHED THEN UPDATE SET quantity = T.quantity + S.quantity"
                        + " WHEN NOT MATCHED THEN INSERT (product, quantity) VALUES (S.product, S.quantity)"))
                .containsExactly(List.of("dryer", 30L), List.of("kettle", 7L), List.of("oven", 7L));
        assertThat(stockAfter("MERGE stock T USING arrivals S ON FALSE WHEN NOT MATCHED THEN INSERT (product) VALUES"
                        + " (product) WHEN NOT MATCHED BY SOURCE THEN DELETE"))
                .hasSize(3);
    }

    @Test
    void refusesAMergeThatMatchesARowTwice() {
        String twice = translate("MERGE stock T USING (SELECT * FROM arrivals UNION ALL SELECT * FROM arrivals) S ON"
                        + " T.product = S.product WHEN MATCHED THEN UPDATE SET quantity = S.quantity")
                .get()
                .duckSql();
        assertThatThrownBy(() -> run(twice)).isInstanceOf(SQLException.class);
    }

    @Test
    void describesDdl() {
        Translation create = translate("CREATE OR REPLACE TABLE shop.sums OPTIONS (description = 'Sums') AS"
                        + " SELECT product, SUM(quantity) AS total FROM stock GROUP BY product")
                .get();
        assertThat(create.type()).isEqualTo(StatementType.CREATE_TABLE_AS_SELECT);
        assertThat(create.orReplace()).isTrue();
        assertThat(create.target()).contains(new TableName("p", "shop", "sums"));
        assertThat(create.schema()).containsExactly(new Column("product", "STRING"), new Column("total", "INT64"));
        assertThat(create.definition().options()).containsEntry("description", "to_json('Sums')");
        Translation plain = translate("CREATE TABLE IF NOT EXISTS other (a INT64 NOT NULL, b ARRAY<STRING>)")
                .get();
        assertThat(plain.ifNotExists()).isTrue();
        assertThat(plain.required()).containsExactly("a");
        assertThat(plain.schema()).containsExactly(new Column("a", "INT64"), new Column("b", "ARRAY<STRING>"));
        Translation view =
                translate("CREATE VIEW shop.v AS SELECT product FROM stock").get();
        assertThat(view.type()).isEqualTo(StatementType.CREATE_VIEW);
        assertThat(view.query()).isEqualTo("SELECT product FROM stock");
        Translation drop = translate("DROP TABLE IF EXISTS shop.stock").get();
        assertThat(drop.type()).isEqualTo(StatementType.DROP_TABLE);
        assertThat(drop.ifExists()).isTrue();
        assertThat(translate("CREATE SCHEMA IF NOT EXISTS mart").get().schemaTarget())
                .contains("p.mart");
    }

    @Test
    void takesNamedAndPositionalParameters() throws Exception {
        JsonNode named = json(
                "{\"name\": \"names\", \"parameterType\": {\"type\": \"ARRAY\", \"arrayType\": {\"type\":"
                        + " \"STRING\"}}, \"parameterValue\": {\"arrayValues\": [{\"value\": \"oven\"}, {\"value\": \"lamp\"}]}}");
        assertThat(query("SELECT product FROM stock WHERE product IN UNNEST(@names) ORDER BY 1", named))
                .containsExactly(List.of("lamp"), List.of("oven"));
        JsonNode least = json("{\"parameterType\": {\"type\": \"INT64\"}, \"parameterValue\": {\"value\": \"10\"}}");
        JsonNode moment = json(
                "{\"parameterType\": {\"type\": \"TIMESTAMP\"}, \"parameterValue\": {\"value\": \"2024-01-02T03:04:05Z\"}}");
        assertThat(query("SELECT product, ? FROM stock WHERE quantity > ?", moment, least))
                .containsExactly(List.of("dryer", "2024-01-02 03:04:05+00"));
    }

    @Test
    void saysWhatItDoesNotSupportAndWhere() {
        assertThat(translate("SELECT product,\n  SESSION_USER() FROM stock")
                        .diagnostics()
                        .get(0)
                        .toString())
                .startsWith("query 2:3: the embedded warehouse does not support SESSION_USER");
        assertThat(translate("SELECT * FROM shop.stok").diagnostics().get(0).toString())
                .isEqualTo("query 1:15: Table not found: shop.stok");
        assertThat(translate("SELECT ST_GEOGPOINT(1, 2)").isOk()).isFalse();
    }

    @Test
    void callsTemporaryFunctionsOfAScript() throws Exception {
        List<String> statements = TRANSLATOR
                .statements("CREATE TEMP FUNCTION twice(n INT64) AS (2 * n);\n"
                        + "BEGIN SELECT 1; END; SELECT twice(twice(quantity)) FROM stock WHERE product = 'oven';")
                .get();
        assertThat(statements).hasSize(2);
        assertThat(query(statements.get(1))).containsExactly(List.of(20L));
    }

    @Test
    void computesMediansWrittenAsDistinctPercentiles() throws Exception {
        assertThat(query("SELECT DISTINCT LENGTH(product) AS l, PERCENTILE_CONT(quantity, 0.5) OVER (PARTITION BY"
                        + " LENGTH(product)) AS m FROM (SELECT * FROM stock UNION ALL SELECT product, quantity FROM"
                        + " arrivals) ORDER BY l"))
                .containsExactly(List.of(4L, 2.0), List.of(5L, 30.0), List.of(6L, 7.0));
        assertThat(translate("SELECT DISTINCT product, PERCENTILE_DISC(quantity, 0.5) OVER (PARTITION BY product)"
                                + " FROM stock")
                        .get()
                        .duckSql())
                .doesNotContain("OVER");
    }

    @Test
    void mergesSketches() throws Exception {
        assertThat(query("SELECT HLL_COUNT.MERGE(s) FROM (SELECT HLL_COUNT.INIT(product) AS s FROM stock UNION ALL"
                        + " SELECT HLL_COUNT.INIT(product) FROM arrivals)"))
                .containsExactly(List.of(4L));
    }

    @Test
    void survivesDeepNesting() throws Exception {
        String nested = "product";
        for (int i = 0; i < 120; i++) {
            nested = i % 2 == 0 ? "CONCAT(" + nested + ", 'x')" : "SUBSTR(" + nested + ", -100, GREATEST(5, 200))";
        }
        assertThat(query("SELECT LENGTH(" + nested + ") FROM stock WHERE product = 'oven'"))
                .containsExactly(List.of(64L));
    }

    @Test
    void remembersTranslationsOnlyWhileTablesStayTheSame() {
        String sql = "SELECT * FROM shop.changing";
        List<Column> columns = new ArrayList<>(List.of(new Column("a", "INT64")));
        TranslationCatalog catalog = name -> Optional.of(new PhysicalTable(name, columns, "\"changing\""));
        StatementRequest request = new StatementRequest(sql, "p", Optional.empty(), List.of());
        assertThat(TRANSLATOR.translate(request, catalog).get().schema()).hasSize(1);
        columns.add(new Column("b", "STRING"));
        assertThat(TRANSLATOR.translate(request, catalog).get().schema()).hasSize(2);
    }
}
