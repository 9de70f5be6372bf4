package io.meshwright.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwright.diagnostic.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Contracts as files; an invalid one ends with the exact diagnostics it earns, each after {@code #!}. */
class ContractCasesTest {

    private static final Path CASES = Path.of("src", "test", "resources", "contract");

    static Stream<Path> cases() throws IOException {
        try (Stream<Path> files = Files.walk(CASES)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void earnsExactlyTheseDiagnostics(Path file) throws IOException {
        List<String> expected = Files.readAllLines(file).stream()
                .filter(line -> line.startsWith("#! "))
                .map(line -> line.substring(3))
                .toList();
        List<String> earned =
                ContractReader.read(file.getFileName().toString(), Files.readString(file)).diagnostics().stream()
                        .map(ContractCasesTest::line)
                        .toList();
        assertThat(earned).as(String.join("\n#! ", earned)).isEqualTo(expected);
        assertThat(file.getParent().endsWith("valid"))
                .isEqualTo(earned.stream().noneMatch(line -> line.contains(" error ")));
    }

    private static String line(Diagnostic diagnostic) {
        return diagnostic.location().line() + ":" + diagnostic.location().column()
                + (diagnostic.isError() ? " error " : " warning ") + diagnostic.code() + ": " + diagnostic.message();
    }
}
