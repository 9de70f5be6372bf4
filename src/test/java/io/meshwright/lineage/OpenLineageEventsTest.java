package io.meshwright.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.meshwright.lineage.JobRun.Assertion;
import io.meshwright.lineage.JobRun.Dataset;
import io.meshwright.lineage.JobRun.Output;
import io.meshwright.sql.Column;
import io.meshwright.sql.ColumnLineage;
import io.meshwright.sql.ColumnSource;
import io.meshwright.sql.ColumnSource.Dependency;
import io.meshwright.sql.TableName;
import io.openlineage.client.OpenLineage.RunEvent.EventType;
import io.openlineage.client.OpenLineageClientUtils;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OpenLineageEventsTest {

    private static final Path STANDARD = Path.of("..", "shared", "standards", "openlineage");
    private static final TableName RATINGS = new TableName("meshwright", "films", "ratings");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void saysWhereEveryColumnComesFrom() throws IOException {
        JsonNode event = event(EventType.COMPLETE, "");
        assertThat(event.at("/job/name").asText()).isEqualTo("films/user-actions");
        assertThat(event.at("/job/facets/sql/query").asText()).startsWith("SELECT");
        assertThat(event.at("/run/facets/nominalTime/nominalStartTime").asText())
                .startsWith("2026-11-20T05:30:00");
        assertThat(event.at("/inputs/0/name").asText()).isEqualTo("meshwright.films.ratings");
        assertThat(event.at("/outputs/0/outputFacets/outputStatistics/rowCount").asLong())
                .isEqualTo(42);
        JsonNode source = event.at("/outputs/0/facets/columnLineage/fields/actions/inputFields/0");
        assertThat(source.at("/field").asText()).isEqualTo("userId");
        assertThat(source.at("/transformations").findValuesAsText("subtype"))
                .containsExactly("AGGREGATION", "GROUP_BY");
        assertThat(source.at("/transformations").findValuesAsText("type")).containsExactly("DIRECT", "INDIRECT");
        JsonNode assertion = event.at("/outputs/0/facets/dataQualityAssertions/assertions/0");
        assertThat(assertion.at("/success").asBoolean()).isFalse();
        assertThat(assertion.at("/severity").asText()).isEqualTo("error");
    }

    @ParameterizedTest
    @EnumSource(
            value = EventType.class,
            names = {"START", "COMPLETE", "ABORT", "FAIL"})
    void isValidAgainstTheStandard(EventType type) throws IOException {
        assumeTrue(Files.isDirectory(STANDARD), "The standard's schemas are not here");
        SchemaRegistry schemas = schemas();
        JsonNode event = event(type, type == EventType.FAIL ? "Not found: table" : "");
        check(schemas, "https://openlineage.io/spec/2-0-2/OpenLineage.json", event);
        for (String place : List.of("/run", "/job", "/inputs/0", "/outputs/0")) {
            for (String facets : List.of("/facets", "/inputFacets", "/outputFacets")) {
                for (Map.Entry<String, JsonNode> facet :
                        event.at(place + facets).properties()) {
                    String schema = facet.getValue().get("_schemaURL").asText();
                    check(
                            schemas,
                            schema.substring(0, schema.indexOf('#')),
                            JSON.createObjectNode().set(facet.getKey(), facet.getValue()));
                }
            }
        }
    }

    private static void check(SchemaRegistry schemas, String id, JsonNode node) {
        Schema schema = schemas.getSchema(SchemaLocation.of(id));
        assertThat(schema.validate(node.toString(), InputFormat.JSON))
                .as(id + " " + node)
                .isEmpty();
    }

    private static SchemaRegistry schemas() throws IOException {
        Map<String, String> byId = new HashMap<>();
        try (Stream<Path> files = Files.walk(STANDARD)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".json")).toList()) {
                String text = Files.readString(file);
                byId.put(JSON.readTree(text).get("$id").asText(), text);
            }
        }
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(byId));
    }

    private static JsonNode event(EventType type, String error) throws IOException {
        Assertion unique =
                new Assertion("primaryKey", "Primary key userId", "", false, "userId", true, "0 rows", "2 rows");
        Dataset ratings = new Dataset(
                RATINGS,
                "Every rating",
                List.of(new Column("userId", "INT64")),
                Map.of("userId", "Who rated"),
                List.of(unique));
        Dataset actions = new Dataset(
                new TableName("meshwright", "films", "user_actions"),
                "",
                List.of(new Column("actions", "INT64")),
                Map.of(),
                List.of(unique));
        ColumnLineage lineage = new ColumnLineage(
                "actions",
                List.of(
                        new ColumnSource(RATINGS, "userId", Dependency.AGGREGATION, "COUNT(userId)"),
                        new ColumnSource(RATINGS, "userId", Dependency.GROUP_BY, "userId")));
        JobRun run = new JobRun(
                UUID.fromString("5d9f5a0c-5b0c-4c8e-9d0a-111111111111"),
                "films/user-actions",
                "What users do",
                Optional.of(Instant.parse("2026-11-20T05:30:00Z")),
                "SELECT COUNT(userId) AS actions FROM films.ratings GROUP BY userId",
                List.of(ratings),
                List.of(new Output(actions, List.of(lineage), 42)));
        return JSON.readTree(OpenLineageClientUtils.toJson(new OpenLineageEvents(URI.create("urn:meshwright:test"))
                .event(type, Instant.parse("2026-11-20T05:31:00Z"), run, error)));
    }
}
