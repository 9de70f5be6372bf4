package io.meshwright.emulator.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Properties;
import java.util.zip.GZIPOutputStream;
import org.duckdb.DuckDBDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What load jobs take and refuse. */
class LoadWorkTest {

    private static final String JSON = "\"sourceFormat\": \"NEWLINE_DELIMITED_JSON\"";
    private static final String SCHEMA = "[{\"name\": \"a\", \"type\": \"INTEGER\"}, {\"name\": \"b\", \"type\":"
            + " \"STRING\"}, {\"name\": \"c\", \"type\": \"RECORD\", \"fields\": [{\"name\": \"d\", \"type\":"
            + " \"BOOLEAN\", \"mode\": \"REPEATED\"}]}]";
    private static final String FLAT = SCHEMA.substring(0, SCHEMA.indexOf(", {\"name\": \"c\"")) + "]";

    @TempDir
    Path directory;

    private LocalJobs jobs;

    @BeforeEach
    void open() {
        jobs = new LocalJobs(directory);
        jobs.ask("CREATE SCHEMA d");
    }

    @AfterEach
    void close() {
        jobs.close();
    }

    /** The rows of the table after a load, or the error. */
    private String loaded(byte[] content, String schema, String options) throws Exception {
        Path file = Files.write(directory.resolve("upload.data"), content);
        Job job = jobs.job(
                (ObjectNode) new ObjectMapper()
                        .readTree("{\"load\": {\"destinationTable\": {\"datasetId\": \"d\", \"tableId\": \"t\"},"
                                + " \"writeDisposition\": \"WRITE_TRUNCATE\", \"schema\": {\"fields\": " + schema
                                + "}, " + options + "}}"),
                Optional.of(file));
        return job.error().isPresent() ? LocalJobs.answer(job) : jobs.ask("SELECT * FROM d.t ORDER BY a");
    }

    private String json(String lines, String options) throws Exception {
        return loaded(lines.getBytes(StandardCharsets.UTF_8), SCHEMA, JSON + options);
    }

    private String csv(String lines, String options) throws Exception {
        return loaded(lines.getBytes(StandardCharsets.UTF_8), FLAT, options);
    }

    @Test
    void refusesJsonThatDoesNotFitTheSchema() throws Exception {
        String good = "{\"A\": \"1\", \"b\": 2.5, \"c\": {\"d\": [true, \"false\"]}}\n";
        String unknown = "{\"a\": 2, \"c\": {\"e\": 1}}\n";
        assertThat(json(good, "")).isEqualTo("1,2.5,([true false])");
        assertThat(json(good + unknown, ""))
                .isEqualTo("Error while reading data, error message: JSON parsing error in row starting at position "
                        + good.length() + ": No such field: c.e.");
        assertThat(json(unknown, ", \"ignoreUnknownValues\": true")).isEqualTo("2,NULL,([])");
        assertThat(json("{\"a\": 1.5}", ""))
                .endsWith("Could not convert value 'double_value: 1.5' to integer. Field: a; Value: 1.5");
        assertThat(json("{\"a\": [1]}", "")).endsWith("Array specified for non-repeated field: a.");
        assertThat(json("{\"c\": {\"d\": true}}", ""))
                .endsWith("Repeated field must be imported as a JSON array. Field: c.d.");
        assertThat(json("nonsense\n" + good, ", \"maxBadRecords\": 1")).isEqualTo("1,2.5,([true false])");
        assertThat(json("nonsense\n{\n" + good, ", \"maxBadRecords\": 1")).contains("JSON parsing error");
    }

    @Test
    void refusesCsvThatDoesNotFitTheSchema() throws Exception {
        assertThat(csv("a,b\n1,x\n2,\n3,\"\"\n", "\"skipLeadingRows\": 1")).isEqualTo("1,x; 2,NULL; 3,");
        assertThat(csv("1,x\n2,y,z\n", "\"quote\": \"\\\"\""))
                .isEqualTo("Error while reading data, error message: Too many values in line. line_number: 2");
        assertThat(csv("1,x\n2,y,z\n", "\"ignoreUnknownValues\": true")).isEqualTo("1,x; 2,y");
        assertThat(csv("1,x\n2\n", "\"fieldDelimiter\": \",\"")).contains("Too few values in line. line_number: 2");
        assertThat(csv("1,x\n2\n", "\"allowJaggedRows\": true")).isEqualTo("1,x; 2,NULL");
        assertThat(csv("1,\"x\ny\"\n", "\"fieldDelimiter\": \",\"")).contains("Missing close quote character");
        assertThat(csv("1,\"x\ny\"\n", "\"allowQuotedNewlines\": true")).isEqualTo("1,x\ny");
        assertThat(csv("1|NA\n2|\n", "\"fieldDelimiter\": \"|\", \"nullMarker\": \"NA\""))
                .isEqualTo("1,NULL; 2,");
        assertThat(csv("1,x\nq,y\n", "\"maxBadRecords\": 1")).isEqualTo("1,x");
        assertThat(csv("1,x\nq,y\nr,z\n", "\"maxBadRecords\": 1")).contains("too many errors");
    }

