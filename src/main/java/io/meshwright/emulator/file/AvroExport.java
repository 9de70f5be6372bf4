package io.meshwright.emulator.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.storage.DuckDb;
import io.meshwright.emulator.storage.FieldSchema;
import io.meshwright.emulator.storage.FieldType;
import io.meshwright.emulator.storage.Session;
import io.meshwright.emulator.storage.TableSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.duckdb.DuckDBReadableVector;

/** Rows as an Avro container file; DuckDB gives them as JSON, one after the other. */
final class AvroExport {

    private static final ObjectReader JSON = new ObjectMapper().reader();
    private static final long NANOS = 1_000;

    private final AvroTypes types;
    private final CodecFactory codec;

    /** @param settings those of an extract job */
    AvroExport(ObjectNode settings) {
        this.types = new AvroTypes(settings.path("useAvroLogicalTypes").asBoolean(false));
        String compression = settings.path("compression").asText("NONE").toUpperCase(Locale.ROOT);
        this.codec = switch (compression) {
            case "NONE" -> CodecFactory.nullCodec();
            case "SNAPPY" -> SnappyCodec.FACTORY;
            case "DEFLATE" -> CodecFactory.deflateCodec(CodecFactory.DEFAULT_DEFLATE_LEVEL);
            default -> throw ApiError.invalid("Compression " + compression + " is not supported for AVRO");
        };
    }

    /** Writes the rows of a query, and tells how many there were. */
    long write(Session session, Path file, TableSchema schema, String select) {
        Schema record = types.record(schema.fields());
        String row = "SELECT CAST(to_json(" + packed(schema.fields(), "") + ") AS VARCHAR) FROM (" + select + ")";
        try (DataFileWriter<GenericRecord> out = new DataFileWriter<>(new GenericDatumWriter<>(record))) {
            out.setCodec(codec).create(record, Files.newOutputStream(file));
            return session.stream(row, chunks -> {
                long rows = 0;
                while (chunks.nextChunk()) {
                    session.checkStopped();
                    DuckDBReadableVector texts = chunks.chunk().vector(0);
                    long count = chunks.chunk().rowCount();
                    for (long i = 0; i < count; i++) {
                        append(out, record(schema.fields(), parsed(texts.getString(i)), record));
                    }
                    rows += count;
                }
                return rows;
            });
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    private static void append(DataFileWriter<GenericRecord> out, GenericRecord row) {
        try {
            out.append(row);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write an Avro file", e);
        }
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Not JSON: " + text, e);
        }
    }

    // ---- DuckDB: what JSON would round or change goes as text ----

    private static String packed(List<FieldSchema> fields, String row) {
        return fields.stream()
                .map(field -> DuckDb.identifier(field.name()) + " := "
                        + written(field, row + DuckDb.identifier(field.name())))
                .collect(Collectors.joining(", ", "struct_pack(", ")"));
    }

    private static String written(FieldSchema field, String value) {
        if (field.isRepeated()) {
            return "list_transform(" + value + ", lambda x: " + written(field.element(), "x") + ")";
        }
        return switch (field.type()) {
            case STRUCT ->
                "CASE WHEN " + value + " IS NULL THEN NULL ELSE " + packed(field.fields(), "(" + value + ").") + " END";
            case TIMESTAMP -> "epoch_us(" + value + ")";
            case DATETIME -> "strftime(" + value + ", '%Y-%m-%dT%H:%M:%S.%f')";
            case BYTES -> "base64(" + value + ")";
            case BOOL -> value;
            default -> "CAST(" + value + " AS VARCHAR)";
        };
    }

    // ---- Avro ----

    private GenericRecord record(List<FieldSchema> fields, JsonNode json, Schema schema) {
        GenericRecord row = new GenericData.Record(schema);
        for (int i = 0; i < fields.size(); i++) {
            FieldSchema field = fields.get(i);
            row.put(
                    i,
                    value(
                            field,
                            json.path(field.name()),
                            schema.getFields().get(i).schema()));
        }
        return row;
    }

    private Object value(FieldSchema field, JsonNode json, Schema schema) {
        if (field.isRepeated()) {
            List<Object> elements = new ArrayList<>();
            json.forEach(element -> elements.add(value(field.element(), element, schema.getElementType())));
            return elements;
        }
        if (json.isNull() || json.isMissingNode()) {
            return null;
        }
        Schema type = schema.isUnion() ? schema.getTypes().get(1) : schema;
        return field.type() == FieldType.STRUCT ? record(field.fields(), json, type) : scalar(field.type(), json, type);
    }

    private static Object scalar(FieldType type, JsonNode json, Schema schema) {
        String text = json.asText();
        return switch (type) {
            case INT64 -> Long.valueOf(text);
            case FLOAT64 -> number(text);
            case BOOL -> json.asBoolean();
            case TIMESTAMP -> json.asLong();
            case BYTES -> ByteBuffer.wrap(Base64.getDecoder().decode(text));
            case NUMERIC, BIGNUMERIC ->
                ByteBuffer.wrap(new BigDecimal(text)
                        .setScale(AvroTypes.scale(type))
                        .unscaledValue()
                        .toByteArray());
            case DATE ->
                schema.getType() == Schema.Type.INT
                        ? (Object) (int) LocalDate.parse(text).toEpochDay()
                        : text;
            case TIME ->
                schema.getType() == Schema.Type.LONG
                        ? (Object) (LocalTime.parse(text).toNanoOfDay() / NANOS)
                        : text;
            default -> text;
        };
    }

    private static double number(String text) {
        return switch (text) {
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            case "nan", "-nan" -> Double.NaN;
            default -> Double.parseDouble(text);
        };
    }
}
