package io.meshwright.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.meshwright.diagnostic.Incident;
import io.meshwright.launch.CatalogDatabase;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What nobody foresaw: an answer in the asker's language, with an id that the log knows too. */
@QuarkusTest
@WithTestResource(value = CatalogDatabase.class, scope = TestResourceScope.GLOBAL)
class IncidentTest {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final List<String> logged = new ArrayList<>();
    private final Handler listener = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            logged.add(new PatternFormatter("%s").format(entry));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        Logger.getLogger(Incident.class.getName()).addHandler(listener);
    }

    @AfterEach
    void leave() {
        Logger.getLogger(Incident.class.getName()).removeHandler(listener);
    }

    @Test
    void browsersGetAPage() {
        Response page = given().accept("text/html,*/*;q=0.8").get("/broken");

        assertThat(page.contentType()).startsWith("text/html");
        assertThat(page.asString()).contains("Something broke on our side", "Go to Discover");
        assertThat(logged).containsExactly("Incident " + idIn(page) + ": GET /broken failed");
    }

    @Test
    void partsOfPagesGetASentence() {
        Response part = given().accept("*/*").header("HX-Request", "true").get("/broken");

        assertThat(part.contentType()).startsWith("text/plain");
        assertThat(logged).singleElement().asString().contains(idIn(part));
    }

    @Test
    void programsGetProblemDetails() {
        Response problem = given().accept("*/*").get("/api/v1/broken");

        assertThat(problem.contentType()).isEqualTo("application/problem+json");
        assertThat(problem.jsonPath().getInt("status")).isEqualTo(500);
        assertThat(problem.jsonPath().getString("instance")).isEqualTo("urn:uuid:" + idIn(problem));
        assertThat(logged).containsExactly("Incident " + idIn(problem) + ": GET /api/v1/broken failed");
    }

    @Test
    void bigQueryClientsGetBigQuerysShape() {
        Response error = given().auth()
                .preemptive()
                .oauth2(CatalogDatabase.INTERNAL_TOKEN)
                .get("/bigquery/v2/projects/meshwright/broken");

        assertThat(error.jsonPath().getString("error.errors[0].reason")).isEqualTo("internalError");
        assertThat(logged).singleElement().asString().contains(idIn(error));
    }

    @Test
    void whatPassesIsAskedForAgain() {
        Response page = given().accept("text/html,*/*;q=0.8").get("/away");
        Response problem = given().accept("*/*").get("/api/v1/away");

        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.asString()).contains("The catalog database does not answer at this moment");
        assertThat(problem.statusCode()).isEqualTo(503);
        assertThat(problem.jsonPath().getString("detail")).contains("The catalog database does not answer");
    }

    private static String idIn(Response response) {
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.asString()).doesNotContain(BrokenPages.SECRET);
        Matcher id = ID.matcher(response.asString());
        assertThat(id.find()).isTrue();
        return id.group();
    }
}
