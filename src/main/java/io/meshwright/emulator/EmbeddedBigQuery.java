package io.meshwright.emulator;

import io.meshwright.emulator.file.DataDirectories;
import io.meshwright.emulator.guard.TableGuard;
import io.meshwright.emulator.information.InformationSchema;
import io.meshwright.emulator.job.ClientSessions;
import io.meshwright.emulator.job.Engine;
import io.meshwright.emulator.job.GoogleSql;
import io.meshwright.emulator.job.JobHistory;
import io.meshwright.emulator.job.JobQueue;
import io.meshwright.emulator.job.JobView;
import io.meshwright.emulator.job.Jobs;
import io.meshwright.emulator.job.SessionTablesGuard;
import io.meshwright.emulator.storage.Datasets;
import io.meshwright.emulator.storage.DuckDb;
import io.meshwright.emulator.storage.Storage;
import io.meshwright.emulator.storage.Writer;
import io.meshwright.emulator.translation.TranslationRuntime;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The local BigQuery of this process: opened with the first request, closed with the application. */
@ApplicationScoped
public class EmbeddedBigQuery {

    private static final int INTERACTIVE = Math.max(4, 2 * Runtime.getRuntime().availableProcessors());
    private static final int BUILDS = 2;
    private static final Duration SESSION_IDLE = Duration.ofHours(24);

    private final EmbeddedSettings settings;
    private final GoogleSql translator = new GoogleSql();
    private final TableGuard guard;
    private Storage storage;
    private Engine engine;
    private Jobs jobs;

    @Inject
    EmbeddedBigQuery(EmbeddedSettings settings, TableGuard guard) {
        this.settings = settings;
        this.guard = guard;
    }

    @PostConstruct
    void open() {
        Path uploads = emptied(settings.uploads());
        Path results = emptied(settings.results());
        List<Path> readable = new ArrayList<>(settings.dataDirectories());
        readable.add(uploads);
        readable.add(results);
        DuckDb duckDb = DuckDb.open(new DuckDb.Settings(
                settings.file(),
                settings.memory(),
                settings.threads(),
                settings.spill(),
                settings.spillLimit(),
                readable));
        DataDirectories directories = new DataDirectories(settings.dataDirectories());
        duckDb.prepare(connection -> TranslationRuntime.install(connection, duckDb.functions(), directories::library));
        storage = Storage.open(duckDb);
        JobHistory history = new JobHistory(storage.rememberedJobs(), settings.resultsLimit());
        Writer writer = new Writer(storage);
        ClientSessions sessions = new ClientSessions(storage, writer, SESSION_IDLE);
        TableGuard guarded = new SessionTablesGuard(guard, sessions);
        engine = new Engine(
                storage,
                writer,
                new Datasets(storage),
                translator,
                guarded,
                directories,
                results,
                new InformationSchema(
                        storage,
                        guarded,
                        new InformationSchema.Activity(
                                project -> history.list(project).stream()
                                        .map(JobView::json)
                                        .toList(),
                                sessions::list)));
        jobs = new Jobs(engine, history, sessions, new JobQueue(INTERACTIVE, BUILDS), settings.timeLimit());
    }

    /** What an earlier process left in them belongs to nobody any more. */
    private static Path emptied(Path directory) {
        try {
            Files.createDirectories(directory);
            try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
                for (Path file : files) {
                    Files.delete(file);
                }
            }
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot prepare " + directory, e);
        }
    }

    @PreDestroy
    void close() {
        jobs.close();
        storage.close();
    }

    public Engine engine() {
        return engine;
    }

    public Jobs jobs() {
        return jobs;
    }

    public Path uploads() {
        return settings.uploads();
    }
}
