package io.meshwright.emulator.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.storage.Session;
import io.meshwright.emulator.storage.TableSchema;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.GenericRecord;

/** Avro container files, which carry their schema; DuckDB reads their rows as JSON. */
final class AvroFormat implements FileFormat {

    private static final long SECOND_MICROS = 1_000_000;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS");
    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS");

    private static final Set<String> CODECS = Set.of("null", "deflate", "snappy", "bzip2");

    private final boolean logical;
    private final Path directory;
    private ScratchFile rows;

    /** @param directory for the rows, until they are written */
    AvroFormat(ObjectNode settings, Path directory) {
        this.logical = settings.path("useAvroLogicalTypes").asBoolean(false);
        this.directory = directory;
    }

    @Override
    public String select(Session session, TableSchema schema, List<Path> files) {
        rows = ScratchFile.in(directory);
        try (BufferedWriter out = Files.newBufferedWriter(rows.path())) {
            for (Path file : files) {
                write(session, file, out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot convert " + files, e);
        }
        return JsonRows.select(schema, List.of(rows.path()));
    }

    private void write(Session session, Path file, BufferedWriter out) throws IOException {
        try (DataFileReader<GenericRecord> reader = open(file)) {
            GenericRecord record = null;
            while (reader.hasNext()) {
                session.checkStopped();
                record = reader.next(record);
                out.write(json(record, reader.getSchema()).toString());
                out.newLine();
            }
        }
    }

    private static DataFileReader<GenericRecord> open(Path file) throws IOException {
        SnappyCodec.register();
        try {
            DataFileReader<GenericRecord> reader = new DataFileReader<>(file.toFile(), new GenericDatumReader<>());
            String codec = reader.getMetaString("avro.codec");
            if (codec != null && !CODECS.contains(codec)) {
                reader.close();
                throw ApiError.invalid("The compression " + codec + " of Avro files is not supported");
            }
            return reader;
        } catch (IOException e) {
            throw new ApiError("invalid", "", "The file is not an Avro container file: " + e.getMessage(), e);
        }
    }

    @Override
    public TableSchema detect(Session session, List<Path> files) {
        try (DataFileReader<GenericRecord> reader = open(files.get(0))) {
            return new AvroSchema(reader.getSchema(), logical).columns();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + files.get(0), e);
        }
    }

    @Override
    public boolean describesItself() {
        return true;
    }

    @Override
    public void close() {
        if (rows != null) {
            rows.close();
        }
    }

    private ObjectNode json(GenericRecord record, Schema schema) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (Schema.Field field : schema.getFields()) {
            json.set(field.name(), json(record.get(field.pos()), field.schema(), field.name()));
        }
        return json;
    }

    private JsonNode json(Object value, Schema schema, String name) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (value == null) {
            return nodes.nullNode();
        }
        Schema type = AvroSchema.nonNull(name, schema);
        return switch (type.getType()) {
            case RECORD -> json((GenericRecord) value, type);
            case ARRAY -> array((Collection<?>) value, type.getElementType(), name);
            case MAP -> map((Map<?, ?>) value, type.getValueType(), name);
            case BOOLEAN -> nodes.booleanNode((Boolean) value);
            case INT, LONG -> number(((Number) value).longValue(), type);
            case FLOAT, DOUBLE -> nodes.numberNode(((Number) value).doubleValue());
            case BYTES -> bytes(bytes((ByteBuffer) value), type);
            case FIXED -> bytes(((GenericFixed) value).bytes(), type);
            default -> nodes.textNode(value.toString());
        };
    }

    private ArrayNode array(Collection<?> values, Schema element, String name) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        values.forEach(value -> array.add(json(value, element, name)));
        return array;
    }

    private ArrayNode map(Map<?, ?> values, Schema element, String name) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        values.forEach(
                (key, value) -> array.addObject().put("key", key.toString()).set("value", json(value, element, name)));
        return array;
    }

    private JsonNode number(long value, Schema type) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        LogicalType meant = logical ? type.getLogicalType() : null;
        return switch (meant == null ? "" : meant.getName()) {
            case "date" -> nodes.textNode(LocalDate.ofEpochDay(value).toString());
            case "time-millis" -> nodes.textNode(time(value * 1000));
            case "time-micros" -> nodes.textNode(time(value));
            case "timestamp-millis" -> nodes.textNode(dateTime(value * 1000) + "Z");
            case "timestamp-micros" -> nodes.textNode(dateTime(value) + "Z");
            case "local-timestamp-millis" -> nodes.textNode(dateTime(value * 1000));
            case "local-timestamp-micros" -> nodes.textNode(dateTime(value));
            default -> nodes.numberNode(value);
        };
    }

    private static String time(long micros) {
        return LocalTime.ofNanoOfDay(micros * 1000).format(TIME);
    }

    private static String dateTime(long micros) {
        long seconds = Math.floorDiv(micros, SECOND_MICROS);
        int nanos = (int) Math.floorMod(micros, SECOND_MICROS) * 1000;
        return LocalDateTime.ofEpochSecond(seconds, nanos, ZoneOffset.UTC).format(DATE_TIME);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    private JsonNode bytes(byte[] value, Schema type) {
        if (logical && type.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
            BigDecimal number = new BigDecimal(new BigInteger(value), decimal.getScale());
            return JsonNodeFactory.instance.textNode(number.stripTrailingZeros().toPlainString());
        }
        return JsonNodeFactory.instance.binaryNode(value);
    }
}
