package io.meshwright.emulator.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.file.DataDirectories;
import io.meshwright.emulator.guard.Caller;
import io.meshwright.emulator.guard.PublishedTablesGuard;
import io.meshwright.emulator.guard.TableGuard;
import io.meshwright.emulator.information.InformationSchema;
import io.meshwright.emulator.result.TimestampFormat;
import io.meshwright.emulator.storage.Datasets;
import io.meshwright.emulator.storage.DuckDb;
import io.meshwright.emulator.storage.Storage;
import io.meshwright.emulator.storage.Writer;
import io.meshwright.emulator.translation.TranslationRuntime;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The local BigQuery without its REST API: jobs in, rows and errors out. */
public final class LocalEngine implements AutoCloseable {

    public static final Caller OPERATOR = new Caller("operator", Set.of("operator"));
    public static final Caller READER = new Caller("reader", Set.of());

    private static final String PROJECT = "meshwright";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Storage storage;
    private final Engine engine;
    private final Jobs jobs;

    public LocalEngine(Path directory) {
        DuckDb duckDb = DuckDb.open(new DuckDb.Settings(
                directory.resolve("warehouse.duckdb"),
                "1GB",
                2,
                directory.resolve("spill"),
                "1GB",
                List.of(directory)));
        DataDirectories directories = new DataDirectories(List.of(directory));
        duckDb.prepare(connection -> TranslationRuntime.install(connection, duckDb.functions(), directories::library));
        storage = Storage.open(duckDb);
        JobHistory history = new JobHistory(storage.rememberedJobs(), 1L << 30);
        Writer writer = new Writer(storage);
        ClientSessions sessions = new ClientSessions(storage, writer, Duration.ofHours(1));
        TableGuard guard = new SessionTablesGuard(new PublishedTablesGuard(), sessions);
        engine = new Engine(
                storage,
                writer,
                new Datasets(storage),
                new GoogleSql(),
                guard,
                directories,
                directory,
                new InformationSchema(
                        storage,
                        guard,
                        new InformationSchema.Activity(
                                project -> history.list(project).stream()
                                        .map(JobView::json)
                                        .toList(),
                                sessions::list)));
        jobs = new Jobs(engine, history, sessions, new JobQueue(2, 1), Duration.ofMinutes(1));
    }

    public Engine engine() {
        return engine;
    }

    public Jobs jobs() {
        return jobs;
    }

    /** A query's rows, each a line of its values with bars between. */
    public List<String> query(String sql) {
        return query(sql, OPERATOR);
    }

    List<String> query(String sql, Caller caller) {
        return rows(done(queryJob(sql), caller));
    }

    /** The configuration of a query job. */
    public static ObjectNode queryJob(String sql) {
        ObjectNode configuration = JsonNodeFactory.instance.objectNode();
        configuration.putObject("query").put("query", sql);
        return configuration;
    }

    /** The job when it is done; its error is thrown. */
    public Job done(ObjectNode configuration, Caller caller) {
        Job job = jobs.submit(new JobRequest(
                        PROJECT, JobRequest.newId(), JobRequest.LOCATION, caller, configuration, Optional.empty()))
                .done()
                .join();
        job.error().ifPresent(error -> {
            throw error;
        });
        return job;
    }

    static List<String> rows(Job job) {
        List<String> lines = new ArrayList<>();
        job.rows().ifPresent(rows -> {
            byte[] page = rows.page(0, Long.MAX_VALUE).json(new byte[0], new byte[0], TimestampFormat.ISO8601_STRING);
            parse(page).forEach(row -> lines.add(line(row)));
        });
        return lines;
    }

    private static String line(JsonNode row) {
        List<String> values = new ArrayList<>();
        row.get("f")
                .forEach(cell -> values.add(
                        cell.get("v").isTextual()
                                ? cell.get("v").asText()
                                : cell.get("v").toString()));
        return String.join("|", values);
    }

    static JsonNode parse(byte[] json) {
        return parse(new String(json, StandardCharsets.UTF_8));
    }

    static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    @Override
    public void close() {
        jobs.close();
        storage.close();
    }
}
