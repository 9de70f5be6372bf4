package io.meshwright.emulator;

import io.quarkus.runtime.configuration.MemorySizeConverter;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The settings of the embedded engine, see {@code docs/configuration.md}. */
@Singleton
public class EmbeddedSettings {

    private final Path home;
    private final String project;
    private final String memory;
    private final int threads;
    private final String spillLimit;
    private final String resultsLimit;
    private final Duration timeLimit;
    private final int storagePort;
    private final Map<String, String> data;

    @Inject
    EmbeddedSettings(
            @ConfigProperty(name = "meshwright.home") Path home,
            @ConfigProperty(name = "meshwright.warehouse.project", defaultValue = "meshwright") String project,
            @ConfigProperty(name = "meshwright.warehouse.memory") String memory,
            @ConfigProperty(name = "meshwright.warehouse.threads") int threads,
            @ConfigProperty(name = "meshwright.warehouse.spill-limit") String spillLimit,
            @ConfigProperty(name = "meshwright.warehouse.results-limit") String resultsLimit,
            @ConfigProperty(name = "meshwright.warehouse.time-limit") Duration timeLimit,
            @ConfigProperty(name = "meshwright.warehouse.storage-port") int storagePort,
            @ConfigProperty(name = "meshwright.data") Map<String, String> data) {
        this.home = home.toAbsolutePath();
        this.project = project;
        this.memory = memory;
        this.threads = threads;
        this.spillLimit = spillLimit;
        this.resultsLimit = resultsLimit;
        this.timeLimit = timeLimit;
        this.storagePort = storagePort;
        this.data = Map.copyOf(data);
    }

    /** Whether the application's own queries come here, and not to Google's BigQuery. */
    public boolean isAnswering() {
        return project.equals("meshwright");
    }

    Path file() {
        return home.resolve("warehouse/warehouse.duckdb");
    }

    Path uploads() {
        return home.resolve("warehouse/uploads");
    }

    Path results() {
        return home.resolve("warehouse/results");
    }

    Path spill() {
        return home.resolve("warehouse/spill");
    }

    String memory() {
        return memory;
    }

    int threads() {
        return threads;
    }

    String spillLimit() {
        return spillLimit;
    }

    /** In bytes. */
    long resultsLimit() {
        return new MemorySizeConverter()
                .convert(resultsLimit.replaceFirst("B$", ""))
                .asLongValue();
    }

    public Duration timeLimit() {
        return timeLimit;
    }

    /** Where the Storage API listens; 0 for any free port, negative for nowhere. */
    public int storagePort() {
        return storagePort;
    }

    /** Every {@code meshwright.data.*} names a directory jobs may read from; the first is for relative names. */
    List<Path> dataDirectories() {
        List<Path> directories = new ArrayList<>();
        directories.add(
                Path.of(data.getOrDefault("directory", home.resolve("files").toString()))
                        .toAbsolutePath());
        data.forEach((name, directory) -> {
            if (!name.equals("directory") && !directory.isBlank()) {
                directories.add(Path.of(directory).toAbsolutePath());
            }
        });
        return directories;
    }
}
