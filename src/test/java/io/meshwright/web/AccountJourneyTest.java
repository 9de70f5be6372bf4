package io.meshwright.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AccountJourneyTest extends BrowserTest {

    @Test
    void anOperatorSignsInMakesATokenRevokesItAndSignsOut() {
        open("/account");
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Sign in")))
                .isVisible();
        assertAccessible();
        page.getByLabel("Name").fill("operator");
        page.getByLabel("Password").fill("not this one");
        press("Sign in");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("Name and password do not belong together");
        forgiveComplaints();

        signInAsOperator();
        open("/account");
        page.getByLabel("New token for").fill("a notebook");
        press("Make token");
        assertThat(page.locator("#new-token")).containsText("mw_");
        assertAccessible();
        press("Revoke a notebook");
        assertThat(page.getByText("The token is revoked.")).isVisible();

        page.getByText("All accounts").click();
        assertAccessible();
        page.getByLabel("Name").fill("ada");
        page.getByLabel("Called").fill("Ada Okafor");
        page.getByLabel("Password").fill("a long enough one");
        page.getByLabel("Consumer: reads products").check();
        press("Save account");
        assertThat(page.getByText("Ada Okafor")).isVisible();
        press("Remove ada");
        assertThat(page.getByText("Ada Okafor")).hasCount(0);

        open("/account");
        press("Sign out");
        assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Sign in")))
                .isVisible();
    }

    private void press(String name) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true))
                .click();
    }
}
