package io.meshwright.emulator.file;

import io.meshwright.emulator.storage.DuckDb;
import io.meshwright.emulator.storage.FieldSchema;
import io.meshwright.emulator.storage.FieldType;
import io.meshwright.emulator.storage.Session;
import io.meshwright.emulator.storage.TableSchema;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Parquet, columns by name; it carries its schema. */
record ParquetFormat() implements FileFormat {

    /** Times that are no instants. */
    private static final Pattern LOCAL_TIME = Pattern.compile("\\bTIMESTAMP(_\\w+)?\\b(?! WITH TIME ZONE)");

    @Override
    public String select(Session session, TableSchema schema, List<Path> files) {
        String columns = schema.fields().stream().map(ParquetFormat::column).collect(Collectors.joining(", "));
        return "SELECT " + columns + " FROM read_parquet(" + FileFormat.list(files) + ")";
    }

    /** Timestamps of Parquet are instants; here they are carried as naive UTC. */
    private static String column(FieldSchema field) {
        String name = DuckDb.identifier(field.name());
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
