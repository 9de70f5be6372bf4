package io.meshwright.emulator.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.storage.Disposition;
import io.meshwright.emulator.storage.DuckDb;
import io.meshwright.emulator.storage.IncomingRows;
import io.meshwright.emulator.storage.Lease;
import io.meshwright.emulator.storage.Partitioning;
import io.meshwright.emulator.storage.PastTables;
import io.meshwright.emulator.storage.Session;
import io.meshwright.emulator.storage.Storage;
import io.meshwright.emulator.storage.StoredTable;
import io.meshwright.emulator.storage.TableSchema;
import io.meshwright.emulator.storage.Writer;
import io.meshwright.sql.TableName;
import java.time.Instant;
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
        List<References.Source> sources = sources(job);
        sources.forEach(source -> requireReadable(job, source.table()));
        Destination destination = Destination.of(job, Disposition.Write.WRITE_EMPTY);
        destination.requireWritable(engine, job);
        Writer.Remember remember = table -> {
            job.detail().put("copiedRows", Long.toString(table.rows()));
            job.detail()
                    .put(
                            "copiedLogicalBytes",
                            Long.toString(engine.storage().sizes().bytes(session, table)));
            return Optional.of(QueryWork.record(job));
        };
        boolean whole = sources.size() == 1
                && !sources.get(0).place().isPartition()
                && !destination.place().isPartition()
                && destination.disposition().write() != Disposition.Write.WRITE_APPEND;
        CopyOperation operation = CopyOperation.of(job.settings());
        if (whole) {
            References.Source source = sources.get(0);
            engine.writer()
                    .copy(
                            session,
                            source.table(),
                            destination.table(),
                            destination.disposition(),
                            copied -> {
                                requirePast(session, source);
                                return operation.describe(copied, source.table(), time(session, source));
                            },
                            remember);
        } else {
            operation.requireRows();
            move(session, sources, destination, remember);
        }
    }

    private static List<References.Source> sources(Job job) {
        List<References.Source> sources = new ArrayList<>();
        JsonNode settings = job.settings();
        settings.path("sourceTables").forEach(table -> sources.add(References.source(table, job.project())));
        if (settings.has("sourceTable")) {
            sources.add(References.source(settings.get("sourceTable"), job.project()));
        }
        if (sources.isEmpty()) {
            throw ApiError.missing("sourceTables");
        }
        return sources;
    }

    private void requireReadable(Job job, TableName source) {
        if (!engine.guard().mayRead(job.caller(), source)) {
            throw ApiError.accessDenied(
                    "Table " + Storage.text(source) + ": User does not have permission to read it.");
        }
    }

    private void move(
            Session session, List<References.Source> sources, Destination destination, Writer.Remember remember) {
        try (Lease lease = engine.storage().lease()) {
            List<StoredTable> tables =
                    sources.stream().map(source -> source(lease, source)).toList();
            lease.narrow();
            sources.forEach(source -> requirePast(session, source));
            TableSchema schema = tables.get(0).schema();
            List<String> selects = new ArrayList<>();
            for (int i = 0; i < tables.size(); i++) {
                selects.add(select(tables.get(i), sources.get(i)));
            }
            IncomingRows rows = new IncomingRows(schema, String.join(" UNION ALL BY NAME ", selects));
            destination.write(engine, session, rows, remember);
        }
    }

    /** No earlier versions are kept: what has not changed since then is copied as it is. */
    private void requirePast(Session session, References.Source source) {
        source.condition(engine.storage().requireTable(source.table()))
                .ifPresent(condition -> PastTables.require(session, condition));
    }

    private static Instant time(Session session, References.Source source) {
        return source.moment().map(moment -> PastTables.time(session, moment)).orElseGet(Instant::now);
    }

    private static StoredTable source(Lease lease, References.Source source) {
        StoredTable table = lease.table(source.table())
                .orElseThrow(() -> ApiError.notFound("Table " + Storage.text(source.table())));
        if (table.physical() == 0) {
            throw ApiError.invalid("Cannot copy " + Storage.text(source.table()) + ": it has no rows of its own");
        }
        return table;
    }

    /** The rows of a table, or of a partition of it. */
    static String select(StoredTable table, References.Source source) {
        String columns = table.schema().fields().stream()
                .map(field -> DuckDb.identifier(field.name()))
                .collect(Collectors.joining(", "));
        String all = "SELECT " + columns + " FROM " + Storage.sql(table.physical());
        List<String> conditions = new ArrayList<>();
        source.condition(table).ifPresent(conditions::add);
        if (source.place().isPartition()) {
            conditions.add(condition(table, source.place().partition()));
        }
        return conditions.isEmpty() ? all : all + " WHERE " + String.join(" AND ", conditions);
    }

    private static String condition(StoredTable table, String partition) {
        return Partitioning.of(table)
                .orElseThrow(() -> ApiError.invalid("Table " + Storage.text(table.name()) + " is not partitioned"))
                .condition(partition);
    }
}
