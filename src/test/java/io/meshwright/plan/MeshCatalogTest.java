package io.meshwright.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwright.diagnostic.Outcome;
import io.meshwright.product.AcceptedVersion;
import io.meshwright.product.ProductName;
import io.meshwright.product.ProductRegistry;
import io.meshwright.product.ProductVersion.Origin;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The sample mesh in force, and products registered beside it. */
@QuarkusTest
class MeshCatalogTest {

    private static final ProductName NAME = ProductName.parse("movies-engagement/keen-raters");
    private static final String CONTRACT =
            """
            apiVersion: v3.1.0
            kind: DataContract
            id: movies-engagement.keen-raters
            version: 1.0.0
            status: active
            schema:
            - name: keen-raters
              properties:
              - name: userId
                logicalType: integer
                required: true
            """;

    @Inject
    MeshCatalog catalog;

    @Inject
    ProductRegistry registry;

    @Inject
    PastMeshes past;

    @BeforeEach
    void compiled() throws InterruptedException {
        assertThat(catalog.awaitReady(Duration.ofSeconds(60))).isTrue();
    }

    @Test
    void everyProductOfTheSampleMeshCompiles() {
        CompiledMesh mesh = catalog.current();
        assertThat(mesh.mesh().diagnostics()).isEmpty();
        assertThat(mesh.mesh().products()).isNotEmpty().allMatch(product -> mesh.product(product.name())
                .isPresent());
    }

    @Test
    void aRegisteredProductIsInForceAndInTheHistory() {
        Outcome<CompiledProduct> first = catalog.register(request("1.0.0", "WHERE is_rater"), "ida");
        assertThat(first.diagnostics()).isEmpty();
        Outcome<CompiledProduct> second = catalog.register(request("1.1.0", "WHERE is_rater OR is_tagger"), "omar");
        assertThat(second.diagnostics()).isEmpty();

        CompiledProduct inForce = catalog.current().product(NAME).orElseThrow();
        assertThat(inForce.product().version()).isEqualTo("1.1.0");
        assertThat(inForce.product().origin()).isEqualTo(Origin.FORM);
        assertThat(inForce.product().outputs().get(0).contract().document()).isEqualTo(CONTRACT);
        assertThat(registry.history(NAME).stream().map(AcceptedVersion::who)).containsSubsequence("omar", "ida");
        assertThat(registry.history(NAME).get(0).registration().documents())
                .containsEntry("contracts/movies-engagement/keen-raters.odcs.yaml", CONTRACT);

        long before = registry.history(NAME).get(1).number();
        assertThat(past.at(before)
                        .orElseThrow()
                        .product(NAME)
                        .orElseThrow()
                        .product()
                        .version())
                .isEqualTo("1.0.0");
        assertThat(past.at(-1)).isEmpty();
    }

    @Test
    void whatDoesNotCompileIsToldAndNotKept() {
        Outcome<CompiledProduct> outcome = catalog.register(request("9.0.0", "WHERE is_ratr"), "ida");
        assertThat(outcome.isOk()).isFalse();
        assertThat(outcome.diagnostics().get(0))
                .hasToString("products/movies-engagement/keen-raters/keen-raters.sql 1:77: "
                        + "there is no column or alias 'is_ratr' here; did you mean is_rater?");
        assertThat(registry.history(NAME).stream().map(AcceptedVersion::version))
                .doesNotContain("9.0.0");
    }

    @Test
    void aProductThatHasFilesIsChangedInItsFiles() {
        RegistrationRequest other =
                new RegistrationRequest(ProductName.parse("movies-interactions/user-actions"), "", Map.of(), Map.of());
        assertThat(catalog.check(other).diagnostics().get(0).code()).isEqualTo("files-prevail");
    }

    @Test
    void tellsWhichConsumersANewVersionWouldBreak() {
        assertThat(catalog.register(request("1.2.0", "WHERE is_rater"), "ida").isOk())
                .isTrue();
        ProductName reader = ProductName.parse("movies-engagement/keen-readers");
        assertThat(catalog.register(readerOf(reader), "ida").diagnostics()).isEmpty();

        RegistrationRequest renamed = new RegistrationRequest(
                NAME,
                request("2.0.0", "").odps(),
                Map.of(
                        "keen-raters.sql",
                        "SELECT DISTINCT userId AS person FROM movies_engagement.user_actions_and_groups"),
                Map.of("keen-raters.odcs.yaml", CONTRACT.replace("name: userId", "name: person")));
        Outcome<CompiledProduct> check = catalog.check(renamed);
        assertThat(check.isOk()).isTrue();
        assertThat(check.diagnostics().stream().map(Object::toString))
                .containsExactly("products/movies-engagement/keen-raters/product.odps.yaml: "
                        + "movies-engagement/keen-readers reads this product and would not run any more: "
                        + "there is no column or alias 'userId' here");
    }

    private static RegistrationRequest readerOf(ProductName name) {
        String odps = request("1.0.0", "")
                .odps()
                .replace("contractId: movies-engagement.keen-raters", "contractId: movies-engagement.keen-readers")
                .replace("user-actions-and-groups", "keen-raters")
                .replace("id: movies-engagement.keen-raters\nname: keen-raters", "id: keen-readers\nname: keen-readers")
                .replace("outputPorts:\n- name: keen-raters", "outputPorts:\n- name: keen-readers");
        return new RegistrationRequest(
                name,
                odps,
                Map.of("keen-readers.sql", "SELECT userId FROM movies_engagement.keen_raters"),
                Map.of("keen-readers.odcs.yaml", CONTRACT.replace("keen-raters", "keen-readers")));
    }

    private static RegistrationRequest request(String version, String where) {
        String odps =
                """
                apiVersion: v1.0.0
                kind: DataProduct
                id: movies-engagement.keen-raters
                name: keen-raters
                version: %s
                status: active
                description:
                  purpose: Whom to ask for reviews.
                customProperties:
                - property: alignment
                  value: consumer-aligned
                inputPorts:
                - name: user-actions-and-groups
                  version: 1.0.0
                  contractId: movies-engagement.user-actions-and-groups
                outputPorts:
                - name: keen-raters
                  version: 1.0.0
                  contractId: movies-engagement.keen-raters
                team:
                  name: content-analytics
                """
                        .formatted(version);
        String sql = "SELECT DISTINCT userId FROM movies_engagement.user_actions_and_groups " + where;
        return new RegistrationRequest(
                NAME, odps, Map.of("keen-raters.sql", sql), Map.of("keen-raters.odcs.yaml", CONTRACT));
    }
}
