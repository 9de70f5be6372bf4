package io.meshwright.emulator.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.storage.DuckDb;
import io.meshwright.emulator.storage.FieldSchema;
import io.meshwright.emulator.storage.FieldType;
import io.meshwright.emulator.storage.Session;
import io.meshwright.emulator.storage.TableSchema;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Comma-separated values, columns by position. */
record CsvFormat(ObjectNode settings) implements FileFormat {

    @Override
    public String select(TableSchema schema, List<Path> files) {
        if (schema.fields().stream().anyMatch(field -> field.isRepeated() || field.type() == FieldType.STRUCT)) {
            throw ApiError.invalid("Failed to create table: CSV does not support nested or repeated fields");
        }
        String columns = schema.fields().stream()
                .map(field -> DuckDb.text(field.name()) + ": " + DuckDb.text(FileFormat.rawType(field)))
                .collect(Collectors.joining(", ", "{", "}"));
        String converted = schema.fields().stream()
                .map(field -> FileFormat.converted(field, DuckDb.identifier(field.name())))
                .collect(Collectors.joining(", "));
        return "SELECT " + converted + " FROM read_csv(" + FileFormat.list(files) + ", auto_detect=false, columns="
                + columns + options() + ")";
    }

    private String options() {
        StringBuilder options = new StringBuilder();
        options.append(", header=false, skip=")
                .append(settings.path("skipLeadingRows").asInt(0));
        options.append(", delim=").append(DuckDb.text(delimiter()));
        String quote = settings.path("quote").asText("\"");
        options.append(", quote=").append(DuckDb.text(quote));
        options.append(", escape=").append(DuckDb.text(quote));
        options.append(", nullstr=")
                .append(DuckDb.text(settings.path("nullMarker").asText("")));
        options.append(", allow_quoted_nulls=false");
        if (settings.path("allowJaggedRows").asBoolean(false)) {
            options.append(", null_padding=true");
        }
        if (settings.path("maxBadRecords").asInt(0) > 0) {
            options.append(", ignore_errors=true");
        }
        return options.toString();
    }

    private String delimiter() {
        String delimiter = settings.path("fieldDelimiter").asText(",");
        return delimiter.equalsIgnoreCase("tab") || delimiter.equals("\\t") ? "\t" : delimiter;
    }

    @Override
    public TableSchema detect(Session session, List<Path> files) {
        TableSchema detected = FileFormat.described(
                session,
                "SELECT * FROM read_csv(" + FileFormat.list(files) + ", delim=" + DuckDb.text(delimiter()) + ")");
        if (!settings.has("skipLeadingRows") && hasHeader(detected)) {
            settings.put("skipLeadingRows", 1);
        }
        return detected;
    }

    /** Without a header DuckDB calls the columns column0, column1, ... */
    private static boolean hasHeader(TableSchema detected) {
        List<FieldSchema> fields = detected.fields();
        return !fields.isEmpty() && !fields.get(0).name().matches("column0+");
    }

    @Override
    public boolean describesItself() {
        return false;
    }
}
