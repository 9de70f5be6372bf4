package io.meshwright.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DiscoverJourneyTest extends BrowserTest {

    @Test
    void aReaderSearchesNarrowsAndOpensAProduct() {
        openDiscover();
        assertAccessible();

        page.getByLabel("Search products, columns, tags, teams").fill("raitngs");
        assertThat(heading("match “raitngs”")).isVisible();
        assertThat(page).hasURL(java.util.regex.Pattern.compile("\\?q=raitngs$"));
        page.getByLabel("Consumer-aligned").check();
        assertThat(page.getByLabel("Remove filter Consumer-aligned")).isVisible();
        assertThat(page.locator("#rows .product[data-align=producer]")).hasCount(0);
        assertAccessible();

        page.getByLabel("Remove filter Consumer-aligned").click();
        assertThat(link("User movie ratings")).isVisible();
        link("User movie ratings").click();
        assertThat(heading("User movie ratings")).isVisible();
    }

    @Test
    void whatNoProductAnswersNamesTheNearestColumns() {
        openDiscover();
        page.getByLabel("Search products, columns, tags, teams").fill("median box office");
        assertThat(heading("No product answers “median box office” yet.")).isVisible();
        assertThat(page.locator("#results")).containsText("The closest columns are");
        assertAccessible();
    }

    @Test
    void thePaletteJumpsAnywhereByKeyboard() {
        openDiscover();
        page.keyboard().press("Control+k");
        assertThat(page.getByRole(AriaRole.OPTION).first()).isVisible();
        page.keyboard().type("user genre pref");
        assertThat(page.getByRole(AriaRole.OPTION).first()).containsText("User genre preferences");
        assertThat(page.getByRole(AriaRole.OPTION).first()).hasAttribute("aria-selected", "true");
        assertAccessible();
        page.keyboard().press("Enter");
        assertThat(heading("User genre preferences")).isVisible();
    }

    @Test
    void onAPhoneFiltersOpenOneAtATime() {
        page.setViewportSize(390, 844);
        openDiscover();
        assertThat(page.getByLabel("Consumer-aligned")).isHidden();
        page.locator("summary", new Page.LocatorOptions().setHasText("Alignment"))
                .click();
        assertThat(page.getByLabel("Consumer-aligned")).isVisible();
        page.locator("summary", new Page.LocatorOptions().setHasText("Domain")).click();
        assertThat(page.getByLabel("Consumer-aligned")).isHidden();
    }

    /** The mesh is compiled in the background after a start. */
    private void openDiscover() {
        open("/");
        assertThat(page.locator("#rows")).isVisible();
        assertThat(page.locator("#rows .product").count()).isGreaterThan(10);
    }

    private Locator heading(String name) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name))
                .first();
    }

    private Locator link(String name) {
        return page.locator("#rows")
                .getByRole(
                        AriaRole.LINK,
                        new Locator.GetByRoleOptions().setName(name).setExact(true));
    }
}
