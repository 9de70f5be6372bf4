package io.meshwright.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.meshwright.document.Findings;
import io.meshwright.document.Mutations;
import io.meshwright.document.Node.Mapping;
import io.meshwright.document.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The shape's verdicts beside those of the official JSON Schema, on the official examples and on broken copies. */
class OdpsConformanceTest {

    private static final Path STANDARD = Path.of("..", "shared", "standards", "odps");
    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<Path> documents() throws IOException {
        if (!Files.isDirectory(STANDARD)) {
            return Stream.of(Path.of("absent"));
        }
        try (Stream<Path> files = Files.walk(STANDARD)) {
            return files.filter(file -> file.toString().endsWith(".odps.yaml")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void agreesWithTheOfficialSchema(Path file) throws IOException {
        Assumptions.assumeTrue(Files.exists(file), "the standard's files are not beside the checkout");
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2019_09)
                .getSchema(Files.readString(STANDARD.resolve("odps-json-schema-v1.0.0.json")));
        Map<String, Object> document = plain(Files.readString(file));
        assertThat(shapeAccepts(json(document))).isTrue();
        new Mutations(document).forEach((change, copy) -> {
            if (Set.of("v0.9.0", "v1.0.0").contains(String.valueOf(copy.get("apiVersion")))) {
                String json = json(copy);
                assertThat(shapeAccepts(json))
                        .as("%s in %s", change, json)
                        .isEqualTo(schema.validate(json, InputFormat.JSON).isEmpty());
            }
        });
    }

    private static boolean shapeAccepts(String json) {
        Mapping root = YamlReader.read("document", json).get();
        Findings findings = new Findings();
        new OdpsShape(false).document().check(root, "The document", findings);
        return !findings.hasErrors();
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
}
