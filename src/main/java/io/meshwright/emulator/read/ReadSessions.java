package io.meshwright.emulator.read;

import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.guard.Caller;
import io.meshwright.emulator.job.Engine;
import io.meshwright.emulator.job.Job;
import io.meshwright.emulator.job.Jobs;
import io.meshwright.emulator.job.RowRestriction;
import io.meshwright.emulator.result.RowSource;
import io.meshwright.emulator.storage.AnonymousDataset;
import io.meshwright.emulator.storage.DuckDb;
import io.meshwright.emulator.storage.Storage;
import io.meshwright.emulator.storage.StoredTable;
import io.meshwright.sql.TableName;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The sessions that are open. One that is not read from for a while rests: it holds nothing, and goes on where its table
 * is as it was.
 */
public final class ReadSessions implements AutoCloseable {

    private static final Pattern STREAM =
            Pattern.compile("projects/[^/]+/locations/[^/]+/sessions/([^/]+)/streams/([^/]+)");
    private static final Pattern QUERY = Pattern.compile("\\b(SELECT|FROM)\\b", Pattern.CASE_INSENSITIVE);
    private static final Duration WAKEFUL = Duration.ofMinutes(10);
    private static final int MOST_OF_CALLER = 250;
    private static final int SAMPLES = 1_000_000;

    private final Engine engine;
    private final Jobs jobs;
    private final ReadWatch watch;
    private final Map<String, ReadSession> sessions = new ConcurrentHashMap<>();

    /** @param limit how long the rows of one message may take */
    public ReadSessions(Engine engine, Jobs jobs, Duration limit) {
        this.engine = engine;
        this.jobs = jobs;
        this.watch = new ReadWatch(limit, () -> sweep(Instant.now()));
    }

    /** Begins a session over a table the caller may read, or over the result of a query of theirs. */
    public ReadSession create(ReadRequest request, Caller caller) {
        sweep(Instant.now());
        makeRoom(caller.name());
        SessionRows rows = AnonymousDataset.isResult(engine.storage(), request.table())
                ? result(request, caller)
                : table(request, caller);
        String id = UUID.randomUUID().toString();
        ReadSession session = new ReadSession(id, request, caller.name(), rows, watch, Instant.now());
        try {
            session.encodedSchema();
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
        sessions.put(id, session);
        return session;
    }

    private SessionRows result(ReadRequest request, Caller caller) {
        Job job = jobs.require(request.project(), request.table().table(), caller);
        RowSource rows = job.rows().orElseThrow(() -> ApiError.notFound("Table " + Storage.text(request.table())));
        if (!request.restriction().isBlank() || request.sample().isPresent()) {
            throw ApiError.invalid("request failed: the embedded BigQuery neither restricts nor samples the result of a"
                    + " query; say it in the query");
        }
        return new ResultRows(rows, request.fields());
    }

    private SessionRows table(ReadRequest request, Caller caller) {
        requireReadable(request.table(), caller);
        RowRestriction restriction = new RowRestriction(engine, caller, request.restriction());
        long seed = ThreadLocalRandom.current().nextLong(Integer.MAX_VALUE);
        TableVersion version = new TableVersion(
                engine.storage(),
                request.table(),
                request.fields(),
                table -> sampled(
                        request,
                        seed,
                        request.restriction().isBlank() ? all(table) : restriction.rows(table, TableVersion.POSITION)),
                QUERY.matcher(request.restriction()).find());
        request.asOf().filter(time -> !isOf(version.table(), time)).ifPresent(time -> {
            version.close();
            throw ApiError.invalid("request failed: the embedded BigQuery keeps no earlier versions of a table; "
                    + Storage.text(request.table()) + " last changed at "
                    + version.table().modified());
        });
        return version;
    }

    /** Whether a table is now as it was at some time. */
    private static boolean isOf(StoredTable table, Instant time) {
        return !time.isBefore(table.modified()) && !time.isAfter(Instant.now());
    }

    private static String all(StoredTable table) {
        return "SELECT *, rowid AS " + TableVersion.POSITION + " FROM " + Storage.sql(table.physical());
    }

    private static String sampled(ReadRequest request, long seed, String rows) {
        if (request.sample().isEmpty()) {
            return rows;
        }
        return "SELECT * FROM (" + rows + ") WHERE hash(" + DuckDb.identifier(TableVersion.POSITION) + " + " + seed
                + ") % " + SAMPLES + " < "
                + Math.round(request.sample().getAsDouble() * SAMPLES / 100);
    }

    private void requireReadable(TableName table, Caller caller) {
        if (!engine.guard().mayRead(caller, table)) {
            throw ApiError.accessDenied("Table " + Storage.text(table)
                    + ": User does not have bigquery.tables.getData access, or perhaps it does not exist.");
        }
    }

    /** A stream of a session of the caller's; others' are not there. */
    public ReadStream stream(String name, Caller caller) {
        Matcher parts = STREAM.matcher(name);
        if (!parts.matches()) {
            throw ApiError.invalid("Invalid stream name: " + name);
        }
        ReadSession session = sessions.get(parts.group(1));
        if (session == null
                || !session.belongsTo(caller.name())
                || session.expires().isBefore(Instant.now())) {
            throw ApiError.notFound("Stream " + name);
        }
        TableName table = session.request().table();
        if (!AnonymousDataset.isOne(table.dataset())) {
            requireReadable(table, caller);
        }
        return session.stream(parts.group(2)).orElseThrow(() -> ApiError.notFound("Stream " + name));
    }

    /** Who opens more than their share ends those of theirs that were read from the longest time ago, and nobody else's. */
    private void makeRoom(String caller) {
        sessions.values().stream()
                .filter(session -> session.belongsTo(caller))
                .sorted(Comparator.comparing(ReadSession::used).reversed())
                .skip(MOST_OF_CALLER - 1)
                .forEach(this::end);
    }

    /** Ends sessions whose time is over; lets those rest that nobody reads from. */
    public void sweep(Instant now) {
        sessions.values().stream()
                .filter(session -> session.expires().isBefore(now))
                .forEach(this::end);
        sessions.values().stream()
                .filter(session -> session.used().plus(WAKEFUL).isBefore(now))
                .forEach(ReadSession::rest);
    }

    private void end(ReadSession session) {
        sessions.values().remove(session);
        session.close();
    }

    @Override
    public void close() {
        watch.close();
        sessions.values().forEach(this::end);
    }
}
