package io.meshwright.emulator.job;

import io.meshwright.emulator.storage.TableSchema;
import java.nio.file.Path;
import java.util.List;

/** Rows that came as JSON objects. */
public final class JsonRows {

    private JsonRows() {}

    /** The DuckDB query that reads them from a file, one a line. */
    public static String select(TableSchema schema, Path file) {
        return JsonFormat.read(schema, List.of(file));
    }
}
