package io.meshwright.emulator.write;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.file.JsonRows;
import io.meshwright.emulator.guard.Caller;
import io.meshwright.emulator.job.ColumnDefaults;
import io.meshwright.emulator.job.Engine;
import io.meshwright.emulator.storage.Disposition;
import io.meshwright.emulator.storage.IncomingRows;
import io.meshwright.emulator.storage.Session;
import io.meshwright.emulator.storage.StoredTable;
import io.meshwright.emulator.storage.Writer;
import io.meshwright.sql.TableName;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The write streams of this process. What is acknowledged as committed or flushed is in its table for good; rows that
 * wait for that, and the streams themselves, end with the process.
 */
public final class WriteStreams {

    private static final Pattern NAME =
            Pattern.compile("(projects/([^/.`]+)/datasets/([^/.`]+)/tables/([^/.`]+))/(?:streams/)?([^/]+)");
    private static final Duration UNUSED = Duration.ofDays(3);
    private static final int MOST = 10_000;

    private final Engine engine;
    private final Path directory;
    private final Map<String, WriteStream> streams = new ConcurrentHashMap<>();

    /** @param directory for rows that wait; DuckDB may read it */
    public WriteStreams(Engine engine, Path directory) {
        this.engine = engine;
        this.directory = directory;
    }

    public WriteStream create(TableName table, WriteStream.Type type, Caller caller) {
        requireWritable(table, caller);
        table(table);
        forgetUnused(Instant.now());
        if (streams.size() >= MOST) {
            throw new ApiError("quotaExceeded", "There are " + MOST + " write streams; finalize and commit some.");
        }
        String name = path(table) + "/streams/" + UUID.randomUUID();
        WriteStream stream = new WriteStream(
                name,
                table,
                type,
                now(),
                type == WriteStream.Type.COMMITTED ? Optional.empty() : Optional.of(RowSpool.in(directory)));
        streams.put(name, stream);
        return stream;
    }

    private static String path(TableName table) {
        return "projects/" + table.project() + "/datasets/" + table.dataset() + "/tables/" + table.table();
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    private void forgetUnused(Instant now) {
        streams.values().removeIf(stream -> {
            boolean unused = stream.used().plus(UNUSED).isBefore(now);
            if (unused) {
                stream.spool().ifPresent(RowSpool::delete);
            }
            return unused;
        });
    }

    private void requireWritable(TableName table, Caller caller) {
        if (!engine.guard().mayWrite(caller, table)) {
            throw ApiError.accessDenied(
                    "Permission 'TABLES_UPDATE_DATA' denied on resource '" + path(table) + "' (or it may not exist).");
        }
    }

    public StoredTable table(TableName name) {
        return engine.storage().requireTable(name);
    }

    /** A stream of a table that the caller may write. */
    public WriteStream stream(String name, Caller caller) {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            throw ApiError.invalid("Invalid stream name: " + name);
        }
        TableName table = new TableName(parts.group(2), parts.group(3), parts.group(4));
        requireWritable(table, caller);
        if (parts.group(5).equals(WriteStream.DEFAULT)) {
            return new WriteStream(
                    parts.group(1) + "/streams/" + WriteStream.DEFAULT,
                    table,
                    WriteStream.Type.COMMITTED,
                    table(table).created(),
                    Optional.empty());
        }
        return Optional.ofNullable(streams.get(name))
                .orElseThrow(() -> ApiError.notFound("Requested entity was not found. Entity: " + name));
    }

    /**
     * Takes in rows; returns the offset of the first, none for the default stream.
     *
     * @param offset where the caller believes the stream to be
     * @param defaulted the columns that have their default where a row does not say them
     */
    OptionalLong append(WriteStream stream, OptionalLong offset, List<ObjectNode> rows, Set<String> defaulted) {
        synchronized (stream) {
            stream.requireNext(offset);
            if (stream.spool().isPresent()) {
                stream.requireSame(defaulted);
                stream.spool().get().add(rows);
            } else if (!rows.isEmpty()) {
                RowSpool spool = RowSpool.in(directory);
                try {
                    spool.add(rows);
                    write(stream.table(), List.of(spool.file()), defaulted);
                } finally {
                    spool.delete();
                }
            }
            long first = stream.advance(rows.size());
            return stream.isDefault() ? OptionalLong.empty() : OptionalLong.of(first);
        }
    }

