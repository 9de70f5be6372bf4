package io.meshwright.emulator.file;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.storage.DuckDb;
import io.meshwright.emulator.storage.FieldSchema;
import io.meshwright.emulator.storage.FieldType;
import io.meshwright.emulator.storage.Session;
import io.meshwright.emulator.storage.TableSchema;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** One JSON object a line, columns by name. */
final class JsonFormat implements FileFormat {

    private static final String INSTANT =
            "'\\d{4}-\\d{1,2}-\\d{1,2}[ T]\\d{1,2}:\\d{2}(:\\d{2}(\\.\\d{1,6})?)? ?(UTC|Z|[+-]\\d{1,2}(:\\d{2})?)'";
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
        Set<String> instants = instants(session, detected, rows);
        return new TableSchema(detected.fields().stream()
                .map(field -> instants.contains(field.name())
                        ? new FieldSchema(field.name(), FieldType.TIMESTAMP, field.mode(), Map.of(), List.of())
                        : field)
                .toList());
    }

    /** The texts that are points in time with their zone as BigQuery writes it, which DuckDB does not see. */
    private static Set<String> instants(Session session, TableSchema detected, String rows) {
        List<String> texts = detected.fields().stream()
                .filter(field -> field.type() == FieldType.STRING && !field.isRepeated())
                .map(FieldSchema::name)
                .toList();
        if (texts.isEmpty()) {
            return Set.of();
        }
        String tests = texts.stream()
                .map(name -> "coalesce(bool_and(regexp_full_match(CAST(" + DuckDb.identifier(name) + " AS VARCHAR), "
                        + INSTANT + ")), false)")
                .collect(Collectors.joining(", "));
        return session.query("SELECT " + tests + " FROM (SELECT * FROM " + rows + " LIMIT " + SAMPLE + ")", found -> {
            found.next();
            Set<String> instants = new HashSet<>();
            for (int i = 0; i < texts.size(); i++) {
                if (found.getBoolean(i + 1)) {
                    instants.add(texts.get(i));
                }
            }
            return instants;
        });
    }

    @Override
    public boolean describesItself() {
        return false;
    }
}