    @Test
    void tellsNoDirectoryOfABrokenFile() throws Exception {
        byte[] broken = new byte[1_000];
        Arrays.fill(broken, (byte) 0xff);
        byte[] mark = "PAR1".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(mark, 0, broken, 0, mark.length);
        System.arraycopy(mark, 0, broken, broken.length - mark.length, mark.length);
        for (String schema : new String[] {FLAT, "[]"}) {
            assertThat(loaded(broken, schema, "\"sourceFormat\": \"PARQUET\""))
                    .startsWith("Error while reading data, error message: ")
                    .contains("upload.data")
                    .doesNotContain(directory.toString());
        }
    }

    @Test
    void namesTheLineOfEveryValueThatDoesNotFitItsColumn() throws Exception {
        assertThat(misfit("TIMESTAMP", "1,yesterday"))
                .isEqualTo("Could not parse 'yesterday' as TIMESTAMP for field b; line_number: 3");
        assertThat(misfit("DATETIME", "1,2026-13-01 00:00:00")).contains("as DATETIME for field b; line_number: 3");
        assertThat(misfit("TIME", "1,25:00:00")).contains("as TIME for field b; line_number: 3");
        assertThat(misfit("BOOLEAN", "1,perhaps")).contains("'perhaps' as BOOL for field b; line_number: 3");
        assertThat(misfit("BYTES", "1,\u00e9")).contains("as BYTES for field b; line_number: 3");
    }

    /** What is said of a row in the third line of a file. */
    private String misfit(String type, String row) throws Exception {
        String schema = "[{\"name\": \"a\", \"type\": \"STRING\"}, {\"name\": \"b\", \"type\": \"" + type + "\"}]";
        byte[] content = ("a,b\nx,\n" + row + "\n").getBytes(StandardCharsets.UTF_8);
        return loaded(content, schema, "\"skipLeadingRows\": 1")
                .replace("Error while reading data, error message: ", "");
    }

    @Test
    void aSpaceMayStandBeforeTheOffsetOfATimestamp() throws Exception {
        String schema = "[{\"name\": \"a\", \"type\": \"TIMESTAMP\"}]";
        byte[] csv = "2024-02-03 07:41:35.220 -05:00\n2024/02/03 23:00 +09:30\n".getBytes(StandardCharsets.UTF_8);
        loaded(csv, schema, "\"fieldDelimiter\": \",\"");
        assertThat(jobs.ask("SELECT STRING(a) FROM d.t ORDER BY a"))
                .isEqualTo("2024-02-03 12:41:35.220+00; 2024-02-03 13:30:00+00");
    }

    @Test
    void readsCompressedFilesAndOtherEncodings() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write("1,x\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(loaded(bytes.toByteArray(), FLAT, "\"quote\": \"\\\"\"")).isEqualTo("1,x");
        byte[] latin = "1,caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(loaded(latin, FLAT, "\"encoding\": \"ISO-8859-1\"")).isEqualTo("1,café");
    }

    @Test
    void namesColumnsOfFilesByTheCharacterMap() throws Exception {
        String shown = "\"autodetect\": true, \"skipLeadingRows\": 1";
        byte[] csv = "a,PM2.5 Value,1st\n1,x,2.5\n".getBytes(StandardCharsets.UTF_8);
        assertThat(loaded(csv, "[]", shown))
                .isEqualTo("Error while reading data, error message: Field name 'PM2.5 Value' is not supported by the"
                        + " current character map");
        assertThat(columns(csv, shown + ", \"columnNameCharacterMap\": \"V2\"")).isEqualTo("a,PM2_5 Value,1st");
        assertThat(columns(csv, shown + ", \"columnNameCharacterMap\": \"V1\"")).isEqualTo("a,PM2_5_Value,_1st");
        assertThat(loaded(csv, "[]", shown + ", \"columnNameCharacterMap\": \"V3\""))
                .contains("V3");
        byte[] json = "{\"a\": 1, \"b.c\": {\"d\": 2}}\n".getBytes(StandardCharsets.UTF_8);
        assertThat(loaded(json, "[]", JSON + ", \"autodetect\": true")).contains("'b.c'");
        assertThat(loaded(json, "[]", JSON + ", \"columnNameCharacterMap\": \"V1\""))
                .isEqualTo("The load option columnNameCharacterMap is for CSV and PARQUET and not for"
                        + " NEWLINE_DELIMITED_JSON");
        Path parquet = directory.resolve("odd.parquet");
        try (var duckDb = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
                var statement = duckDb.createStatement()) {
            statement.execute(
                    "COPY (SELECT 1 AS a, 'x' AS \"b!\", 'y' AS \"b?c\") TO '" + parquet + "' (FORMAT parquet)");
        }
        String format = "\"sourceFormat\": \"PARQUET\"";
        jobs.ask("DROP TABLE d.t");
        assertThat(loaded(Files.readAllBytes(parquet), "[]", format)).contains("'b!'");
        assertThat(columns(Files.readAllBytes(parquet), format + ", \"columnNameCharacterMap\": \"V2\""))
                .isEqualTo("a,b_,b_c");
        assertThat(jobs.ask("SELECT a, b_, b_c FROM d.t")).isEqualTo("1,x,y");
    }

    /** The names that a file's columns get. */
    private String columns(byte[] content, String options) throws Exception {
        jobs.ask("DROP TABLE IF EXISTS d.t");
        loaded(content, "[]", options);
        return jobs.ask("SELECT STRING_AGG(column_name ORDER BY ordinal_position) FROM d.INFORMATION_SCHEMA.COLUMNS"
                + " WHERE table_name = 't'");
    }
}
