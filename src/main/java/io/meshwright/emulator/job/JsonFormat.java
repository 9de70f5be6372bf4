package io.meshwright.emulator.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.storage.DuckDb;
import io.meshwright.emulator.storage.Session;
import io.meshwright.emulator.storage.TableSchema;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** One JSON object a line, columns by name. */
final class JsonFormat implements FileFormat {

    private final ObjectNode settings;
    private final Path directory;
    private JsonLines lines;

    /** @param directory for the rows that fit the schema, until they are written */
    JsonFormat(ObjectNode settings, Path directory) {
        this.settings = settings;
        this.directory = directory;
    }

    @Override
    public String select(TableSchema schema, List<Path> files) {
        lines = JsonLines.fitting(
                files,
                schema,
                settings.path("ignoreUnknownValues").asBoolean(),
                settings.path("maxBadRecords").asLong(),
                directory);
        return read(schema, List.of(lines.rows()));
    }

    /** Rows that are known to fit the schema. */
    static String read(TableSchema schema, List<Path> files) {
        String columns = schema.fields().stream()
                .map(field -> DuckDb.text(field.name()) + ": " + DuckDb.text(FileFormat.rawType(field)))
                .collect(Collectors.joining(", ", "{", "}"));
        String converted = schema.fields().stream()
                .map(field -> FileFormat.converted(field, DuckDb.identifier(field.name())))
                .collect(Collectors.joining(", "));
        return "SELECT " + converted + " FROM read_json(" + FileFormat.list(files)
                + ", format='newline_delimited', columns=" + columns + ")";
    }

    @Override
    public long badRecords(Session session) {
        return lines.bad();
    }

    @Override
    public void close() {
        if (lines != null) {
            lines.delete();
        }
    }

    @Override
    public TableSchema detect(Session session, List<Path> files) {
        return FileFormat.described(
                session,
                "SELECT * FROM read_json(" + FileFormat.list(files) + ", format='newline_delimited'"
                        + FileFormat.compression(files) + ")");
    }

    @Override
    public boolean describesItself() {
        return false;
    }
}