    private void write(TableName name, List<Path> files, Set<String> defaulted) {
        try (Session session = engine.storage().duckDb().session()) {
            StoredTable table = table(name);
            String rows = JsonRows.select(table.schema(), files);
            engine.writer()
                    .write(
                            session,
                            name,
                            new IncomingRows(table.schema(), ColumnDefaults.filling(engine, table, rows, defaulted)),
                            new Disposition(Disposition.Write.WRITE_APPEND, false),
                            table.properties(),
                            Writer.Remember.nothing());
        } catch (ApiError e) {
            throw e.reason().startsWith("invalid")
                    ? new StreamRefusal(StreamRefusal.Cause.STORAGE_ERROR_CODE_UNSPECIFIED, e.getMessage())
                    : e;
        }
    }

    /** Shows the rows of a BUFFERED stream up to an offset and with it; returns the offset shown. */
    public long flush(String name, long offset, Caller caller) {
        WriteStream stream = stream(name, caller);
        synchronized (stream) {
            stream.requireFlushable(offset);
            if (offset >= stream.flushed()) {
                RowSpool waiting = stream.spool().orElseThrow();
                RowSpool part = waiting.first(offset + 1 - stream.flushed());
                try {
                    write(stream.table(), List.of(part.file()), stream.defaulted());
                    waiting.drop(part);
                } finally {
                    part.delete();
                }
                stream.flushedTo(offset + 1);
            }
            return stream.flushed() - 1;
        }
    }

    /** Ends a stream; returns its rows. */
    public long complete(String name, Caller caller) {
        return stream(name, caller).complete();
    }

    /**
     * What came of a commit.
     *
     * @param time when the rows were written; empty when there are obstacles
     * @param obstacles why not, by stream
     */
    public record Commit(Optional<Instant> time, Map<String, StreamRefusal> obstacles) {}

    /** Writes the rows of PENDING streams of a table in one step, or none of them. */
    public synchronized Commit commit(TableName table, List<String> names, Caller caller) {
        requireWritable(table, caller);
        Map<String, StreamRefusal> obstacles = new ConcurrentHashMap<>();
        List<WriteStream> committing = new ArrayList<>();
        for (String name : new LinkedHashSet<>(names)) {
            WriteStream stream = streams.get(name);
            if (stream == null || !stream.table().equals(table)) {
                obstacles.put(
                        name,
                        new StreamRefusal(
                                StreamRefusal.Cause.STREAM_NOT_FOUND,
                                "There is no stream " + name + " of " + path(table)));
            } else {
                stream.obstacle()
                        .ifPresentOrElse(obstacle -> obstacles.put(name, obstacle), () -> committing.add(stream));
            }
        }
        if (!obstacles.isEmpty()) {
            return new Commit(Optional.empty(), obstacles);
        }
        write(committing, table);
        Instant time = now();
        committing.forEach(stream -> {
            stream.committedAt(time);
            stream.spool().ifPresent(RowSpool::delete);
        });
        return new Commit(Optional.of(time), Map.of());
    }

    private void write(List<WriteStream> streams, TableName table) {
        List<WriteStream> full =
                streams.stream().filter(stream -> stream.rows() > 0).toList();
        if (full.isEmpty()) {
            return;
        }
        Set<String> defaulted = full.get(0).defaulted();
        if (full.stream().anyMatch(stream -> !stream.defaulted().equals(defaulted))) {
            throw ApiError.invalid(
                    "The embedded BigQuery commits streams together that interpret missing values alike");
        }
        write(
                table,
                full.stream().map(stream -> stream.spool().orElseThrow().file()).toList(),
                defaulted);
    }
}
