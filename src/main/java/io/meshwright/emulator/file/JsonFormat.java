package io.meshwright.emulator.file;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.storage.DuckDb;
import io.meshwright.emulator.storage.FieldSchema;
import io.meshwright.emulator.storage.FieldType;
import io.meshwright.emulator.storage.Session;
import io.meshwright.emulator.storage.TableSchema;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One JSON object a line, columns by name. */
final class JsonFormat implements FileFormat {

    private static final String INSTANT =
            "'\\d{4}-\\d{1,2}-\\d{1,2}[ T]\\d{1,2}:\\d{2}(:\\d{2}(\\.\\d{1,6})?)? ?(UTC|Z|[+-]\\d{1,2}(:\\d{2})?)'";
    private static final Map<FieldType, String> TEXTS = new EnumMap<>(Map.of(
            FieldType.TIMESTAMP, INSTANT,
            FieldType.INT64, "'[+-]?\\d{1,18}'",
            FieldType.FLOAT64, "'[+-]?\\d{1,18}([.]\\d+)?'"));

    private static final int SAMPLE = 20_000;

    private final ObjectNode settings;
    private final Path directory;
    private JsonLines lines;

    /** @param directory for the rows that fit the schema, until they are written */
    JsonFormat(ObjectNode settings, Path directory) {
        this.settings = settings;
        this.directory = directory;
    }

    @Override
    public String select(Session session, TableSchema schema, List<Path> files) {
        lines = JsonLines.fitting(
                session::checkStopped,
                files,
                schema,
                settings.path("ignoreUnknownValues").asBoolean(),
                settings.path("maxBadRecords").asLong(),
                directory);
        return JsonRows.select(schema, List.of(lines.rows().path()));
    }

    @Override
    public long badRecords(Session session) {
        return lines.bad();
    }

    @Override
    public void close() {
        if (lines != null) {
            lines.close();
        }
    }

    @Override
    public TableSchema detect(Session session, List<Path> files) {
        String rows = "read_json(" + FileFormat.list(files) + ", format='newline_delimited'"
                + FileFormat.compression(files) + ")";
        TableSchema detected = FileFormat.described(session, "SELECT * FROM " + rows);
        Map<String, FieldType> hidden = hidden(session, detected, rows);
        return new TableSchema(detected.fields().stream()
                .map(field -> hidden.containsKey(field.name())
                        ? new FieldSchema(field.name(), hidden.get(field.name()), field.mode(), Map.of(), List.of())
                        : field)
                .toList());
    }

    /** The types of texts that hold points in time with their zone or numbers, as BigQuery takes them and DuckDB does not. */
    private static Map<String, FieldType> hidden(Session session, TableSchema detected, String rows) {
        List<String> texts = detected.fields().stream()
                .filter(field -> field.type() == FieldType.STRING && !field.isRepeated())
                .map(FieldSchema::name)
                .toList();
        if (texts.isEmpty()) {
            return Map.of();
        }
        String tests = texts.stream().map(JsonFormat::test).collect(Collectors.joining(", "));
        return session.query("SELECT " + tests + " FROM (SELECT * FROM " + rows + " LIMIT " + SAMPLE + ")", found -> {
            found.next();
            Map<String, FieldType> types = new HashMap<>();
            for (int i = 0; i < texts.size(); i++) {
                String type = found.getString(i + 1);
                if (type != null) {
                    types.put(texts.get(i), FieldType.valueOf(type));
                }
            }
            return types;
        });
    }

    private static String test(String name) {
        return TEXTS.entrySet().stream()
                .map(type -> "WHEN bool_and(regexp_full_match(CAST(" + DuckDb.identifier(name) + " AS VARCHAR), "
                        + type.getValue() + ")) THEN '" + type.getKey() + "'")
                .collect(Collectors.joining(" ", "CASE ", " END"));
    }

    @Override
    public boolean describesItself() {
        return false;
    }
}
