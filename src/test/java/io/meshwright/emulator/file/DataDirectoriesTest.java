package io.meshwright.emulator.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshwright.emulator.error.ApiError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoriesTest {

    @TempDir
    Path directory;

    @Test
    void aDirectoryStandsInThePlaceOfABucket() throws IOException {
        Path data = Files.createDirectories(directory.resolve("data/bucket/day"))
                .getParent()
                .getParent();
        DataDirectories directories = new DataDirectories(List.of(data));
        Path file = Files.writeString(data.resolve("bucket/day/a-1.csv"), "1").toRealPath();
        assertThat(directories.files("gs://bucket/day/a-1.csv")).containsExactly(file);
        assertThat(directories.files("gs://bucket/day/a-*.csv")).containsExactly(file);
        assertThat(directories.target("gs://other/b.csv"))
                .isEqualTo(data.toRealPath().resolve("other/b.csv"));
        for (String outside : List.of("gs://../b.csv", "gs:///etc/b.csv", "gs://bucket/../../b.csv", "s3://bucket/b")) {
            assertThatThrownBy(() -> directories.target(outside)).as(outside).isInstanceOf(ApiError.class);
        }
        assertThatThrownBy(() -> directories.files("gs://bucket/day/b.csv"))
                .isInstanceOf(ApiError.class)
                .hasMessageContaining("gs://bucket/day/b.csv");
    }

    @Test
    void aDataDirectoryThatIsMissingIsMadeByTheFirstExtract() throws IOException {
        Path missing = directory.resolve("not-yet");
        DataDirectories directories = new DataDirectories(List.of(missing));
        assertThat(directories.target("out/rows.csv"))
                .isEqualTo(missing.toRealPath().resolve("out/rows.csv"));
        assertThatThrownBy(() -> directories.target("../elsewhere/rows.csv")).isInstanceOf(ApiError.class);
        assertThat(directory.resolve("elsewhere")).doesNotExist();
    }
}
