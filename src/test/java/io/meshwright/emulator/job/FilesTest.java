package io.meshwright.emulator.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables from files and into files. */
class FilesTest {

    @TempDir
    private static Path directory;

    private static LocalEngine engine;

    @BeforeAll
    static void open() {
        engine = new LocalEngine(directory);
        engine.query("CREATE SCHEMA d");
    }

    @AfterAll
    static void close() {
        engine.close();
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
                        "2024-02-29 11:00:00.500000 UTC,2024-02-29 11:00:00,YWI=,\"a,\"\"b\"\"\""));
        engine.query("CREATE TABLE d.nested AS SELECT [1] AS list");
        assertThatThrownBy(() -> extract("nested", "CSV", "nested.csv"))
                .hasMessage("Operation cannot be performed on a nested schema. Field: list");
    }
}
