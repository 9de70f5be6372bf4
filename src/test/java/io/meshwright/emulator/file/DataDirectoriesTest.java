package io.meshwright.emulator.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshwright.emulator.error.ApiError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoriesTest {

    @TempDir
    Path directory;

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
