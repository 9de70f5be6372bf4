package io.meshwright.run;

import static io.meshwright.contract.Contracts.contract;
import static io.meshwright.contract.Contracts.freshness;
import static io.meshwright.contract.Contracts.library;
import static io.meshwright.contract.Contracts.object;
import static io.meshwright.contract.Contracts.property;
import static io.meshwright.contract.Contracts.sql;
import static org.assertj.core.api.Assertions.assertThat;

import io.meshwright.audit.AuditReport;
import io.meshwright.audit.Auditor;
import io.meshwright.audit.CheckResult;
import io.meshwright.contract.QualityRule;
import io.meshwright.contract.QualityRule.Metric;
import io.meshwright.contract.QualityRule.Operator;
import io.meshwright.contract.QualityRule.Unit;
import io.meshwright.contract.SchemaObject;
import io.meshwright.contract.SchemaProperty;
import io.meshwright.launch.CatalogDatabase;
import io.meshwright.lineage.LineageStore;
import io.meshwright.plan.MeshCatalog;
import io.meshwright.product.ProductName;
import io.meshwright.product.ProductVersion;
import io.meshwright.sql.TableName;
import io.meshwright.warehouse.Warehouse;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The sample mesh, run for real by the started application. */
@QuarkusTest
@WithTestResource(value = CatalogDatabase.class, scope = TestResourceScope.GLOBAL)
class SampleMeshRunsTest {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Inject
    MeshCatalog catalog;

    @Inject
    ProductStates states;

    @Inject
    RunHistory history;

    @Inject
    LineageStore lineage;

    @Inject
    Warehouse warehouse;

    @Inject
    Auditor auditor;

    @Test
    void publishesEveryProductAfterThoseItReads() throws InterruptedException {
        awaitPublished();
        for (ProductVersion product : catalog.current().mesh().products()) {
            Run first = history.find(product.name(), 1).orElseThrow();
            assertThat(first.state()).as(product.name() + " " + first.reason()).isEqualTo(RunState.PUBLISHED);
            for (ProductVersion consumer : catalog.current().mesh().consumersOf(product.name())) {
                Run later = history.find(consumer.name(), 1).orElseThrow();
                assertThat(later.started().orElseThrow())
                        .isAfterOrEqualTo(first.ended().orElseThrow());
            }
            product.outputs().forEach(port -> assertThat(
                            warehouse.table(port.table()).orElseThrow().rows())
                    .isPositive());
        }
    }

    @Test
    void tellsItsLineage() throws InterruptedException {
        awaitPublished();
        Run run = history.find(ProductName.parse("movies-interactions/user-actions"), 1)
                .orElseThrow();
        List<LineageStore.Stored> events = lineage.eventsOf(run.id());
        assertThat(events).extracting(LineageStore.Stored::type).containsExactly("START", "COMPLETE");
        assertThat(events.get(1).json()).contains("columnLineage", "dataQualityAssertions", "outputStatistics");
    }

    @Test
    void auditsEveryKindOfRuleInGoogleSql() {
        TableName table = new TableName(warehouse.project(), "meshwright_staging", "audit_of_everything");
        warehouse.createDataset(table.dataset(), "Tables that are built and checked before publication");
        warehouse.build(
                """
                SELECT 1 AS id, "o'neil@films.example" AS mail, [1, 2, 2] AS numbers, STRUCT('Ede' AS city) AS address,
                  DATE '2026-11-01' AS day, TIMESTAMP '2026-11-01 00:00:00+00' AS moment, NUMERIC '1.50' AS amount, TRUE AS fine
                UNION ALL
                SELECT 2, NULL, [7], STRUCT(CAST(NULL AS STRING)), DATE '1999-01-01', NULL, NUMERIC '-3', FALSE""",
                table,
                "audit_of_everything_" + UUID.randomUUID());
        SchemaObject everything = everything();
        AuditReport report =
                auditor.audit(contract(everything, freshness("9000", "d", "everything.moment")), everything, table);
        assertThat(report.results()).noneMatch(CheckResult.Errored.class::isInstance);
        assertThat(report.results())
                .filteredOn(CheckResult.Failed.class::isInstance)
                .extracting(result -> result.check().name())
                .containsExactlyInAnyOrder(
                        "numbers: distinct elements",
                        "numbers[]: at most 6",
                        "address.city is given",
                        "day: at least 2000-01-01",
                        "amount: at least 0",
                        "SQL rule");
        assertThat(report.results())
                .filteredOn(result -> result.check().name().equals("SQL rule"))
                .singleElement()
                .extracting(
                        result -> ((CheckResult.Failed) result).sample().rows().size())
                .isEqualTo(1);
        warehouse.deleteTable(table);
    }

    private static SchemaObject everything() {
        List<QualityRule> rules = List.of(
                library(Metric.ROW_COUNT, Unit.ROWS, Map.of(), Operator.MUST_BE_BETWEEN, 1, 2),
                library(
                        Metric.DUPLICATE_VALUES,
                        Unit.PERCENT,
                        Map.of("properties", List.of("id", "numbers")),
                        Operator.MUST_BE,
                        0),
                sql("SELECT COUNTIF(amount < 0) FROM ${object}", "error", Operator.MUST_BE, 0));
        SchemaProperty mail = property("mail", "STRING")
                .unique()
                .options(Map.of("format", "email", "minLength", 3, "maxLength", 80, "pattern", "^[^'].*'?"))
                .rule(library(
                        Metric.MISSING_VALUES,
                        Unit.ROWS,
                        Map.of("missingValues", Arrays.asList(null, "", "it's \\ n/a")),
                        Operator.MUST_BE_LESS_THAN,
                        2))
                .rule(library(
                        Metric.INVALID_VALUES,
                        Unit.PERCENT,
                        Map.of("validValues", List.of("o'neil@films.example")),
                        Operator.MUST_BE,
                        0))
                .build();
        return object(
                "everything",
                rules,
                property("id", "INT64")
                        .key(1)
                        .options(Map.of("multipleOf", 1, "format", "u8"))
                        .build(),
                mail,
                property("numbers", "ARRAY<INT64>")
                        .logical("array")
                        .options(Map.of("minItems", 1, "maxItems", 3, "uniqueItems", true))
                        .items(property("", "INT64")
                                .options(Map.of("maximum", 6))
                                .build())
                        .build(),
                property("address", "")
                        .logical("object")
                        .fields(property("city", "STRING").required().build())
                        .build(),
                property("day", "DATE").options(Map.of("minimum", "2000-01-01")).build(),
                property("moment", "TIMESTAMP")
                        .options(Map.of("exclusiveMaximum", "2030-01-01T00:00:00Z"))
                        .build(),
                property("amount", "NUMERIC")
                        .options(Map.of("minimum", 0, "multipleOf", 0.5))
                        .build(),
                property("fine", "BOOL").required().build());
    }

    private void awaitPublished() throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            Map<ProductName, ProductState> all = states.all();
            if (!all.isEmpty()
                    && all.values().stream().allMatch(state -> state.served().isPresent())) {
                return;
            }
            Thread.sleep(500);
        }
        assertThat(states.all().values()).allSatisfy(state -> assertThat(state.served())
                .as(state.product() + " " + state.condition() + " " + state.reason())
                .isPresent());
    }
}
