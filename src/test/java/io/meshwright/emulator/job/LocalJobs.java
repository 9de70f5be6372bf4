package io.meshwright.emulator.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.file.DataDirectories;
import io.meshwright.emulator.guard.Caller;
import io.meshwright.emulator.guard.PublishedTablesGuard;
import io.meshwright.emulator.guard.TableGuard;
import io.meshwright.emulator.information.InformationSchema;
import io.meshwright.emulator.result.RowSource;
import io.meshwright.emulator.result.TimestampFormat;
import io.meshwright.emulator.storage.Datasets;
import io.meshwright.emulator.storage.DuckDb;
import io.meshwright.emulator.storage.Storage;
import io.meshwright.emulator.storage.Writer;
import io.meshwright.emulator.translation.TranslationRuntime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A warehouse of its own with its jobs, without a server. */
final class LocalJobs implements AutoCloseable {

    static final Caller OPERATOR = new Caller("operator", Set.of("operator"));

    /** How long a session lives that nobody uses. */
    static final Duration IDLE = Duration.ofHours(24);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final GoogleSql TRANSLATOR = new GoogleSql();

    private final Storage storage;
    private final ClientSessions sessions;
    private final Jobs jobs;

    LocalJobs(Path directory) {
        DuckDb duckDb = DuckDb.open(new DuckDb.Settings(
                directory.resolve("warehouse.duckdb"),
                "512MB",
                2,
                directory.resolve("spill"),
                "1GB",
                List.of(directory)));
        DataDirectories directories = new DataDirectories(List.of(directory));
        duckDb.prepare(connection -> TranslationRuntime.install(connection, duckDb.functions(), directories::library));
        storage = Storage.open(duckDb);
        Writer writer = new Writer(storage);
        sessions = new ClientSessions(storage, writer, IDLE);
        TableGuard guard = new SessionTablesGuard(new PublishedTablesGuard(), sessions);
        Engine engine = new Engine(
                storage,
                writer,
                new Datasets(storage),
                TRANSLATOR,
                guard,
                directories,
                directory,
                new InformationSchema(
                        storage, guard, new InformationSchema.Activity(project -> List.of(), sessions::list)));
        jobs = new Jobs(
                engine,
                new JobHistory(storage.rememberedJobs(), 1L << 30),
                sessions,
                new JobQueue(2, 1),
                Duration.ofMinutes(1));
    }

    Storage storage() {
        return storage;
    }

    ClientSessions sessions() {
        return sessions;
    }

    Jobs jobs() {
        return jobs;
    }

    /** The job of a query, done. */
    Job job(String sql) {
        return job(sql, OPERATOR);
    }

    Job job(String sql, Caller caller) {
        ObjectNode configuration = JsonNodeFactory.instance.objectNode();
        configuration.putObject("query").put("query", sql).put("useLegacySql", false);
        return job(configuration, caller);
    }

    Job job(ObjectNode configuration, Caller caller) {
        return jobs.submit(new JobRequest(
                        "p", JobRequest.newId(), JobRequest.LOCATION, caller, configuration, Optional.empty()))
                .done()
                .join();
    }

    /** The job of any configuration, done. */
    Job job(ObjectNode configuration, Optional<Path> upload) {
        return jobs.submit(
                        new JobRequest("p", JobRequest.newId(), JobRequest.LOCATION, OPERATOR, configuration, upload))
                .done()
                .join();
    }

    /** The rows a query gives, as {@code a,b; c,d}; its error where it fails. */
    String ask(String sql) {
        return answer(job(sql));
    }

    static String answer(Job job) {
        return job.error()
                .map(ApiError::getMessage)
                .orElseGet(() -> job.rows().map(LocalJobs::text).orElse("-"));
    }

    private static String text(RowSource rows) {
        try {
            JsonNode json = JSON.readTree(rows.page(0, 1000).json(new byte[0], new byte[0], TimestampFormat.INT64));
            return java.util.stream.StreamSupport.stream(json.spliterator(), false)
                    .map(LocalJobs::row)
                    .collect(Collectors.joining("; "));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String row(JsonNode row) {
        return java.util.stream.StreamSupport.stream(row.path("f").spliterator(), false)
                .map(cell -> value(cell.path("v")))
                .collect(Collectors.joining(","));
    }

    private static String value(JsonNode value) {
        if (value.isArray()) {
            return java.util.stream.StreamSupport.stream(value.spliterator(), false)
                    .map(element -> value(element.path("v")))
                    .collect(Collectors.joining(" ", "[", "]"));
        }
        return value.isObject() ? "(" + row(value) + ")" : value.isNull() ? "NULL" : value.asText();
    }

    @Override
    public void close() {
        jobs.close();
        storage.close();
    }
}
