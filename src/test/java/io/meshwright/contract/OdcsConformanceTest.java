package io.meshwright.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.meshwright.diagnostic.Diagnostic;
import io.meshwright.diagnostic.Outcome;
import io.meshwright.document.Mutations;
import io.meshwright.document.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The reader's verdicts beside those of the official JSON Schema, on the official examples and on broken copies. */
class OdcsConformanceTest {

    private static final Path STANDARD = Path.of("..", "shared", "standards", "odcs");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, Schema> SCHEMAS = new HashMap<>();

    /** What the standard's text forbids, or what makes a rule meaningless, and no schema can see. */
    private static final Set<String> STRICTER =
            Set.of("rule-misplaced", "missing-argument", "duplicate-name", "unknown-column", "wrong-order");

    static Stream<Path> documents() throws IOException {
        if (!Files.isDirectory(STANDARD)) {
            return Stream.of(Path.of("absent"));
        }
        try (Stream<Path> files = Files.walk(STANDARD)) {
            return files.filter(file -> file.toString().endsWith(".odcs.yaml")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void agreesWithTheOfficialSchemaOnOfficialDocuments(Path file) throws IOException {
        Assumptions.assumeTrue(Files.exists(file), "the standard's files are not beside the checkout");
        String yaml = Files.readString(file);
        boolean valid = file.getParent().endsWith("examples");
        assertThat(schemaAccepts(json(plain(yaml)))).isEqualTo(valid);
        assertThat(ContractReader.read(file.toString(), yaml).isOk())
                .as("%s", ContractReader.read(file.toString(), yaml).diagnostics())
                .isEqualTo(valid);
    }

    @ParameterizedTest
    @MethodSource("documents")
    void agreesWithTheOfficialSchemaOnBrokenCopies(Path file) throws IOException {
        Assumptions.assumeTrue(Files.exists(file), "the standard's files are not beside the checkout");
        Assumptions.assumeTrue(Files.size(file) < 20_000, "a small document has the same fields");
        new Mutations(plain(Files.readString(file))).forEach((change, copy) -> {
            if (!(copy.get("apiVersion") instanceof String version) || !version.startsWith("v3.")) {
                return;
            }
            String json = json(copy);
            Outcome<DataContract> read = ContractReader.read("copy", json);
            if (!schemaAccepts(json)) {
                assertThat(read.isOk() && !usesTheDeprecatedName(read))
                        .as("accepts what the schema refuses: %s in %s", change, json)
                        .isFalse();
            } else if (!read.isOk()) {
                assertThat(read.diagnostics().stream()
                                .filter(Diagnostic::isError)
                                .toList())
                        .as("refuses what the schema accepts: %s in %s", change, json)
                        .allMatch(OdcsConformanceTest::isStricterByTheText);
            }
        });
    }

    private static boolean isStricterByTheText(Diagnostic diagnostic) {
        return STRICTER.contains(diagnostic.code())
                || diagnostic.message().contains("it is rows or percent")
                || diagnostic.message().contains("because a rule measures a number")
                || diagnostic.message().contains("takes one number")
                || diagnostic.message().contains("Positions in the primary key")
                || diagnostic.message().contains("in the primary key already");
    }

    private static boolean usesTheDeprecatedName(Outcome<DataContract> read) {
        return read.diagnostics().stream().anyMatch(diagnostic -> Set.of("deprecated-field", "rule-not-checked")
                .contains(diagnostic.code()));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> plain(String yaml) {
        return (Map<String, Object>) YamlReader.read("document", yaml).get().plain();
    }

    private static String json(Object plain) {
        try {
            return JSON.writeValueAsString(plain);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean schemaAccepts(String json) {
        String edition = json.contains("\"apiVersion\":\"v3.0") ? "v3.0.2" : "v3.1.0";
        return SCHEMAS.computeIfAbsent(edition, OdcsConformanceTest::schema)
                .validate(json, InputFormat.JSON)
                .isEmpty();
    }

    private static Schema schema(String edition) {
        try {
            String text = Files.readString(STANDARD.resolve("odcs-json-schema-" + edition + ".json"));
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2019_09)
                    .getSchema(text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
