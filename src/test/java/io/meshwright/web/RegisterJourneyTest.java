package io.meshwright.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.meshwright.plan.MeshCatalog;
import io.meshwright.product.ProductName;
import io.meshwright.run.ProductState;
import io.meshwright.run.ProductStates;
import io.meshwright.warehouse.Warehouse;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RegisterJourneyTest extends BrowserTest {

    private static final Duration LONGEST_RUN = Duration.ofMinutes(4);

    @Inject
    MeshCatalog catalog;

    @Inject
    ProductStates states;

    @Inject
    Warehouse warehouse;

    @BeforeEach
    void mesh() throws InterruptedException {
        assertThat(catalog.awaitReady(Duration.ofMinutes(1))).isTrue();
    }

    @Test
    void aMemberRegistersAProductAndItIsPublished() throws InterruptedException {
        signInAsOperator();
        open("/register");
        label("Name").fill("User film tags");
        label("Owner").selectOption("movies-engagement/content-analytics");
        page.getByText("Consumer-aligned", new Page.GetByTextOptions().setExact(true))
                .first()
                .click();
        page.getByLabel("Purpose").fill("Which films make people talk: how many tags each user gave to each film.");
        page.getByLabel("Find an input").fill("tags");
        page.locator("#inputs input[value='movies-interactions.tags.operational']")
                .check();
        page.getByLabel("SQL")
                .fill(
                        """
                SELECT userId, movieI, COUNT(*) AS tag_count
                FROM movies_interactions.tags
                GROUP BY userId, movieId""");
        assertThat(page.locator("#sql-result")).containsText("Line 1, column 16");

        press("Replace movieI with movieId");
        assertThat(page.locator("#sql-result")).containsText("The SQL works: 3 columns.");
        // Playwright clicks nothing that is aria-disabled; people may, to be told what is missing.
        page.locator("#foot [data-kind=primary]").press("Enter");
        assertThat(page.locator("#problems")).containsText("to fix before this can be registered");
        assertAccessible();
        forgiveComplaints();

        page.getByLabel("One row is").fill("One row per user and film");
        label("Meaning of userId").fill("The user who tagged.");
        label("Meaning of movieId").fill("The film they tagged.");
        label("Meaning of tag_count").fill("How many tags they gave it.");
        label("userId is part of the key").check();
        label("movieId is part of the key").check();
        label("Rule for tag_count").selectOption("range");
        label("Allowed values of tag_count").fill("1 to 1000");
        page.getByText("Weekly", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.locator("#schedule")).containsText("Every Monday at 06:00, UTC.");
        assertThat(page.locator("#contract-yaml")).containsText("maximum: 1000");
        press("Register 1.0.0");

        page.waitForURL("**/products/movies-engagement/user-film-tags");
        assertPublished(new ProductName("movies-engagement", "user-film-tags"));
        open("/register?product=movies-engagement/user-film-tags");
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("New version")))
                .isVisible();
        assertThat(label("Meaning of tag_count")).hasValue("How many tags they gave it.");

        page.getByLabel("SQL")
                .fill(
                        """
                SELECT movieId, COUNT(*) AS tag_count
                FROM movies_interactions.tags
                GROUP BY movieId""");
        assertThat(page.locator("#sql-result")).containsText("The SQL works: 2 columns.");
        assertThat(page.locator("#promises")).containsText("user-film-tags.userId is gone");
        assertThat(page.getByText("Keep both for 90 days")).isVisible();
        label("Allowed values of tag_count").fill("1 to 100000");
        page.getByText("After upstreams", new Page.GetByTextOptions().setExact(true))
                .click();
        assertThat(page.locator("#schedule")).containsText("Only when somebody asks");
        assertAccessible();
        press("Register 1.1.0");

        page.waitForURL("**/products/movies-engagement/user-film-tags");
        assertThat(page.locator("#overview")).containsText("Retiring, served until");
        assertThat(page.locator("#overview")).containsText("meshwright.movies_engagement.user_film_tags_v2");
        assertThat(page.locator("#versions")).containsText("user-film-tags.v2 is new");
        assertThat(page.locator("#versions")).containsText("was active and is deprecated");
        assertBothServed(new ProductName("movies-engagement", "user-film-tags"));
    }

    @Test
    void withoutScriptTheSqlIsCheckedAndWhatWasTypedOutlivesTheSession() {
        arriveWithoutScript();
        signInAsOperator();
        open("/register");
        label("Name").fill("Tags without script");
        label("Owner").selectOption("movies-engagement/content-analytics");
        page.locator("#inputs input[value='movies-interactions.tags.operational']")
                .press("Space");
        page.getByLabel("SQL").fill("SELECT userI FROM movies_interactions.tags");
        pressByKey("Check SQL");
        assertThat(page.locator("#sql-result")).containsText("Line 1, column 8");
        pressByKey("Replace userI with userId");
        assertThat(page.locator("#sql-result")).containsText("The SQL works: 1 column.");
        label("Meaning of userId").fill("Who <tagged> & why");

        loseSession();
        pressByKey("Check SQL");
        assertThat(page.locator("main")).containsText("What you typed is kept");
        page.getByLabel("Name").fill("operator");
        page.getByLabel("Password").fill("not this one");
        pressByKey("Sign in");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("Name and password do not belong together");
        fillInAsOperator();

        assertThat(label("Name")).hasValue("Tags without script");
        assertThat(label("Meaning of userId")).hasValue("Who <tagged> & why");
        assertThat(page.getByLabel("SQL")).hasValue("SELECT userId FROM movies_interactions.tags");
        assertThat(page.locator("#sql-result")).containsText("The SQL works: 1 column.");
        pressByKey("Discard");
        forgiveComplaints();
    }

    @Test
    void whoIsSignedOutWhileTypingIsToldBesideTheFormAndGoesOn() {
        signInAsOperator();
        open("/register");
        label("Name").fill("Signed out meanwhile");
        label("Name").blur();
        assertThat(page.locator("#saved")).containsText("Draft saved");
        loseSession();
        page.getByLabel("Purpose").fill("What was typed after the session had ended.");
        page.getByLabel("Purpose").blur();
        assertThat(page.locator("#foot")).containsText("You are signed out.");
        assertThat(page.getByLabel("Purpose")).hasValue("What was typed after the session had ended.");
        assertAccessible();
        press("Sign in and go on");
        assertThat(page.locator("main")).containsText("What you typed is kept");
        fillInAsOperator();

        assertThat(page.getByLabel("Purpose")).hasValue("What was typed after the session had ended.");
        press("Discard");
        forgiveComplaints();
    }

    /** The table of version 1 has its columns still, and the new one its own. */
    private void assertBothServed(ProductName name) throws InterruptedException {
        Instant end = Instant.now().plus(LONGEST_RUN);
        while (!servedVersion(name).equals("1.1.0") && Instant.now().isBefore(end)) {
            Thread.sleep(500);
        }
        assertThat(servedVersion(name)).isEqualTo("1.1.0");
        assertThat(columns("user_film_tags")).containsExactly("userId", "movieId", "tag_count");
        assertThat(columns("user_film_tags_v2")).containsExactly("movieId", "tag_count");
    }

    private String servedVersion(ProductName name) {
        return states.of(name)
                .flatMap(ProductState::served)
                .map(run -> run.version())
                .orElse("");
    }

    private List<String> columns(String table) {
        return warehouse.query("SELECT * FROM movies_engagement." + table + " LIMIT 1", Map.of()).columns().stream()
                .map(column -> column.name())
                .toList();
    }

    private void assertPublished(ProductName name) throws InterruptedException {
        Instant end = Instant.now().plus(LONGEST_RUN);
        Optional<ProductState> state = states.of(name);
        while (state.flatMap(ProductState::served).isEmpty() && Instant.now().isBefore(end)) {
            Thread.sleep(500);
            state = states.of(name);
        }
        assertThat(state.map(ProductState::condition)).contains(ProductState.Condition.CONTRACT_MET);
        assertThat(state.orElseThrow().rows()).isPositive();
    }

    private com.microsoft.playwright.Locator label(String text) {
        return page.getByLabel(text, new Page.GetByLabelOptions().setExact(true));
    }

    private void press(String name) {
        button(name).click();
    }

    /** Where no script runs, a click that has to be tried again waits for a timer of the page, which never rings. */
    private void pressByKey(String name) {
        button(name).press("Enter");
    }

    private com.microsoft.playwright.Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
