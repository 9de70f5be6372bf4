package io.meshwright.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartFailureTest {

    private static final Path HOME = Path.of("/srv/meshwright");

    @TempDir
    Path directory;

    @Test
    void namesTheDiskThatIsFullAndTheWayOut() {
        Throwable failure = new RuntimeException(
                "Failed to start quarkus",
                new UncheckedIOException("sample data", new IOException("No space left on device")));

        assertThat(StartFailure.explain(failure, HOME))
                .hasValueSatisfying(text -> assertThat(text).contains("/srv/meshwright is full", "MESHWRIGHT_HOME"));
    }

    @Test
    void tellsThatACatalogIsOfAnotherVersion() {
        Throwable failure = new RuntimeException(new FlywayException("Migration checksum mismatch for version 2"));

        assertThat(StartFailure.explain(failure, HOME)).hasValueSatisfying(text -> assertThat(text)
                .contains("does not fit this version", "checksum mismatch for version 2"));
    }

    @Test
    void leavesMistakesOfTheApplicationToTheirStackTraces() {
        assertThat(StartFailure.explain(new IllegalStateException("no such bean"), HOME))
                .isEmpty();
    }

    @Test
    void saysWhyAndNotOnlyWhere() {
        assertThat(StartFailure.reason(new AccessDeniedException("/srv"))).isEqualTo("access denied");
    }

    @Test
    void refusesAHomeThatIsAFile() throws IOException {
        Path file = Files.writeString(directory.resolve("home"), "");

        assertThatThrownBy(() -> Home.hold(file))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("a file is in the way")
                .hasMessageContaining("MESHWRIGHT_HOME");
    }
}
