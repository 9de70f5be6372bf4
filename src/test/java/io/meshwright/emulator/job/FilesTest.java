package io.meshwright.emulator.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables from files and into files. */
class FilesTest {

    @TempDir
    private static Path directory;

    @TempDir
    private static Path outside;

    @AutoClose
    private static LocalEngine engine;

    @BeforeAll
    static void open() {
        engine = new LocalEngine(directory);
        engine.query("CREATE SCHEMA d");
    }

    private static void load(String table, String format, Path file) {
        ObjectNode job = JsonNodeFactory.instance.objectNode();
        ObjectNode load = job.putObject("load").put("sourceFormat", format).put("useAvroLogicalTypes", true);
        load.putObject("destinationTable").put("datasetId", "d").put("tableId", table);
        load.putArray("sourceUris").add(file.toUri().toString());
        engine.done(job, LocalEngine.OPERATOR);
    }

    private static Path extract(String table, String format, String file) {
        ObjectNode job = JsonNodeFactory.instance.objectNode();
        ObjectNode extract = job.putObject("extract").put("destinationFormat", format);
        extract.putObject("sourceTable").put("datasetId", "d").put("tableId", table);
        extract.put("destinationUri", directory.resolve(file).toUri().toString());
        engine.done(job, LocalEngine.OPERATOR);
        return directory.resolve(file);
    }

    @Test
    void avroFilesBringTheirColumns() throws IOException {
        Schema decimal = new Schema.Parser()
                .parse("{\"type\": \"bytes\", \"logicalType\": \"decimal\", \"precision\": 10, \"scale\": 2}");
        Schema instant = new Schema.Parser().parse("{\"type\": \"long\", \"logicalType\": \"timestamp-micros\"}");
        Schema day = new Schema.Parser().parse("{\"type\": \"int\", \"logicalType\": \"date\"}");
        Schema schema = SchemaBuilder.record("row")
                .fields()
                .requiredLong("id")
                .optionalString("name")
                .name("price")
                .type(decimal)
                .noDefault()
                .name("moment")
                .type(instant)
                .noDefault()
                .name("day")
                .type(day)
                .noDefault()
                .name("raw")
                .type()
                .bytesType()
                .noDefault()
                .name("tags")
                .type()
                .map()
                .values()
                .stringType()
                .noDefault()
                .endRecord();
        GenericRecord row = new GenericData.Record(schema);
        row.put("id", 7L);
        row.put(
                "price",
                ByteBuffer.wrap(new BigDecimal("-12.50").unscaledValue().toByteArray()));
        row.put("moment", 1_709_204_400_000_001L);
        row.put("day", 19_782);
        row.put("raw", ByteBuffer.wrap(new byte[] {1, 2}));
        row.put("tags", Map.of("k", "v"));
        Path file = directory.resolve("rows.avro");
        try (DataFileWriter<GenericRecord> writer = new DataFileWriter<>(new GenericDatumWriter<>(schema))) {
            writer.create(schema, file.toFile());
            writer.append(row);
        }
        load("avro", "AVRO", file);
        assertThat(engine.query(
                        "SELECT id, name, price, moment, day, TO_HEX(raw), tags[0].key, tags[0].value FROM d.avro"))
                .containsExactly("7|null|-12.5|2024-02-29T11:00:00.000001Z|2024-02-29|0102|k|v");
        assertThat(engine.query("SELECT column_name, data_type, is_nullable FROM d.INFORMATION_SCHEMA.COLUMNS"
                        + " WHERE table_name = 'avro' AND column_name IN ('id', 'name', 'price') ORDER BY 1"))
                .containsExactly("id|INT64|NO", "name|STRING|YES", "price|NUMERIC|NO");
        Files.writeString(file, "nonsense");
        assertThatThrownBy(() -> load("avro", "AVRO", file)).hasMessageContaining("not an Avro container file");
    }

