package io.meshwright.emulator.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.file.FileExport;
import io.meshwright.emulator.file.FileOptions;
import io.meshwright.emulator.storage.Disposition;
import io.meshwright.emulator.storage.DuckDb;
import io.meshwright.emulator.storage.Partitioning;
import io.meshwright.emulator.storage.Session;
import io.meshwright.emulator.storage.Storage;
import io.meshwright.emulator.storage.StoredTable;
import io.meshwright.emulator.storage.TableSchema;
import io.meshwright.emulator.translation.StatementType;
import io.meshwright.emulator.translation.Translation;
import io.meshwright.sql.Column;
import io.meshwright.sql.TableName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** EXPORT DATA and LOAD DATA: what extract and load jobs do, as statements. */
final class FileStatements {

    private final Engine engine;

    FileStatements(Engine engine) {
        this.engine = engine;
    }

    /** Refuses callers who may not use files, or not write the table that is loaded. */
    void requireRights(Job job, Statement statement) {
        if (!engine.guard().mayUseFiles(job.caller())) {
            throw ApiError.accessDenied("User does not have permission to use files of this server.");
        }
        statement.translation().target().ifPresent(statement::requireWritable);
    }

    void run(Job job, Session session, Statement statement) {
        requireRights(job, statement);
        if (engine.writer().transactions().isOpen(session)) {
            throw ApiError.invalidQuery(
                    statement.translation().type().name().replace('_', ' ') + " is not supported in a transaction");
        }
        if (statement.translation().type() == StatementType.EXPORT_DATA) {
            export(job, session, statement.translation());
        } else {
            load(job, session, statement);
        }
    }

    private void export(Job job, Session session, Translation translation) {
        ObjectNode settings = FileOptions.export(
                new OptionValues(session).read(translation.files().orElseThrow().options()));
        String uri = settings.path("destinationUri").asText();
        Path file = engine.directories().target(uri.replace("*", "000000000000"));
        if (!settings.path("overwrite").asBoolean() && Files.exists(file)) {
            throw ApiError.invalidQuery(
                    "Unable to overwrite output files because the option overwrite is false; file " + uri + " exists");
        }
        long rows = new FileExport(settings)
                .write(session, file, TableSchema.of(translation.schema()), translation.duckSql());
        job.detail().putObject("exportDataStatistics").put("fileCount", "1").put("rowCount", Long.toString(rows));
    }

    private void load(Job job, Session session, Statement statement) {
        Translation translation = statement.translation();
        TableName target = statement.target();
        OptionValues options = new OptionValues(session);
        ObjectNode settings =
                FileOptions.load(options.read(translation.files().orElseThrow().options()));
        hive(settings, translation);
        Optional<StoredTable> existing = statement.table(target);
        settings.set("destinationTable", References.json(target));
        partition(session, translation, existing).ifPresent(id -> ((ObjectNode) settings.get("destinationTable"))
                .put("tableId", target.table() + "$" + id));
        settings.put("writeDisposition", translation.orReplace() ? "WRITE_TRUNCATE" : "WRITE_APPEND");
        if (translation.schema().isEmpty()) {
            settings.put("autodetect", existing.isEmpty() || translation.orReplace());
        } else {
            settings.set("schema", Definitions.schema(translation).json());
        }
        ObjectNode properties = settings.putObject("destinationTableProperties");
        properties.setAll(translation.definition().clauses());
        options.apply(translation.definition().options(), properties);
        new LoadWork(engine)
                .load(
                        job,
                        session,
                        Destination.of(job, settings, Disposition.Write.WRITE_APPEND),
                        settings,
                        job.detail().putObject("loadQueryStatistics"));
        if (translation.temporary()) {
            statement.surroundings().created(target);
        }
    }

    /** WITH PARTITION COLUMNS in the words of a load job. */
    private static void hive(ObjectNode settings, Translation translation) {
        Optional<List<Column>> columns = translation.files().orElseThrow().directories();
        String prefix = settings.path("hivePartitionUriPrefix").asText();
        if (columns.isPresent() == prefix.isEmpty()) {
            throw ApiError.invalidQuery("WITH PARTITION COLUMNS and the option hive_partition_uri_prefix go together");
        }
        columns.ifPresent(keys -> settings.putObject("hivePartitioningOptions")
                .put("mode", keys.isEmpty() ? "AUTO" : "CUSTOM")
                .put(
                        "sourceUriPrefix",
                        keys.stream()
                                .map(key -> "/{" + key.name() + ":" + key.type() + "}")
                                .collect(Collectors.joining("", prefix.replaceFirst("/+$", ""), ""))));
    }

    /** The name of the partition that PARTITIONS(column = value) means. */
    private static Optional<String> partition(
            Session session, Translation translation, Optional<StoredTable> existing) {
        Map<String, String> partition = translation.files().orElseThrow().partition();
        if (partition.isEmpty()) {
            return Optional.empty();
        }
        TableName name = translation.target().orElseThrow();
        StoredTable table = existing.orElseThrow(() -> ApiError.notFound("Table " + Storage.text(name)));
        Partitioning partitioning = Partitioning.of(table)
                .orElseThrow(() -> ApiError.invalid("Table " + Storage.text(name) + " is not partitioned"));
        String column = partition.keySet().iterator().next();
        if (partitioning.columns().stream().noneMatch(column::equalsIgnoreCase)) {
            throw ApiError.invalidQuery("PARTITIONS names " + column + ", which does not partition the table");
        }
        String row = "SELECT " + partition.get(column) + " AS "
                + DuckDb.identifier(partitioning.columns().get(0));
        return session.query("SELECT " + partitioning.id() + " FROM (" + row + ")", rows -> {
            rows.next();
            return Optional.of(rows.getString(1));
        });
    }
}
