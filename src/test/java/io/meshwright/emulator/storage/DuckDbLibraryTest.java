package io.meshwright.emulator.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DuckDbLibraryTest {

    @TempDir
    Path directory;

    @Test
    void removesWhatItLoadedAndWhatKilledProcessesLeft() throws IOException {
        Path loaded = unpacked("libduckdb_java1.so", Duration.ZERO);
        Path left = unpacked("libduckdb_java2.so", Duration.ofHours(1));
        Path beingLoaded = unpacked("libduckdb_java3.so", Duration.ofSeconds(5));
        Path other = unpacked("other.so", Duration.ofHours(1));

        DuckDbLibrary.removeUnpacked(directory, "7f00-7f01 r-xp 00000000 08:01 5   " + loaded + "\n");

        assertThat(loaded).doesNotExist();
        assertThat(left).doesNotExist();
        assertThat(beingLoaded).exists();
        assertThat(other).exists();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void leavesNothingUnpackedBehindInTheTemporaryDirectory() throws IOException {
        DuckDbLibrary.load();

        String mapped = Files.readString(Path.of("/proc/self/maps"));
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            assertThat(files.filter(file -> mapped.contains(file.toString()))
                            .map(file -> file.getFileName().toString())
                            .filter(name -> name.startsWith("libduckdb_java")))
                    .isEmpty();
        }
    }

    private Path unpacked(String name, Duration age) throws IOException {
        Path file = Files.writeString(directory.resolve(name), "native code");
        return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
    }
}
