package io.meshwright.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DashboardJourneyTest extends BrowserTest {

    private static final Duration FIRST_RUNS = Duration.ofMinutes(3);

    @Test
    void userDashboardSaysWhatTheNumbersSay() {
        openWhenPublished("User 360");

        assertThat(page.getByText("All in all")).isVisible();
        assertThat(page.locator("mw-chart svg").first()).isVisible();
        assertThat(page.locator("mw-chart[data-drawn]")).hasCount(3);
        assertAccessible();

        Locator actions = page.locator("#tile-actions");
        actions.getByText("Show as table").click();
        assertThat(actions.getByRole(AriaRole.TABLE)).containsText("Rates");
        actions.getByText("Where does this come from?").click();
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("User 360 Actions")))
                .isVisible();
        assertThat(page.locator(".outline-hops")).containsText("action_monthly_count");
    }

    @Test
    void movieTrendsCompareWithTheMonthBefore() {
        openWhenPublished("Movie trends");

        Locator popular = page.locator("#tile-most-popular-movies");
        assertThat(popular.getByRole(AriaRole.HEADING)).containsText("is the most rated movie of");
        assertThat(popular.locator("tbody tr")).hasCount(10);
        assertThat(popular.locator(".change").first()).isVisible();
        assertThat(page.locator("mw-chart[data-drawn]")).hasCount(3);
        assertAccessible();
    }

    private void openWhenPublished(String title) {
        Instant end = Instant.now().plus(FIRST_RUNS);
        do {
            open("/dashboards");
            Locator link = page.locator("main").getByText(title, new Locator.GetByTextOptions().setExact(true));
            if (link.count() > 0) {
                assertThat(page.locator("main")).containsText("Refreshed");
                link.click();
                page.waitForSelector(".tile:not([data-state=loading])");
                if (page.locator(".tile:not([data-state=shown])").count() == 0) {
                    return;
                }
            }
            page.waitForTimeout(1_000);
        } while (Instant.now().isBefore(end));
        assertThat(page.locator(".tile:not([data-state=shown])").allInnerTexts())
                .isEmpty();
    }
}
