package io.meshwright.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.meshwright.plan.MeshCatalog;
import io.meshwright.plan.RegistrationRequest;
import io.meshwright.product.ProductName;
import io.meshwright.product.ProductRegistry;
import io.meshwright.product.ProductVersion;
import io.meshwright.product.Registration;
import io.meshwright.run.Run;
import io.meshwright.run.RunHistory;
import io.meshwright.run.RunState;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Products that break their contract, cannot be built, or were never right: what people see of them. */
@QuarkusTest
class FailedRunJourneyTest extends BrowserTest {

    private static final Duration LONGEST_RUN = Duration.ofMinutes(3);
    private static final String DOMAIN = "movies-engagement";

    @Inject
    MeshCatalog catalog;

    @Inject
    ProductRegistry registry;

    @Inject
    RunHistory history;

    @BeforeEach
    void mesh() throws InterruptedException {
        assertThat(catalog.awaitReady(Duration.ofMinutes(1))).isTrue();
    }

    @Test
    void aHeldBackRunSaysWhichRuleWasExpectedAndMeasuredWithRows() throws InterruptedException {
        Run run = firstRunOf("ratings-of-two-kinds", "SELECT userId, movieId, rating FROM movies_interactions.ratings");
        assertThat(run.state()).isEqualTo(RunState.HELD_BACK);

        signInAsOperator();
        open("/runs/" + run.id());

        assertThat(page.locator("h1")).containsText("held back");
        assertThat(page.locator("#run")).containsText("Nothing is served yet");
        var rule = page.getByRole(AriaRole.ROW)
                .filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText("Only whole stars"));
        assertThat(rule).containsText("Broken");
        assertThat(rule).containsText("0 rows");
        assertThat(rule).containsText("Stops publishing");
        assertThat(page.locator("#rows .bad-cell").first()).hasText(java.util.regex.Pattern.compile("[0-4]\\.5"));
        assertAccessible();
    }

    @Test
    void aFailedRunSaysWhereItStoppedAndShowsTheSql() throws InterruptedException {
        Run run = firstRunOf(
                "ratings-by-nothing",
                "SELECT userId, movieId, rating / (movieId - movieId) AS rating FROM movies_interactions.ratings");
        assertThat(run.state()).isEqualTo(RunState.FAILED);

        signInAsOperator();
        open("/runs/" + run.id());

        assertThat(page.locator("h1")).containsText("failed");
        assertThat(page.locator("#run")).containsText("division by zero");
        assertThat(page.locator("#steps .code").first()).containsText("movieId - movieId");
        assertAccessible();
    }

    @Test
    void aProductThatWasNeverRightIsOnDiscoverWithWhatToMend() {
        ProductName name = new ProductName(DOMAIN, "lost-users");
        registry.accept(
                Registration.of(
                        Registration.Kind.PRODUCT,
                        name.toString(),
                        ProductVersion.Origin.FORM,
                        Map.of("products/" + name + "/product.odps.yaml", "kind: DataProduct\n")),
                "1.0.0",
                "operator");
        catalog.register(
                request("ratings-again", "SELECT userId, movieId, rating FROM movies_interactions.ratings", false),
                "operator");

        open("/?q=lost");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Lost users"))
                .click();

        assertThat(page.locator("h1")).containsText("is not in force");
        assertThat(page.locator("main")).containsText("product.odps.yaml");
        assertAccessible();
        open("/");
        assertThat(page.locator("#results")).containsText("Not in force");
        assertAccessible();
    }

    @Test
    void rowsHaveAPageOfTheirOwnWithoutScript() {
        signInAsOperator();
        open("/products/movies-interactions/user-movie-ratings/sample");
        assertThat(page.locator("h1")).containsText("Sample of User movie ratings");
        assertAccessible();
    }

    @Test
    void aMemberOfAnotherDomainIsToldWhoDecides() {
        open("/sign-in");
        page.getByLabel("Name").fill("mara");
        page.getByLabel("Password").fill("mara");
        page.locator("main").getByText("Sign in").last().click();
        open("/register?product=movies-interactions/user-actions");

        assertThat(page.locator("h1")).containsText("This is not yours to change");
        assertThat(page.locator("main")).containsText("members of movies-interactions");
        assertAccessible();
        forgiveComplaints();
    }

    private Run firstRunOf(String name, String sql) throws InterruptedException {
        ProductName product = new ProductName(DOMAIN, name);
        assertThat(catalog.register(request(name, sql, true), "operator").diagnostics())
                .isEmpty();
        Instant end = Instant.now().plus(LONGEST_RUN);
        Optional<Run> run = history.find(product, 1);
        while (run.filter(known -> known.state().isFinished()).isEmpty()
                && Instant.now().isBefore(end)) {
            Thread.sleep(250);
            run = history.find(product, 1);
        }
        return run.orElseThrow();
    }

    /** @param whole whether the contract allows whole stars only, which the ratings are not */
    private static RegistrationRequest request(String name, String sql, boolean whole) {
        ProductName product = new ProductName(DOMAIN, name);
        String odps =
                """
                apiVersion: v1.0.0
                kind: DataProduct
                id: movies-engagement.%1$s
                name: %1$s
                version: 1.0.0
                status: active
                domain: movies-engagement
                description:
                  purpose: Ratings for the journeys through pages of runs that publish nothing.
                customProperties:
                - property: alignment
                  value: consumer-aligned
                inputPorts:
                - name: ratings
                  version: 1.0.0
                  contractId: movies-interactions.ratings.operational
                outputPorts:
                - name: %1$s
                  type: table
                  version: 1.0.0
                  contractId: movies-engagement.%1$s
                team:
                  name: content-analytics
                """
                        .formatted(name);
        String odcs =
                """
                apiVersion: v3.1.0
                kind: DataContract
                id: movies-engagement.%1$s
                version: 1.0.0
                status: active
                schema:
                - name: %1$s
                  properties:
                  - name: userId
                    logicalType: integer
                    physicalType: INT64
                  - name: movieId
                    logicalType: integer
                    physicalType: INT64
                  - name: rating
                    logicalType: number
                    physicalType: FLOAT64
                    quality:
                    - id: stars
                      name: Only whole stars
                      type: library
                      metric: invalidValues
                      arguments:
                        validValues: %2$s
                      mustBe: 0
                """
                        .formatted(name, whole ? "[1, 2, 3, 4, 5]" : "[0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5]");
        return new RegistrationRequest(
                product, odps, Map.of(name + ".sql", sql + "\n"), Map.of(name + ".odcs.yaml", odcs));
    }
}
