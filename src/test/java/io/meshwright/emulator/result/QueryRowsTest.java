package io.meshwright.emulator.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.storage.DuckDb;
import io.meshwright.emulator.storage.Session;
import io.meshwright.emulator.storage.TableSchema;
import io.meshwright.sql.Column;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueryRowsTest {

    private static final TableSchema SCHEMA =
            TableSchema.of(List.of(new Column("n", "INT64"), new Column("t", "TIMESTAMP")));

    @TempDir
    Path directory;

    private DuckDb duckDb;
    private Session session;

    @BeforeEach
    void open() {
        duckDb = DuckDb.open(new DuckDb.Settings(
                directory.resolve("test.duckdb"), "256MB", 2, directory.resolve("spill"), "1GB", List.of()));
        session = duckDb.session();
    }

    @AfterEach
    void close() {
        session.close();
        duckDb.close();
    }

    private QueryRows numbers(long count, long limit) {
        String select = "SELECT range, make_timestamp(range * 1000000) FROM range(" + count + ")";
        return QueryRows.run(session, select, SCHEMA, false, directory, limit);
    }

    private static String json(Page page, TimestampFormat format) {
        return new String(page.json(new byte[0], new byte[0], format), StandardCharsets.UTF_8);
    }

    @Test
    void aSmallResultIsOnePage() {
        QueryRows rows = numbers(2, Long.MAX_VALUE);
        Page page = rows.page(0, Long.MAX_VALUE);
        assertThat(json(page, TimestampFormat.FLOAT64))
                .isEqualTo("[{\"f\":[{\"v\":\"0\"},{\"v\":\"0.0\"}]},\n{\"f\":[{\"v\":\"1\"},{\"v\":\"1.0\"}]}]");
        assertThat(json(page, TimestampFormat.INT64)).contains("\"1000000\"");
        assertThat(json(page, TimestampFormat.ISO8601_STRING)).contains("1970-01-01T00:00:01Z");
        assertThat(page.next()).isEqualTo(-1);
        assertThat(rows.heldBytes()).isPositive();
    }

    @Test
    void everyNanIsOneWithinArrays() {
        TableSchema schema = TableSchema.of(List.of(new Column("a", "ARRAY<FLOAT64>")));
        String select = "SELECT ['nan'::DOUBLE, '-nan'::DOUBLE, -('nan'::DOUBLE), '-inf'::DOUBLE]";
        QueryRows rows = QueryRows.run(session, select, schema, false, directory, Long.MAX_VALUE);
        assertThat(json(rows.page(0, Long.MAX_VALUE), TimestampFormat.FLOAT64))
                .isEqualTo(
                        "[{\"f\":[{\"v\":[{\"v\":\"NaN\"},{\"v\":\"NaN\"},{\"v\":\"NaN\"},{\"v\":\"-Infinity\"}]}]}]");
    }

    /** Few rows come through JDBC, and many in DuckDB's own vectors. */
    @Test
    void textsOfAnyLengthAreTheSameInBothWaysOfReading() throws Exception {
        TableSchema schema = TableSchema.of(List.of(new Column("text", "STRING")));
        List<String> parts = List.of("", "\"", "\\", "\n", "\u0001", "\u007f", "é", "語", "😀", "twelve bytes");
        for (String part : parts) {
            String select = "SELECT CASE WHEN range <> 17 THEN '" + part
                    + "' || substr('abcdefghijklmnopqrst', 1, range)" + " END FROM range(21)";
            QueryRows many = QueryRows.run(session, select, schema, false, directory, Long.MAX_VALUE);
            QueryRows few = QueryRows.run(session, select, schema, true, directory, Long.MAX_VALUE);
            String texts = json(many.page(0, Long.MAX_VALUE), TimestampFormat.INT64);
            assertThat(texts).isEqualTo(json(few.page(0, Long.MAX_VALUE), TimestampFormat.INT64));
            JsonNode rows = new ObjectMapper().readTree(texts);
            assertThat(rows.at("/12/f/0/v").asText()).isEqualTo(part + "abcdefghijkl");
            assertThat(rows.at("/17/f/0/v").isNull()).isTrue();
            assertThat(rows).hasSize(21);
        }
    }

    @Test
    void aLargeResultIsPagedFromAFileInItsOrder() throws Exception {
        QueryRows rows = numbers(600_000, Long.MAX_VALUE);
        assertThat(rows.spooledBytes()).isGreaterThan(20_000_000);
        long seen = 0;
        int pages = 0;
        for (long at = 0; at >= 0; pages++) {
            Page page = rows.page(at, Long.MAX_VALUE);
            assertThat(json(page, TimestampFormat.INT64)).startsWith("[{\"f\":[{\"v\":\"" + at + "\"}");
            seen += page.rows();
            at = page.next();
        }
        assertThat(seen).isEqualTo(600_000);
        assertThat(pages).isLessThan(8);
        assertThat(json(rows.page(123_456, 1), TimestampFormat.INT64)).contains("\"123456\"");
        rows.close();
        try (var files = Files.list(directory)) {
            assertThat(files.filter(file -> file.toString().endsWith(".rows"))).isEmpty();
        }
    }

    @Test
    void wideRowsComeInPagesOfBoundedSizeAndFromAnyPlace() {
        TableSchema schema = TableSchema.of(List.of(new Column("n", "INT64"), new Column("wide", "STRING")));
        String select = "SELECT range, repeat('x', 900000) FROM range(30)";
        QueryRows rows = QueryRows.run(session, select, schema, false, directory, Long.MAX_VALUE);
        for (long start = 0; start < 30; start++) {
            Page page = rows.page(start, Long.MAX_VALUE);
            assertThat(json(page, TimestampFormat.INT64)).startsWith("[{\"f\":[{\"v\":\"" + start + "\"}");
            assertThat(page.rows()).isBetween(Math.min(11, 30 - start), Math.min(12, 30 - start));
            assertThat(page.next()).isEqualTo(start + page.rows() < 30 ? start + page.rows() : -1);
        }
        assertThat(rows.page(29, 5).rows()).isEqualTo(1);
        assertThat(rows.page(3, 2).next()).isEqualTo(5);
    }

    @Test
    void fewRowsLookAsTheyDoAmongMany() {
        String[] types = {
            "INT64",
            "FLOAT64",
            "BOOL",
            "NUMERIC",
            "BIGNUMERIC",
            "DATE",
            "TIMESTAMP",
            "DATETIME",
            "TIME",
            "BYTES",
            "STRING",
            "JSON",
            "INTERVAL",
            "ARRAY<DATE>",
            "STRUCT<n NUMERIC, s STRING>"
        };
        TableSchema schema = TableSchema.of(IntStream.range(0, types.length)
                .mapToObj(i -> new Column("c" + i, types[i]))
                .toList());
        String some = "SELECT -9223372036854775807::BIGINT, 'nan'::DOUBLE, true, 1.500000000::DECIMAL(38,9), '1e-38',"
                + " DATE '0001-01-01', TIMESTAMP '9999-12-31 23:59:59.999999', TIMESTAMP '1969-12-31 23:59:59',"
                + " TIME '23:59:59.000001', '\\xFF'::BLOB, 'a\"é', '{\"a\":1}', INTERVAL '-1 month',"
                + " [DATE '2024-02-29', NULL], {'n': 0.100000000::DECIMAL(38,9), 's': NULL}";
        String rows = some + " UNION ALL SELECT " + "NULL, ".repeat(types.length - 1) + "NULL";
        Page few = QueryRows.run(session, rows, schema, true, directory, Long.MAX_VALUE)
                .page(0, 2);
        Page many = QueryRows.run(session, rows, schema, false, directory, Long.MAX_VALUE)
                .page(0, 2);
        assertThat(few.rows()).isEqualTo(2);
        assertThat(json(few, TimestampFormat.INT64))
                .contains("NaN", "\"1.5\"", "0001-01-01")
                .isEqualTo(json(many, TimestampFormat.INT64));
    }

    @Test
    void aResultBeyondTheLimitIsRefused() {
        assertThatThrownBy(() -> numbers(1_000_000, 1_000_000))
                .isInstanceOfSatisfying(
                        ApiError.class, e -> assertThat(e.reason()).isEqualTo("responseTooLarge"));
    }
}
