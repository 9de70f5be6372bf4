package io.meshwright.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.meshwright.plan.MeshCatalog;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LineageJourneyTest extends BrowserTest {

    private static final String MEDIAN = "movies-interactions/user-genre-ratings.user-genre-ratings.rating_median";

    @Inject
    MeshCatalog mesh;

    @BeforeEach
    void waitForTheMesh() throws InterruptedException {
        assertThat(mesh.awaitReady(Duration.ofMinutes(1))).isTrue();
    }

    @Test
    void choosingAColumnShowsWhatBreaks() {
        open("/lineage");
        assertAccessible();

        page.locator("svg").getByText("User genre ratings").click(force());
        page.locator("[data-place='" + MEDIAN + "']").click();

        assertThat(heading("Renaming rating_median breaks")).isVisible();
        Locator impact = page.locator("[data-impact]");
        assertThat(impact).containsText("User genre preferences");
        assertThat(impact).containsText("User 360");
        assertThat(page.locator("svg .dn.route").first()).isVisible();
        assertThat(page.locator(".outline-hops")).containsText("user_preference");
        assertAccessible();
    }

    @Test
    void aChosenColumnIsInTheAddressAndCanBeClearedByKey() {
        open("/lineage?column=" + MEDIAN);
        page.keyboard().press("i");
        assertThat(page.locator("[data-impact]")).isFocused();

        page.keyboard().press("Escape");

        assertThat(heading("The whole mesh")).isVisible();
        page.goBack();
        assertThat(heading("Renaming rating_median breaks")).isVisible();
    }

    @Test
    void arrowKeysFollowTheFlow() {
        open("/lineage?column=" + MEDIAN);
        page.locator("[aria-current='true'][data-place]").focus();

        page.keyboard().press("ArrowRight");

        assertThat(page.locator(":focus")).hasAttribute("aria-label", Pattern.compile(".*, User genre preferences.*"));
    }

    @Test
    void nothingBreaksBehindAColumnNobodyReads() {
        open("/lineage?column=movies-engagement/user-actions-and-groups.reporting_month&direction=down");
        assertThat(page.locator("[data-impact]")).isVisible();

        open("/lineage?column=movies-interactions/movies-engagement.tags");

        assertThat(heading("Nothing reads this column yet.")).isVisible();
        assertAccessible();
    }

    @Test
    void theRulerLeadsToTheMapAsItWas() {
        open("/lineage?column=" + MEDIAN);
        assertThat(page.locator("[data-side]"))
                .containsText(Pattern.compile("(Contract met|Waiting|Running)[\\s\\S]*(refreshed|not published yet)"));
        page.locator(".timeline .version").first().click(force());
        assertThat(page.locator(".then")).containsText("The map as it was with movies-interactions/user-genre-ratings");
        assertThat(heading("Renaming rating_median breaks")).isVisible();
        assertAccessible();
        page.getByText("Show now").click();
        assertThat(page.locator(".then")).hasCount(0);
        assertThat(heading("Renaming rating_median breaks")).isVisible();
    }

    @Test
    void anUnknownColumnIsToldWithTheNearest() {
        open("/lineage?column=movies-interactions/user-genre-ratings.user-genre-ratings.rating_medain");

        assertThat(heading("Nothing by that name")).isVisible();
        page.getByText("Show " + MEDIAN).click();
        assertThat(heading("Renaming rating_median breaks")).isVisible();
        forgiveComplaints();
    }

    private Locator heading(String name) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name));
    }

    /** The text stands on a box that takes the click. */
    private static Locator.ClickOptions force() {
        return new Locator.ClickOptions().setForce(true);
    }
}
