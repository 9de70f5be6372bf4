package io.meshwright.emulator.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.storage.Disposition;
import io.meshwright.emulator.storage.Lease;
import io.meshwright.emulator.storage.Session;
import io.meshwright.emulator.storage.Storage;
import io.meshwright.emulator.storage.StoredTable;
import io.meshwright.emulator.storage.TableSchema;
import io.meshwright.emulator.storage.Writer;
import io.meshwright.sql.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Copy jobs. One table onto another name costs nothing; only appending and joining several moves rows. */
final class CopyWork implements Work {

    private final Engine engine;

    CopyWork(Engine engine) {
        this.engine = engine;
    }

    @Override
    public void run(Job job, Session session) {
        List<TableName> sources = sources(job);
        TableName destination = References.table(job.settings().path("destinationTable"), job.project());
        requireRights(job, sources, destination);
        Disposition disposition = QueryWork.disposition(job.settings(), Disposition.Write.WRITE_EMPTY);
        Writer.Remember remember = table -> {
            job.detail().put("copiedRows", Long.toString(table.rows()));
            job.detail()
                    .put("copiedLogicalBytes", Long.toString(engine.storage().bytes(table)));
            return Optional.of(QueryWork.record(job));
        };
        boolean moves = sources.size() > 1 || disposition.write() == Disposition.Write.WRITE_APPEND;
        if (moves) {
            append(session, sources, destination, disposition, remember);
        } else {
            engine.writer().copy(session, sources.get(0), destination, disposition, remember);
        }
    }

    private static List<TableName> sources(Job job) {
        List<TableName> sources = new ArrayList<>();
        JsonNode settings = job.settings();
        settings.path("sourceTables").forEach(table -> sources.add(References.table(table, job.project())));
        if (settings.has("sourceTable")) {
            sources.add(References.table(settings.get("sourceTable"), job.project()));
        }
        if (sources.isEmpty()) {
            throw ApiError.invalid("Required parameter is missing: sourceTables");
        }
        return sources;
    }

    private void requireRights(Job job, List<TableName> sources, TableName destination) {
        for (TableName source : sources) {
            if (!engine.guard().mayRead(job.caller(), source)) {
                throw ApiError.accessDenied(
                        "Table " + Storage.text(source) + ": User does not have permission to read it.");
            }
        }
        if (!engine.guard().mayWrite(job.caller(), destination)) {
            throw ApiError.accessDenied(
                    "Table " + Storage.text(destination) + ": User does not have permission to write to it.");
        }
    }

    private void append(
            Session session,
            List<TableName> sources,
            TableName destination,
            Disposition disposition,
            Writer.Remember remember) {
        try (Lease lease = engine.storage().lease()) {
            List<StoredTable> tables = sources.stream()
                    .map(source ->
                            lease.table(source).orElseThrow(() -> ApiError.notFound("Table " + Storage.text(source))))
                    .toList();
            lease.narrow();
            TableSchema schema = tables.get(0).schema();
            String select = tables.stream()
                    .map(table -> "SELECT * FROM " + Storage.sql(table.physical()))
                    .collect(Collectors.joining(" UNION ALL BY NAME "));
            engine.writer()
                    .write(
                            session,
                            destination,
                            new Writer.Rows(schema, select),
                            disposition,
                            JsonNodeFactory.instance.objectNode(),
                            remember);
        }
    }
}
