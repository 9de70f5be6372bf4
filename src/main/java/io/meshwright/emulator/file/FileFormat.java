package io.meshwright.emulator.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.storage.DuckDb;
import io.meshwright.emulator.storage.FieldSchema;
import io.meshwright.emulator.storage.FieldType;
import io.meshwright.emulator.storage.Session;
import io.meshwright.emulator.storage.TableSchema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** How files of one format are read: the DuckDB query that gives their rows with BigQuery's rules. */
public interface FileFormat extends AutoCloseable {

    /** What would change which rows come, and is not honoured. */
    List<String> REFUSED = List.of("jsonExtension", "referenceFileSchemaUri", "timeZone");

    /**
     * The rows, in the order and with the types of a schema.
     *
     * @param session whose stop ends the reading, where that is not DuckDB's
     */
    String select(Session session, TableSchema schema, List<Path> files);

    /** The schema the files themselves show. */
    TableSchema detect(Session session, List<Path> files);

    /** A schema with the columns that come from elsewhere than the files. */
    default TableSchema completed(TableSchema schema) {
        return schema;
    }

    /** Whether files carry their schema. */
    boolean describesItself();

    /** How many rows were left out as unfit, once the query has run. */
    default long badRecords(Session session) {
        return 0;
    }

    /** A value that does not fit its column, with the line it stands in, from 1. */
    record Misfit(String value, String field, long line) {}

    /** The first value that is why the rows could not be read; empty when it is not a value, or nobody knows. */
    default Optional<Misfit> misfit(Session session, TableSchema schema, List<Path> files) {
        return Optional.empty();
    }

    @Override
    default void close() {}

    /**
     * The format of files that the settings of a load job describe.
     *
     * @param directories where the files may lie
     * @param scratch for files of its own, until it is closed
     */
    static FileFormat of(ObjectNode settings, List<Path> files, DataDirectories directories, Path scratch) {
        JsonNode hive = settings.path("hivePartitioningOptions");
        return hive.isObject()
                ? new HiveFormat(HiveLayout.of(hive, directories, files), () -> of(settings, scratch))
                : of(settings, scratch);
    }

    private static FileFormat of(ObjectNode settings, Path scratch) {
        for (String option : REFUSED) {
            if (settings.hasNonNull(option)) {
                throw new ApiError("notImplemented", option, "The load option " + option + " is not supported", null);
            }
        }
        ColumnNames names = ColumnNames.of(settings);
        String name = settings.path("sourceFormat").asText("CSV").toUpperCase(Locale.ROOT);
        return switch (name) {
            case "CSV" -> new CsvFormat(settings);
            case "NEWLINE_DELIMITED_JSON" -> new JsonFormat(settings, scratch);
            case "PARQUET" -> new ParquetFormat(names);
            case "AVRO" -> new AvroFormat(settings, scratch);
            default -> throw new ApiError("notImplemented", "Source format " + name + " is not supported");
        };
    }

    /** DuckDB's list of files, whose directories tell it nothing. */
    static String list(List<Path> files) {
        return files.stream()
                .map(file -> DuckDb.text(file.toAbsolutePath().toString()))
                .collect(Collectors.joining(", ", "[", "], hive_partitioning=false"));
    }

    /** DuckDB goes by the names of files, which uploads do not have. */
    static String compression(List<Path> files) {
        return files.stream().anyMatch(CompressedFiles::isGzip) ? ", compression='gzip'" : "";
    }

    /** The columns of a DuckDB query, as BigQuery types. */
    static TableSchema described(Session session, String select) {
        return described(session, select, type -> type);
    }

    /** @param typed changes DuckDB's types before they are read */
    static TableSchema described(Session session, String select, UnaryOperator<String> typed) {
        return session.query("DESCRIBE " + select, rows -> {
            List<FieldSchema> fields = new ArrayList<>();
            while (rows.next()) {
                fields.add(DuckDbType.field(rows.getString(1), typed.apply(rows.getString(2))));
            }
            return new TableSchema(fields);
        });
    }

    /** Text formats: a column is read as this DuckDB type first. */
    static String rawType(FieldSchema field) {
        String one =
                switch (field.type()) {
                    case TIMESTAMP, BYTES, BOOL, TIME, DATETIME -> "VARCHAR";
                    case STRUCT ->
                        field.fields().stream()
                                .map(inner -> DuckDb.identifier(inner.name()) + " " + rawType(inner))
                                .collect(Collectors.joining(", ", "STRUCT(", ")"));
                    default -> field.type().duckDbName();
                };
        return field.isRepeated() ? one + "[]" : one;
    }

    /** From what was read to the column's own type. */
    static String converted(FieldSchema field, String raw) {
        if (field.isRepeated()) {
            String each = converted(field.element(), "x");
            return each.equals("x") ? raw : "list_transform(" + raw + ", lambda x: " + each + ")";
        }
        return switch (field.type()) {
            case TIMESTAMP ->
                "CASE WHEN regexp_full_match(" + raw + ", '-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?')"
                        + " THEN make_timestamp(CAST(round(CAST(" + raw + " AS DOUBLE) * 1000000) AS BIGINT))"
                        + " ELSE CAST(replace(replace(" + raw + ", ' +', '+'), ' -', '-') AS TIMESTAMPTZ)"
                        + " AT TIME ZONE 'UTC' END";
            case DATETIME -> "CAST(" + raw + " AS TIMESTAMP)";
            case TIME -> "CAST(" + raw + " AS TIME)";
            case BYTES -> "from_base64(" + raw + ")";
            case BOOL -> "CAST(" + raw + " AS BOOLEAN)";
            case STRUCT -> struct(field, raw);
            default -> raw;
        };
    }

    private static String struct(FieldSchema field, String raw) {
        boolean plain = field.fields().stream().allMatch(inner -> isPlain(inner));
        if (plain) {
            return raw;
        }
        String packed = field.fields().stream()
                .map(inner -> DuckDb.identifier(inner.name()) + " := "
                        + converted(inner, "(" + raw + ")." + DuckDb.identifier(inner.name())))
                .collect(Collectors.joining(", ", "struct_pack(", ")"));
        return "CASE WHEN " + raw + " IS NULL THEN NULL ELSE " + packed + " END";
    }

    private static boolean isPlain(FieldSchema field) {
        return field.type() == FieldType.STRUCT
                ? field.fields().stream().allMatch(FileFormat::isPlain)
                : rawType(field).equals(field.duckDbType());
    }
}
