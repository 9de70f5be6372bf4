package io.meshwright.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickStartTest {

    @TempDir
    Path program;

    private String jar;
    private String archive;

    @BeforeEach
    void build() throws IOException {
        jar = Files.writeString(program.resolve("quarkus-run.jar"), "").toString();
        archive = Files.writeString(program.resolve("classes.jsa"), "").toString();
    }

    @Test
    void addsTheArchiveAndKeepsWhatWasGiven() {
        Optional<List<String>> improved =
                QuickStart.improved(List.of("-Xmx1g", "-Dquarkus.http.port=0", "-jar", jar, "argument"));

        assertThat(improved).hasValueSatisfying(words -> assertThat(words)
                .contains("-XX:SharedArchiveFile=" + archive)
                .endsWith("-Xmx1g", "-Dquarkus.http.port=0", "-jar", jar, "argument"));
    }

    @Test
    void namesTheProgramByThePathTheArchiveWasMadeWith() {
        String roundabout = program.resolve("lib/../quarkus-run.jar").toString();

        assertThat(QuickStart.improved(List.of("-jar", roundabout)))
                .hasValueSatisfying(words -> assertThat(words).endsWith("-jar", jar));
    }

    @Test
    void startsOnlyOnceOver() {
        List<String> improved = QuickStart.improved(List.of("-jar", jar)).orElseThrow();

        assertThat(QuickStart.improved(improved)).isEmpty();
    }

    @Test
    void leavesAloneWhoChoseHowToStart() {
        assertThat(QuickStart.improved(List.of("-Xshare:off", "-jar", jar))).isEmpty();
        assertThat(QuickStart.improved(List.of("-agentlib:jdwp=server=y", "-jar", jar)))
                .isEmpty();
        assertThat(QuickStart.improved(List.of("-cp", jar, "Main"))).isEmpty();
        assertThat(QuickStart.improved(List.of("-jar", "other.jar"))).isEmpty();
    }

    @Test
    void needsAnArchive() throws IOException {
        Files.delete(Path.of(archive));

        assertThat(QuickStart.improved(List.of("-jar", jar))).isEmpty();
    }
}
