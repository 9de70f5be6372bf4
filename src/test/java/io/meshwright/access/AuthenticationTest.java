package io.meshwright.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.startsWith;

import io.meshwright.launch.CatalogDatabase;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = CatalogDatabase.class, scope = TestResourceScope.GLOBAL)
class AuthenticationTest {

    @Inject
    Accounts accounts;

    @Inject
    ApiTokens tokens;

    @BeforeEach
    void visitor() {
        accounts.put(new Actor("visitor", "Visitor", Set.of(Role.CONSUMER), Set.of()), "visitor-password");
    }

    private static RequestSpecification browser() {
        return given().redirects().follow(false);
    }

    private static Response signIn(String name, String password) {
        return browser().formParam("name", name).formParam("password", password).post("/sign-in");
    }

    @Test
    void opensASessionWithTheRightPasswordAndEndsItForGood() {
        Response accepted = signIn("visitor", "visitor-password");

        accepted.then().statusCode(303).header("Location", containsString("/"));
        assertThat(accepted.getDetailedCookie(SecretMechanism.COOKIE).isHttpOnly())
                .isTrue();
        String session = accepted.cookie(SecretMechanism.COOKIE);
        browser().cookie(SecretMechanism.COOKIE, session).get("/sign-in").then().statusCode(303);

        browser()
                .cookie(SecretMechanism.COOKIE, session)
                .header("Sec-Fetch-Site", "same-origin")
                .post("/sign-out")
                .then()
                .statusCode(303);
        browser().cookie(SecretMechanism.COOKIE, session).get("/sign-in").then().statusCode(200);
    }

    @Test
    void refusesAWrongPasswordAndAnUnknownNameAlike() {
        String wrong =
                signIn("visitor", "guess").then().statusCode(401).extract().asString();
        String unknown =
                signIn("nobody", "guess").then().statusCode(401).extract().asString();

        assertThat(unknown.replace("nobody", "visitor")).isEqualTo(wrong);
    }

    @Test
    void leadsBackToTheWantedPageAndNeverToAnotherServer() {
        browser()
                .formParam("name", "visitor")
                .formParam("password", "visitor-password")
                .formParam("to", "/runs?state=failed")
                .post("/sign-in")
                .then()
                .header("Location", containsString("/runs?state=failed"));
        browser()
                .formParam("name", "visitor")
                .formParam("password", "visitor-password")
                .formParam("to", "//evil.example/")
                .post("/sign-in")
                .then()
                .header("Location", org.hamcrest.Matchers.not(containsString("evil")));
    }

    @Test
    void makesGuessingSlow() {
        accounts.put(new Actor("guessed", "Guessed", Set.of(Role.CONSUMER), Set.of()), "right-password");
        boolean held = false;
        // The first wait is a second, which a busy machine may let pass before the next attempt.
        for (int round = 0; round < 3 && !held; round++) {
            guessUntilRefused();
            held = signIn("guessed", "right-password").statusCode() == 429;
        }
        assertThat(held).as("the right password has to wait too").isTrue();
        signIn("visitor", "visitor-password").then().statusCode(303);
    }

    private static void guessUntilRefused() {
        int guesses = 0;
        Response answer = signIn("guessed", "wrong");
        for (; answer.statusCode() == 401 && guesses < 10; guesses++) {
            answer = signIn("guessed", "wrong");
        }
        answer.then().statusCode(429).header("Retry-After", matchesPattern("[1-9]\\d*"));
        assertThat(guesses).isGreaterThanOrEqualTo(5);
    }

    @Test
    void knowsTheOperatorsToken() {
        given().auth()
                .preemptive()
                .oauth2(CatalogDatabase.OPERATOR_TOKEN)
                .redirects()
                .follow(false)
                .get("/sign-in")
                .then()
                .statusCode(303);
    }

    @Test
    void refusesAWrongTokenEvenWhereReadingIsPublic() {
        given().auth()
                .preemptive()
                .oauth2("mw_wrong")
                .get("/api/v1/products")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", startsWith("Bearer"))
                .contentType("application/problem+json")
                .body("title", equalTo("Sign in first"));
    }

    @Test
    void revokesATokenAtOnce() {
        accounts.put(new Actor("robot", "Robot", Set.of(Role.CONSUMER), Set.of()), "robot-password");
        Actor robot = new Actor("robot", "Robot", Set.of(Role.CONSUMER), Set.of());
        String secret = tokens.issue(robot, "test", Optional.empty());
        given().auth().preemptive().oauth2(secret).get("/q/health/live").then().statusCode(200);

        tokens.revoke(robot, tokens.of(robot).get(0).id());

        given().auth().preemptive().oauth2(secret).get("/q/health/live").then().statusCode(401);
    }

    @Test
    void forgetsTheTokensOfARemovedAccountAtOnce() {
        Actor leaver = new Actor("leaver", "Leaver", Set.of(Role.CONSUMER), Set.of());
        accounts.put(leaver, "leaver-password");
        String secret = tokens.issue(leaver, "test", Optional.empty());
        given().auth().preemptive().oauth2(secret).get("/q/health/live").then().statusCode(200);

        accounts.remove("leaver");

        given().auth().preemptive().oauth2(secret).get("/q/health/live").then().statusCode(401);
    }

    @Test
    void answersAStrangerOfTheEmbeddedBigQueryInBigQuerysShape() {
        browser()
                .get("/bigquery/v2/projects/meshwright/datasets")
                .then()
                .statusCode(401)
                .contentType("application/json")
                .body("error.code", equalTo(401))
                .body("error.status", equalTo("UNAUTHENTICATED"));
    }

    @Test
    void sendsAStrangerToTheSignInPageAndBack() {
        browser()
                .get("/register?domain=sakila")
                .then()
                .statusCode(303)
                .header("Location", containsString("/sign-in?to=%2Fregister%3Fdomain%3Dsakila"));
        browser()
                .header("HX-Request", "true")
                .header("HX-Current-URL", "http://localhost/products/a/b")
                .post("/anything")
                .then()
                .statusCode(401)
                .header("HX-Redirect", "/sign-in?to=%2Fproducts%2Fa%2Fb");
    }

    @Test
    void refusesAChangeThatAnotherSiteAsksFor() {
        String session = signIn("visitor", "visitor-password").cookie(SecretMechanism.COOKIE);
        browser()
                .cookie(SecretMechanism.COOKIE, session)
                .header("Sec-Fetch-Site", "cross-site")
                .post("/sign-out")
                .then()
                .statusCode(403);
        browser()
                .cookie(SecretMechanism.COOKIE, session)
                .header("Origin", "https://evil.example")
                .post("/sign-out")
                .then()
                .statusCode(403);
        browser()
                .cookie(SecretMechanism.COOKIE, session)
                .post("/sign-out")
                .then()
                .statusCode(403);
        browser().cookie(SecretMechanism.COOKIE, session).get("/sign-in").then().statusCode(303);
    }

    @Test
    void answersOnlyToNamesOfThisMachineOnLoopback() {
        given().header("Host", "rebound.example").get("/q/health").then().statusCode(421);
    }

    @Test
    void tellsBrowsersToRunNothingFromElsewhere() {
        browser()
                .get("/sign-in")
                .then()
                .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
                .header("Content-Security-Policy", containsString("script-src 'self';"))
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "same-origin")
                .header("Cross-Origin-Opener-Policy", "same-origin");
    }

    @Test
    void refusesLargeBodiesOutsideUploads() {
        String large = "x".repeat(1_100_000);
        browser().formParam("name", large).post("/sign-in").then().statusCode(413);
    }
}