    @Test
    void whatIsExtractedComesBackAsItWas() throws IOException {
        engine.query("CREATE TABLE d.source AS SELECT TIMESTAMP '2024-02-29 11:00:00.5Z' AS moment,"
                + " DATETIME '2024-02-29 11:00:00' AS local, b'ab' AS raw, 'a,\"b\"' AS text");
        load("parquet", "PARQUET", extract("source", "PARQUET", "out.parquet"));
        assertThat(engine.query("SELECT * FROM d.parquet")).isEqualTo(engine.query("SELECT * FROM d.source"));
        assertThat(Files.readAllLines(extract("source", "CSV", "out.csv")))
                .isEqualTo(List.of(
                        "moment,local,raw,text",
                        "2024-02-29 11:00:00.500000 UTC,2024-02-29T11:00:00,YWI=,\"a,\"\"b\"\"\""));
        engine.query("CREATE TABLE d.nested AS SELECT [1] AS list");
        assertThatThrownBy(() -> extract("nested", "CSV", "nested.csv"))
                .hasMessage("Operation cannot be performed on a nested schema. Field: list");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CSV", "JSON", "PARQUET"})
    void whatIsExportedIsLoadedAgain(String format) {
        String uri = "statements/" + format + "-*";
        engine.query("EXPORT DATA OPTIONS (uri = '" + uri + "', format = '" + format + "', overwrite = true) AS SELECT"
                + " 1 AS id, NUMERIC '1.50' AS price, TIMESTAMP '2024-02-29 11:00:00Z' AS moment, CAST(NULL AS STRING)"
                + " AS text UNION ALL SELECT 2, 2, NULL, 'b' ORDER BY id");
        engine.query("LOAD DATA OVERWRITE d.loaded (id INT64 NOT NULL, price NUMERIC, moment TIMESTAMP, text STRING)"
                + " CLUSTER BY id OPTIONS (description = 'files') FROM FILES (uris = ['" + uri + "'], format = '"
                + format + "'" + (format.equals("CSV") ? ", skip_leading_rows = 1" : "") + ")");
        engine.query("LOAD DATA INTO d.loaded FROM FILES (uris = ['" + uri + "'], format = '" + format + "'"
                + (format.equals("CSV") ? ", skip_leading_rows = 1" : "") + ")");
        assertThat(engine.query("SELECT DISTINCT *, COUNT(*) OVER () FROM d.loaded ORDER BY id"))
                .containsExactly("1|1.5|2024-02-29T11:00:00Z|null|4", "2|2|null|b|4");
        assertThat(engine.query(
                        "SELECT option_value FROM d.INFORMATION_SCHEMA.TABLE_OPTIONS WHERE table_name =" + " 'loaded'"))
                .containsExactly("\"files\"");
    }

    @Test
    void jsonIsWrittenAsBigQueryWritesIt() throws IOException {
        engine.query("EXPORT DATA OPTIONS (uri = 'json/big-*.json', format = 'JSON') AS SELECT 9007199254740993 AS id,"
                + " [STRUCT(1 AS n, DATETIME '2024-02-29 11:00:00' AS local)] AS list");
        assertThat(Files.readString(directory.resolve("json/big-000000000000.json")))
                .isEqualTo(
                        "{\"id\":\"9007199254740993\",\"list\":[{\"n\":\"1\",\"local\":\"2024-02-29T11:00:00\"}]}\n");
        engine.query(
                """
                EXPORT DATA OPTIONS (uri = 'json/all-*.json', format = 'JSON') AS
                SELECT NUMERIC '1.50' AS price, CAST(NULL AS STRING) AS nothing,
                  STRUCT(CAST(NULL AS INT64) AS n, '<a&b>,"\\n' AS t) AS s, CAST('nan' AS FLOAT64) AS f, 0.5 AS h,
                  ['x', 'y'] AS list, CAST([] AS ARRAY<INT64>) AS empty, JSON '{"k": [null]}' AS j, b'ab' AS b,
                  TRUE AS yes, DATE '2024-02-29' AS d, INTERVAL '-1-2 3 -4:5:6.7' YEAR TO SECOND AS i
                """);
        assertThat(Files.readString(directory.resolve("json/all-000000000000.json")))
                .isEqualTo(
                        """
                        {"price":"1.5","s":{"t":"\\u003ca\\u0026b\\u003e,\\"\\n"},"f":"NaN","h":0.5,"list":["x","y"],\
                        "empty":[],"j":{"k":[null]},"b":"YWI=","yes":true,"d":"2024-02-29","i":"-1-2 3 -4:5:6.7"}
                        """);
        assertThatThrownBy(() -> engine.query(
                        "EXPORT DATA OPTIONS (uri = 'json/big-*.json', format = 'JSON') AS SELECT 1 AS id"))
                .hasMessageContaining("overwrite is false");
    }

    @Test
    void onePartitionIsLoaded() throws IOException {
        Files.writeString(directory.resolve("day.csv"), "2024-02-29,1\n2024-02-29,2\n");
        engine.query("CREATE TABLE d.days (day DATE, n INT64) PARTITION BY day");
        engine.query("INSERT INTO d.days (day, n) VALUES ('2024-02-28', 0), ('2024-02-29', 9)");
        engine.query("LOAD DATA INTO d.days (day DATE, n INT64) OVERWRITE PARTITIONS (day = DATE '2024-02-29')"
                + " FROM FILES (uris = ['day.csv'], format = 'CSV')");
        assertThat(engine.query("SELECT n FROM d.days ORDER BY n")).containsExactly("0", "1", "2");
        assertThat(engine.query("SELECT 1; LOAD DATA INTO TEMP TABLE mine (day DATE, n INT64) FROM FILES (uris ="
                        + " ['day.csv'], format = 'CSV'); SELECT SUM(n) FROM mine"))
                .containsExactly("3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../out-*",
                "file:///etc/made/out-*",
                "file://host/out-*",
                "file:out-*",
                "gs://../out-*",
                "link/out-*",
                "escape-*",
                "*/..",
                "nul\u0000-*"
            })
    void filesOutsideOfTheDataDirectoriesAreOutOfReach(String uri) throws IOException {
        if (!Files.exists(directory.resolve("link"), LinkOption.NOFOLLOW_LINKS)) {
            Files.createSymbolicLink(directory.resolve("link"), outside);
            Files.createSymbolicLink(directory.resolve("escape-000000000000"), outside.resolve("made"));
        }
        assertThatThrownBy(() ->
                        engine.query("EXPORT DATA OPTIONS (uri = '" + uri + "', format = 'CSV') AS SELECT 1 AS id"))
                .isInstanceOfSatisfying(
                        ApiError.class, error -> assertThat(error.status()).isBetween(400, 499));
        assertThatThrownBy(() -> engine.query(
                        "LOAD DATA INTO d.outside (id INT64) FROM FILES (uris = ['" + uri + "'], format = 'CSV')"))
                .isInstanceOfSatisfying(
                        ApiError.class, error -> assertThat(error.status()).isBetween(400, 499));
        assertThat(outside).isEmptyDirectory();
        assertThat(Path.of("/etc/made")).doesNotExist();
        assertThat(engine.query("SELECT table_name FROM d.INFORMATION_SCHEMA.TABLES WHERE table_name = 'outside'"))
                .isEmpty();
    }

    @Test
    void timesOfJsonFilesAreSeen() throws IOException {
        Files.writeString(
                directory.resolve("times.json"),
                """
                {"at": "2024-02-29 11:00:00.5 UTC", "zoned": "2024-02-29T11:00:00+02:00", "day": "2024-02-29", "text": "1 UTC"}
                {"at": null, "zoned": "2024-02-29 11:00:00Z", "day": "2024-03-01", "text": "x"}
                """);
        engine.query("LOAD DATA INTO d.times FROM FILES (uris = ['times.json'], format = 'JSON')");
        assertThat(engine.query("SELECT column_name, data_type FROM d.INFORMATION_SCHEMA.COLUMNS WHERE table_name ="
                        + " 'times' ORDER BY ordinal_position"))
                .containsExactly("at|TIMESTAMP", "zoned|TIMESTAMP", "day|DATE", "text|STRING");
        assertThat(engine.query("SELECT `at`, zoned FROM d.times WHERE `at` IS NOT NULL"))
                .containsExactly("2024-02-29T11:00:00.500000Z|2024-02-29T09:00:00Z");
    }

    @Test
    void aLoadTellsTheBytesOfItsRows() throws IOException {
        Files.writeString(directory.resolve("sizes.csv"), "1,ab\n2,cd\n");
        engine.query("CREATE TABLE d.sizes (n INT64, text STRING)");
        ObjectNode job = JsonNodeFactory.instance.objectNode();
        ObjectNode load = job.putObject("load");
        load.putObject("destinationTable").put("datasetId", "d").put("tableId", "sizes");
        load.putArray("sourceUris").add("sizes.csv");
        assertThat(engine.done(job, LocalEngine.OPERATOR)
                        .statistics()
                        .path("load")
                        .path("outputBytes")
                        .asInt())
                .isEqualTo(2 * (8 + 4));
        assertThat(engine.query("SELECT size_bytes FROM d.__TABLES__ WHERE table_id = 'sizes'"))
                .containsExactly("24");
    }

    @ParameterizedTest
    @CsvSource({"true, DEFLATE, DATE|TIME|DATETIME|TIMESTAMP", "false, NONE, STRING|STRING|STRING|INT64"})
    void avroKeepsEveryValue(boolean logical, String compression, String times) {
        engine.query("CREATE OR REPLACE TABLE d.values (i INT64 NOT NULL, f FLOAT64, b BOOL, s STRING, y BYTES, n"
                + " NUMERIC, g BIGNUMERIC, l ARRAY<STRUCT<k INT64, v ARRAY<STRING>>>, e STRUCT<a STRUCT<x FLOAT64>>,"
                + " d DATE, t TIME, dt DATETIME, ts TIMESTAMP)");
        engine.query(
                "INSERT INTO d.values VALUES (9007199254740993, CAST('-inf' AS FLOAT64), TRUE, 'ä\\n', b'\\x00\\xff',"
                        + " -0.000000001, BIGNUMERIC '1e37', [STRUCT(1, ['a', 'b']), (NULL, [])], STRUCT(STRUCT(0.1)),"
                        + " '0001-01-01', '23:59:59.999999', '2024-02-29T11:00:00.000001', '9999-12-31 23:59:59.999999Z'),"
                        + " (1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)");
        engine.query("EXPORT DATA OPTIONS (uri = 'avro/values-*', format = 'AVRO', overwrite = true, compression = '"
                + compression + "', use_avro_logical_types = " + logical + ") AS SELECT * FROM d.values");
        engine.query("LOAD DATA OVERWRITE d.again FROM FILES (uris = ['avro/values-*'], format = 'AVRO',"
                + " enable_logical_types = " + logical + ")");
        String plain = "SELECT i, f, b, s, y, l, e" + (logical ? ", n, g" : "") + " FROM %s ORDER BY i";
        assertThat(engine.query(plain.formatted("d.again"))).isEqualTo(engine.query(plain.formatted("d.values")));
        assertThat(engine.query("SELECT STRING_AGG(data_type, '|' ORDER BY ordinal_position) FROM"
                        + " d.INFORMATION_SCHEMA.COLUMNS WHERE table_name = 'again' AND column_name IN ('d', 't', 'dt',"
                        + " 'ts')"))
                .containsExactly(times);
        String instants = logical
                ? "d, t, dt, ts"
                : "DATE(d), PARSE_TIME('%H:%M:%E*S', t), CAST(dt AS DATETIME)," + " TIMESTAMP_MICROS(ts)";
        assertThat(engine.query("SELECT " + instants + " FROM d.again ORDER BY i"))
                .isEqualTo(engine.query("SELECT d, t, dt, ts FROM d.values ORDER BY i"));
    }

    @Test
    void directoriesTellTheValuesOfColumns() throws IOException {
        for (String day : List.of("2026-01-01", "2026-01-02")) {
            for (String country : List.of("BR", "__HIVE_DEFAULT_PARTITION__")) {
                Path file = directory.resolve("hive/day=" + day + "/country=" + country + "/rows.csv");
                Files.createDirectories(file.getParent());
                Files.writeString(file, "id,name\n" + day.charAt(9) + "," + country.charAt(0) + "\n");
            }
        }
        engine.query("LOAD DATA INTO d.hive (id INT64, name STRING) PARTITION BY day FROM FILES (uris = ['hive/*.csv'],"
                + " format = 'CSV', skip_leading_rows = 1, hive_partition_uri_prefix = 'hive/')"
                + " WITH PARTITION COLUMNS (day DATE, country STRING)");
        assertThat(engine.query("SELECT id, name, country, day FROM d.hive ORDER BY id, name DESC"))
                .containsExactly(
                        "1|_|null|2026-01-01", "1|B|BR|2026-01-01", "2|_|null|2026-01-02", "2|B|BR|2026-01-02");
        engine.query("LOAD DATA INTO d.inferred FROM FILES (uris = ['hive/*'], format = 'CSV',"
                + " hive_partition_uri_prefix = 'hive') WITH PARTITION COLUMNS");
        assertThat(engine.query("SELECT column_name, data_type FROM d.INFORMATION_SCHEMA.COLUMNS WHERE table_name ="
                        + " 'inferred' ORDER BY ordinal_position"))
                .containsExactly("id|INT64", "name|STRING", "day|DATE", "country|STRING");
        assertThatThrownBy(() -> engine.query("LOAD DATA INTO d.other FROM FILES (uris = ['hive/*'], format = 'CSV',"
                        + " hive_partition_uri_prefix = 'hive') WITH PARTITION COLUMNS (country STRING, day DATE)"))
                .hasMessageContaining("names the partition keys [country, day], the files have [day, country]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NONE", "DEFLATE", "SNAPPY"})
    void avroIsPackedAndUnpacked(String compression) {
        engine.query("EXPORT DATA OPTIONS (uri = 'avro/" + compression + "-*.avro', format = 'AVRO', compression = '"
                + compression
                + "', overwrite = true) AS SELECT n AS id, REPEAT(CAST(n AS STRING), MOD(n, 300)) AS text,"
                + " TO_HEX(SHA256(CAST(n AS STRING))) AS noise FROM UNNEST(GENERATE_ARRAY(1, 3000)) n");
        engine.query(
                "LOAD DATA OVERWRITE d.unpacked FROM FILES (uris = ['avro/" + compression + "-*'], format = 'AVRO')");
        assertThat(engine.query("SELECT COUNT(*), COUNTIF(text = REPEAT(CAST(id AS STRING), MOD(id, 300)) AND noise ="
                        + " TO_HEX(SHA256(CAST(id AS STRING)))) FROM d.unpacked"))
                .containsExactly("3000|3000");
    }
}
