package io.meshwright.emulator.file;

import io.meshwright.emulator.storage.DuckDb;
import io.meshwright.emulator.storage.TableSchema;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Rows that came as JSON objects. */
public final class JsonRows {

    private JsonRows() {}

    /**
     * The DuckDB query that reads rows from files, one a line.
     *
     * @param schema which they are known to fit
     */
    public static String select(TableSchema schema, List<Path> files) {
        String columns = schema.fields().stream()
                .map(field -> DuckDb.text(field.name()) + ": " + DuckDb.text(FileFormat.rawType(field)))
                .collect(Collectors.joining(", ", "{", "}"));
        String converted = schema.fields().stream()
                .map(field -> FileFormat.converted(field, DuckDb.identifier(field.name())))
                .collect(Collectors.joining(", "));
        return "SELECT " + converted + " FROM read_json(" + FileFormat.list(files)
                + ", format='newline_delimited', columns=" + columns + ")";
    }
}
