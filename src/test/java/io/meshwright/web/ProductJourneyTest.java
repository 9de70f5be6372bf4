package io.meshwright.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ProductJourneyTest extends BrowserTest {

    private static final String PRODUCT = "/products/movies-interactions/user-movie-ratings";
    private static final int FIRST_RUNS = 120_000;

    @Test
    void anOperatorRunsAProductAndWatchesItMeetItsContract() {
        signInAsOperator();
        openPublished(PRODUCT);
        assertAccessible();

        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Run now"))
                .click();
        assertThat(heading("Run ")).isVisible();
        assertThat(page.locator("#run")).containsText("met its contract and was published", within(FIRST_RUNS));
        assertThat(heading("Audit contract")).isVisible();
        assertAccessible();

        page.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("Main"))
                .getByText("Runs")
                .click();
        assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("of User movie ratings"))
                        .first())
                .isVisible();
        assertAccessible();
    }

    @Test
    void rowsAreShownToThoseWithAnAccountOnly() {
        openPublished(PRODUCT);
        assertThat(page.getByText("Rows are for people with an account")).isVisible();
        assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Run now")))
                .hasCount(0);

        signInAsOperator();
        open(PRODUCT);
        page.locator("#sample").scrollIntoViewIfNeeded();
        assertThat(page.locator("#sample tbody tr")).hasCount(20);
    }

    @Test
    void aSourceSaysWhoReadsIt() {
        openPublished(PRODUCT);
        page.locator("#overview")
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Ratings"))
                .first()
                .click();
        assertThat(heading("Ratings")).isVisible();
        assertThat(page.locator("#readers")).containsText("User movie ratings");
        assertThat(page.locator("main")).containsText("File changed");
        assertThat(page.locator("#contract")).containsText("ratings are half stars");
        assertAccessible();
    }

    @Test
    void dashboardsAreReadersToo() {
        open("/products/movies-interactions/movies-engagement");
        assertThat(page.locator("#head")).containsText("1 dashboard");
        assertThat(page.locator("#overview svg")).containsText("Movie trends");
        assertThat(page.locator("#lineage")).containsText("Movie trends");
    }

    private void openPublished(String path) {
        open(path);
        for (int waited = 0;
                waited < FIRST_RUNS && !page.locator("#head").innerText().contains("Contract met");
                waited += 1000) {
            page.waitForTimeout(1000);
            page.reload();
        }
        assertThat(page.locator("#head").innerText()).contains("Contract met");
    }

    private static LocatorAssertions.ContainsTextOptions within(int millis) {
        return new LocatorAssertions.ContainsTextOptions().setTimeout(millis);
    }

    private Locator heading(String name) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name))
                .first();
    }
}
