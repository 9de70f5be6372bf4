package io.meshwright.emulator.file;

import io.meshwright.emulator.storage.DuckDb;
import io.meshwright.emulator.storage.FieldSchema;
import io.meshwright.emulator.storage.FieldType;
import io.meshwright.emulator.storage.Session;
import io.meshwright.emulator.storage.TableSchema;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Parquet, columns by name; it carries its schema.
 *
 * @param names what its columns are called in a table
 */
record ParquetFormat(ColumnNames names) implements FileFormat {

    /** Times that are no instants. */
    private static final Pattern LOCAL_TIME = Pattern.compile("\\bTIMESTAMP(_\\w+)?\\b(?! WITH TIME ZONE)");

    @Override
    public String select(Session session, TableSchema schema, List<Path> files) {
        Map<String, String> original = original(session, files);
        String columns = schema.fields().stream()
                .map(field -> column(field, original.getOrDefault(field.name(), field.name())))
                .collect(Collectors.joining(", "));
        return "SELECT " + columns + " FROM read_parquet(" + FileFormat.list(files) + ")";
    }

    /** What columns are called in the files that have other names in a table. */
    private Map<String, String> original(Session session, List<Path> files) {
        Map<String, String> original = new HashMap<>();
        if (names != ColumnNames.STRICT) {
            detect(session, files).fields().forEach(field -> original.put(names.of(field.name()), field.name()));
        }
        return original;
    }

    /** Timestamps of Parquet are instants; here they are carried as naive UTC. */
    private static String column(FieldSchema field, String original) {
        String name = DuckDb.identifier(original);
        boolean instant = field.type() == FieldType.TIMESTAMP && !field.isRepeated();
        return instant ? "CAST(" + name + " AS TIMESTAMPTZ) AT TIME ZONE 'UTC'" : name;
    }

    @Override
    public TableSchema detect(Session session, List<Path> files) {
        return FileFormat.described(
                session,
                "SELECT * FROM read_parquet(" + FileFormat.list(files) + ")",
                type -> LOCAL_TIME.matcher(type).replaceAll("DATETIME"));
    }

    @Override
    public boolean describesItself() {
        return true;
    }
}
