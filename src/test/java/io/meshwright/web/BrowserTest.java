package io.meshwright.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import io.meshwright.launch.CatalogDatabase;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A person at a browser: subclasses, each a {@code @QuarkusTest}, tell journeys by visible label.
 *
 * <p>After each journey the browser must not have complained: no script error, nothing refused by the content security
 * policy.
 */
@ExtendWith(Chromium.class)
@WithTestResource(value = CatalogDatabase.class, scope = TestResourceScope.GLOBAL)
public abstract class BrowserTest {

    private static final int WIDE = 1440;
    private static final int PHONE = 390;

    /** How long, in milliseconds, a page may take for what it should show: a busy machine is slow, and no test fails. */
    static final int PATIENCE = 60_000;

    @TestHTTPResource
    URL server;

    private BrowserContext context;
    private final List<String> complaints = new ArrayList<>();

    /** Where the journey happens; a fresh visitor for each test. */
    protected Page page;

    @BeforeEach
    void arrive() {
        arrive(true);
    }

    /** The same visitor with a browser that runs no script. */
    protected void arriveWithoutScript() {
        context.close();
        arrive(false);
    }

    /** The session is over on the server's side of things, and the browser does not know yet. */
    protected void loseSession() {
        context.clearCookies();
    }

    private void arrive(boolean script) {
        context = Chromium.browser().newContext(new Browser.NewContextOptions().setJavaScriptEnabled(script));
        context.setDefaultTimeout(PATIENCE);
        page = context.newPage();
        page.setViewportSize(WIDE, 1000);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
    }

    @AfterEach
    void leave() {
        context.close();
        assertThat(complaints).as("what the browser complained about").isEmpty();
    }

    protected void open(String path) {
        page.navigate(server.toString().replaceFirst("/$", "") + path);
    }

    /** Signs in by the form, as the first operator. */
    protected void signInAsOperator() {
        open("/sign-in");
        fillInAsOperator();
    }

    /** Fills the form for signing in that is on the page, and sends it. */
    protected void fillInAsOperator() {
        page.getByLabel("Name").fill("operator");
        page.getByLabel("Password").fill(CatalogDatabase.OPERATOR_PASSWORD);
        page.locator("main").getByText("Sign in").last().click();
    }

    /** For journeys on which the browser rightly reports a refused request. */
    protected void forgiveComplaints() {
        complaints.clear();
    }

    /** The page as it stands breaks no accessibility rule, light and dark, on a wide screen and a phone. */
    protected void assertAccessible() {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            // Without motion no colour is measured on its way from light to dark.
            page.emulateMedia(
                    new Page.EmulateMediaOptions().setColorScheme(scheme).setReducedMotion(ReducedMotion.REDUCE));
            for (int width : List.of(WIDE, PHONE)) {
                page.setViewportSize(width, 1000);
                assertThat(AccessibilityRules.brokenOn(page))
                        .as(page.url() + ", " + scheme + ", " + width + " px")
                        .isEmpty();
                assertThat(overflow())
                        .as(page.url() + " scrolls sideways at " + width + " px")
                        .isZero();
            }
        }
        page.setViewportSize(WIDE, 1000);
    }

    private int overflow() {
        return (int) page.evaluate(
                "Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)");
    }
}
