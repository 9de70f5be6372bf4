package io.meshwright.emulator.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scriptOptions} of query jobs. */
class ScriptOptionsTest {

    private static final String ENDLESS = "SELECT COUNT(*) FROM UNNEST(GENERATE_ARRAY(1, 1000000)) a,"
            + " UNNEST(GENERATE_ARRAY(1, 1000000)) b WHERE MOD(a * b, 7) = 3";

    @TempDir
    static Path directory;

    @AutoClose
    private static LocalJobs warehouse;

    @BeforeAll
    static void open() {
        warehouse = new LocalJobs(directory);
        warehouse.job("CREATE SCHEMA d");
        warehouse.job("CREATE TABLE d.t AS SELECT 1 AS a");
    }

    private static String ask(String sql, String option, String value) {
        ObjectNode configuration = JsonNodeFactory.instance.objectNode();
        configuration
                .putObject("query")
                .put("query", sql)
                .putObject("scriptOptions")
                .put(option, value);
        return LocalJobs.answer(warehouse.job(configuration, LocalJobs.OPERATOR));
    }

    @Test
    void sayWhoseRowsAreThoseOfTheScript() {
        String script =
                "CREATE TEMP TABLE x AS SELECT 0 AS a; SELECT 'first'; SELECT 'second'; DELETE FROM x WHERE true;";
        assertThat(ask(script, "keyResultStatement", "FIRST_SELECT")).isEqualTo("first");
        assertThat(ask("SELECT 'first'; SELECT 'second'", "keyResultStatement", "LAST"))
                .isEqualTo("second");
        assertThat(ask("DECLARE x INT64; SET x = 1; SELECT x;", "keyResultStatement", "BEST"))
                .isEqualTo("Invalid value for scriptOptions.keyResultStatement: BEST");
    }

    @Test
    void boundTheTimeOfEachStatement() {
        String refusal = "Job execution was cancelled: a statement of the script took longer than 300 ms"
                + " (scriptOptions.statementTimeoutMs)";
        assertThat(ask("SELECT 1; " + ENDLESS, "statementTimeoutMs", "300")).isEqualTo(refusal);
        assertThat(ask(
                        "DECLARE n INT64; BEGIN SET n = (" + ENDLESS + "); EXCEPTION WHEN ERROR THEN SELECT 1; END;",
                        "statementTimeoutMs",
                        "300"))
                .isEqualTo(refusal);
        String planned = "SELECT 1 IN (" + "1, 2, ".repeat(150_000) + "3)";
        assertThat(ask("BEGIN " + planned + "; EXCEPTION WHEN ERROR THEN SELECT 1; END;", "statementTimeoutMs", "300"))
                .isEqualTo(refusal);
        assertThat(ask("SELECT 1; SELECT 2;", "statementTimeoutMs", "60000")).isEqualTo("2");
    }

    @Test
    void boundTheBytesOfEachStatement() {
        assertThat(ask("SELECT 1; SELECT a FROM d.t;", "statementByteBudget", "1048576"))
                .startsWith(
                        "Query error: Query exceeded limit for bytes billed: 1048576. 10485760 or higher required.");
        assertThat(ask("SELECT a FROM d.t; SELECT a FROM d.t;", "statementByteBudget", "10485760"))
                .isEqualTo("1");
        assertThat(ask("SELECT 1; SELECT 2;", "statementByteBudget", "-1"))
                .isEqualTo("Invalid value for scriptOptions.statementByteBudget: -1");
    }
}
