package io.meshwright.emulator.job;

import io.meshwright.emulator.storage.DuckDb;
import io.meshwright.emulator.storage.Session;
import io.meshwright.emulator.storage.TableSchema;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** One JSON object a line, columns by name. */
record JsonFormat() implements FileFormat {

    @Override
    public String select(TableSchema schema, List<Path> files) {
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
    public TableSchema detect(Session session, List<Path> files) {
        return FileFormat.described(
                session, "SELECT * FROM read_json(" + FileFormat.list(files) + ", format='newline_delimited')");
    }

    @Override
    public boolean describesItself() {
        return false;
    }
}
