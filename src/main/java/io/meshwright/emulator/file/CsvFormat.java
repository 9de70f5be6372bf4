package io.meshwright.emulator.file;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.storage.DuckDb;
import io.meshwright.emulator.storage.FieldSchema;
import io.meshwright.emulator.storage.FieldType;
import io.meshwright.emulator.storage.Session;
import io.meshwright.emulator.storage.TableSchema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Comma-separated values, columns by position. */
record CsvFormat(ObjectNode settings) implements FileFormat {

    @Override
    public String select(Session session, TableSchema schema, List<Path> files) {
        if (schema.fields().stream().anyMatch(field -> field.isRepeated() || field.type() == FieldType.STRUCT)) {
            throw ApiError.invalid("Failed to create table: CSV does not support nested or repeated fields");
        }
        String converted = schema.fields().stream().map(this::converted).collect(Collectors.joining(", "));
        return "SELECT " + converted + " FROM " + raw(schema, files, "");
    }

    /** Columns by position, as DuckDB reads them: what it cannot read itself is text. */
    private String raw(TableSchema schema, List<Path> files, String more) {
        String columns = schema.fields().stream()
                .map(field -> DuckDb.text(field.name()) + ": " + DuckDb.text(FileFormat.rawType(field)))
                .collect(Collectors.joining(", ", "{", "}"));
        return "read_csv(" + FileFormat.list(files) + ", auto_detect=false, columns=" + columns + options()
                + FileFormat.compression(files) + more + ")";
    }

    /** DuckDB names the line of a value it cannot read; those that are read as text first are looked for here. */
    @Override
    public Optional<Misfit> misfit(Session session, TableSchema schema, List<Path> files) {
        return files.size() != 1
                ? Optional.empty()
                : schema.fields().stream()
                        .filter(field -> field.type() != FieldType.STRING)
                        .filter(field -> FileFormat.rawType(field).equals("VARCHAR"))
                        .flatMap(field -> misfit(session, raw(schema, files, parallel()), field).stream())
                        .min(Comparator.comparingLong(Misfit::line));
    }

    private Optional<Misfit> misfit(Session session, String rows, FieldSchema field) {
        String raw = DuckDb.identifier(field.name());
        String sql = "SELECT " + raw + ", place FROM (SELECT " + raw + ", row_number() OVER () AS place FROM " + rows
                + ") WHERE " + raw + " IS NOT NULL AND TRY(" + FileFormat.converted(field, raw)
                + ") IS NULL ORDER BY place LIMIT 1";
        int skipped = settings.path("skipLeadingRows").asInt(0);
        return session.query(
                sql,
                found -> found.next()
                        ? Optional.of(new Misfit(found.getString(1), field.name(), skipped + found.getLong(2)))
                        : Optional.empty());
    }

    /** Rows in the order of the file; with jagged rows they are so already. */
    private String parallel() {
        return settings.path("allowJaggedRows").asBoolean(false) ? "" : ", parallel=false";
    }

    /** A line break in quotes is a mistake unless it is allowed. */
    private String converted(FieldSchema field) {
        String raw = DuckDb.identifier(field.name());
        boolean checked = field.type() == FieldType.STRING
                && !settings.path("allowQuotedNewlines").asBoolean(false);
        return checked
                ? "CASE WHEN contains(" + raw + ", chr(10)) THEN CAST(error('Missing close quote character (\").') AS"
                        + " VARCHAR) ELSE " + raw + " END"
                : FileFormat.converted(field, raw);
    }

    private String options() {
        StringBuilder options = new StringBuilder();
        options.append(", header=false, skip=")
                .append(settings.path("skipLeadingRows").asInt(0));
        options.append(", delim=").append(DuckDb.text(delimiter()));
        String quote = settings.path("quote").asText("\"");
        options.append(", quote=").append(DuckDb.text(quote));
        options.append(", escape=").append(DuckDb.text(quote));
        options.append(", nullstr=").append(nulls());
        options.append(", allow_quoted_nulls=false");
        if (settings.path("allowJaggedRows").asBoolean(false)) {
            options.append(", null_padding=true, parallel=false");
        }
        if (settings.path("ignoreUnknownValues").asBoolean(false)) {
            options.append(", strict_mode=false");
        }
        if (allowed() > 0) {
            options.append(", ignore_errors=true, store_rejects=true, rejects_limit=0");
        }
        return options.append(encoding()).toString();
    }

    private long allowed() {
        return settings.path("maxBadRecords").asLong(0);
    }

    private String encoding() {
        String encoding = settings.path("encoding").asText("UTF-8").toUpperCase(Locale.ROOT);
        return switch (encoding) {
            case "UTF-8", "UTF8" -> "";
            case "ISO-8859-1", "ISO_8859_1", "LATIN1" -> ", encoding='latin-1'";
            default -> throw new ApiError("notImplemented", "Encoding " + encoding + " is not supported");
        };
    }

    private String nulls() {
        if (!settings.path("nullMarkers").isEmpty()) {
            List<String> markers = new ArrayList<>();
            settings.path("nullMarkers").forEach(marker -> markers.add(DuckDb.text(marker.asText())));
            return "[" + String.join(", ", markers) + "]";
        }
        return DuckDb.text(settings.path("nullMarker").asText(""));
    }

    @Override
    public long badRecords(Session session) {
        if (allowed() == 0) {
            return 0;
        }
        long bad = session.number("SELECT count(DISTINCT (scan_id, file_id, line)) FROM reject_errors");
        if (bad > allowed()) {
            throw ApiError.invalid("CSV processing encountered too many errors, giving up. Errors: " + bad
                    + "; max bad: " + allowed());
        }
        return bad;
    }

    private String delimiter() {
        String delimiter = settings.path("fieldDelimiter").asText(",");
        return delimiter.equalsIgnoreCase("tab") || delimiter.equals("\\t") ? "\t" : delimiter;
    }

    @Override
    public TableSchema detect(Session session, List<Path> files) {
        TableSchema detected = FileFormat.described(
                session,
                "SELECT * FROM read_csv(" + FileFormat.list(files) + ", delim=" + DuckDb.text(delimiter())
                        + FileFormat.compression(files) + ")");
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
