package io.meshwright.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One table tells every setting, and only those there are. */
class ConfigurationTest {

    private static final Pattern IN_CODE = Pattern.compile(
            "(?:ConfigProperty\\(\\s*name = |getValue\\(\\s*|getOptionalValue\\(\\s*|@ConfigMapping\\(prefix = )\"(meshwright\\.[a-z0-9.-]+)\"");
    private static final Pattern IN_PROPERTIES = Pattern.compile("(?m)^(?:%[a-z]+\\.)?(meshwright\\.[a-z0-9.-]+)=");
    private static final Pattern IN_TABLE =
            Pattern.compile("(?m)^\\| `((?:meshwright|quarkus)\\.[a-z0-9.-]+)` \\| `([A-Z0-9_]+)` \\|");

    /** Set by the process for itself, nobody's to configure. */
    private static final Set<String> INTERNAL = Set.of("meshwright.internal-token");

    @Test
    void everySettingInTheCodeIsInTheTableAndTheOtherWayRound() throws IOException {
        Set<String> documented = documented();
        documented.removeIf(key -> key.startsWith("quarkus."));

        assertThat(documented).isEqualTo(used());
    }

    @Test
    void environmentVariablesAreThoseOfTheirSettings() throws IOException {
        Matcher rows = IN_TABLE.matcher(table());
        while (rows.find()) {
            assertThat(rows.group(2))
                    .isEqualTo(rows.group(1).toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"));
        }
    }

    private static Set<String> documented() throws IOException {
        Set<String> keys = new TreeSet<>();
        Matcher rows = IN_TABLE.matcher(table());
        while (rows.find()) {
            keys.add(rows.group(1));
        }
        return keys;
    }

    private static String table() throws IOException {
        return Files.readString(Path.of("docs", "configuration.md"));
    }

    private static Set<String> used() throws IOException {
        Set<String> keys = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                collect(IN_CODE.matcher(Files.readString(file)), keys);
            }
        }
        collect(
                IN_PROPERTIES.matcher(Files.readString(Path.of("src", "main", "resources", "application.properties"))),
                keys);
        keys.removeAll(INTERNAL);
        // A group of settings injected as a map; its members are the settings.
        Set<String> documented = documented();
        keys.removeIf(
                key -> !documented.contains(key) && documented.stream().anyMatch(other -> other.startsWith(key + ".")));
        return keys;
    }

    private static void collect(Matcher matcher, Set<String> keys) {
        while (matcher.find()) {
            keys.add(matcher.group(1));
        }
    }
}
