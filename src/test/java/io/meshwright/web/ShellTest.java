package io.meshwright.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ShellTest extends BrowserTest {

    @Test
    void themeIsSwitchedAtOnceAndKept() {
        open("/");
        page.getByLabel("Switch between light and dark").click();
        assertThat(page.locator("html")).hasAttribute("data-theme", "dark");

        page.reload();

        assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
        assertThat(page.content()).contains("<html lang=\"en\" data-theme=\"dark\"");
    }

    @Test
    void whereNothingIsThePageSaysSo() {
        open("/no/such/page");
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Nothing is at this address")))
                .isVisible();
        assertAccessible();
        forgiveComplaints();
    }
}
