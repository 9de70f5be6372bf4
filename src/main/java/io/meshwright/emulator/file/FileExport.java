package io.meshwright.emulator.file;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.storage.DuckDb;
import io.meshwright.emulator.storage.FieldSchema;
import io.meshwright.emulator.storage.FieldType;
import io.meshwright.emulator.storage.Session;
import io.meshwright.emulator.storage.TableSchema;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Rows into one file, with values as BigQuery writes them to files of each format. */
public final class FileExport {

    /** One column as it is: JSON has no control characters, so none of them separates anything. */
    private static final String LINES = "FORMAT csv, HEADER false, QUOTE '', ESCAPE '', DELIMITER '\1'";

    private final ObjectNode settings;
    private final String format;

    /** @param settings those of an extract job */
    public FileExport(ObjectNode settings) {
        this.settings = settings;
        this.format = settings.path("destinationFormat").asText("CSV").toUpperCase(Locale.ROOT);
    }

    /** Writes the rows of a query, and tells how many there were. */
    public long write(Session session, Path file, TableSchema schema, String select) {
        if (format.equals("AVRO")) {
            return new AvroExport(settings).write(session, file, schema, select);
        }
        String columns = format.equals("NEWLINE_DELIMITED_JSON")
                ? FileText.jsonLine(schema)
                : schema.fields().stream()
                        .map(field -> exported(requireFits(field), DuckDb.identifier(field.name())) + " AS "
                                + DuckDb.identifier(field.name()))
                        .collect(Collectors.joining(", "));
        return session.update("COPY (SELECT " + columns + " FROM (" + select + ")) TO " + DuckDb.text(file.toString())
                + " (" + options() + ")");
    }

    private FieldSchema requireFits(FieldSchema field) {
        boolean nested = field.isRepeated() || field.type() == FieldType.STRUCT;
        if (nested && format.equals("CSV")) {
            throw ApiError.invalid("Operation cannot be performed on a nested schema. Field: " + field.name());
        }
        return field;
    }

    /** What stands in the file; the value itself where nothing has to change. */
    private String exported(FieldSchema field, String value) {
        if (field.isRepeated()) {
            String each = exported(field.element(), "x");
            return each.equals("x") ? value : "list_transform(" + value + ", lambda x: " + each + ")";
        }
        if (format.equals("CSV")) {
            return field.type() == FieldType.STRING ? value : FileText.scalar(field, value);
        }
        return switch (field.type()) {
            case STRUCT -> struct(field, value);
            case TIMESTAMP -> "(" + value + " AT TIME ZONE 'UTC')";
            default -> value;
        };
    }

    private String struct(FieldSchema field, String value) {
        String packed = field.fields().stream()
                .map(inner -> DuckDb.identifier(inner.name()) + " := "
                        + exported(inner, "(" + value + ")." + DuckDb.identifier(inner.name())))
                .collect(Collectors.joining(", ", "struct_pack(", ")"));
        return "CASE WHEN " + value + " IS NULL THEN NULL ELSE " + packed + " END";
    }

    private String options() {
        String compression = settings.path("compression").asText("NONE").toUpperCase(Locale.ROOT);
        boolean text = !format.equals("PARQUET");
        if (!(text ? List.of("NONE", "GZIP") : List.of("NONE", "GZIP", "SNAPPY", "ZSTD")).contains(compression)) {
            throw ApiError.invalid("Compression " + compression + " is not supported for " + format);
        }
        String packed = compression.equals("NONE")
                ? (text ? "" : ", COMPRESSION uncompressed")
                : ", COMPRESSION " + compression.toLowerCase(Locale.ROOT);
        return switch (format) {
            case "CSV" ->
                "FORMAT csv, HEADER " + settings.path("printHeader").asBoolean(true) + ", DELIMITER "
                        + DuckDb.text(delimiter()) + packed;
            case "NEWLINE_DELIMITED_JSON" -> LINES + packed;
            case "PARQUET" -> "FORMAT parquet" + packed;
            default -> throw new ApiError("notImplemented", "Destination format " + format + " is not supported");
        };
    }

    private String delimiter() {
        String delimiter = settings.path("fieldDelimiter").asText(",");
        return delimiter.equalsIgnoreCase("tab") || delimiter.equals("\\t") ? "\t" : delimiter;
    }
}
