package io.meshwright.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.meshwright.access.Accounts;
import io.meshwright.access.Actor;
import io.meshwright.access.ApiTokens;
import io.meshwright.access.Role;
import io.meshwright.launch.CatalogDatabase;
import io.meshwright.plan.MeshCatalog;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The JSON API as programs use it, and as they must not. */
@QuarkusTest
@WithTestResource(value = CatalogDatabase.class, scope = TestResourceScope.GLOBAL)
class ApiTest {

    private static final String PRODUCTS = "/api/v1/products";
    private static final String ACTIONS = PRODUCTS + "/movies-interactions/user-actions";
    private static final String MINE = PRODUCTS + "/movies-engagement/films-with-tags";

    @Inject
    MeshCatalog catalog;

    @Inject
    Accounts accounts;

    @Inject
    ApiTokens tokens;

    private String member;

    @BeforeEach
    void mesh() throws InterruptedException {
        assertThat(catalog.awaitReady(Duration.ofMinutes(1))).isTrue();
        Actor actor = new Actor("analyst", "Analyst", Set.of(Role.MEMBER), Set.of("movies-engagement"));
        accounts.put(actor, "analyst-password");
        member = tokens.issue(actor, "tests", Optional.empty());
    }

    @Test
    void listsProductsByFilterAndPage() {
        given().get(PRODUCTS + "?domain=Movies-Interactions&size=2")
                .then()
                .statusCode(200)
                .body("total", equalTo(5))
                .body("items", hasSize(2))
                .body("items.domain", everyItem(equalTo("movies-interactions")));
        given().get(PRODUCTS + "?domain=movies-interactions&size=2&page=3")
                .then()
                .body("items", hasSize(1));
        given().get(PRODUCTS + "?alignment=consumer-aligned&q=is_rater")
                .then()
                .body("items.name", contains("user-actions-and-groups"));
        problem(given().get(PRODUCTS + "?size=0"), 400).body("detail", containsString("from 1 to 200"));
        problem(given().get(PRODUCTS + "?alignment=producer"), 400).body("suggestions", hasItem("producer-aligned"));
    }

    @Test
    void tellsAllOfAProduct() {
        given().get(ACTIONS)
                .then()
                .statusCode(200)
                .body("version", equalTo("1.0.0"))
                .body("alignment", equalTo("producer-aligned"))
                .body("ports[0].table", equalTo("meshwright.movies_interactions.user_actions"))
                .body("$", hasKey("contractState"))
                .body("$", hasKey("lastRun"))
                .body("$", hasKey("servedRun"));
        String contract = given().get(ACTIONS + "/contract")
                .then()
                .contentType("application/yaml")
                .extract()
                .asString();
        assertThat(contract)
                .contains("id: movies-interactions.user-actions", "#")
                .startsWith("apiVersion: v3.1.0");
        problem(given().get(PRODUCTS + "/movies-interactions/user-action"), 404)
                .body("suggestions[0]", equalTo("movies-interactions/user-actions"));
        problem(given().get("/api/v1/nothing"), 404);
        problem(given().auth().preemptive().oauth2(member).delete(ACTIONS), 405);
    }

    @Test
    void runsAndCancelsForMembersOfTheDomainOnly() {
        problem(given().post(ACTIONS + "/runs"), 401);
        problem(as(member).post(ACTIONS + "/runs"), 403)
                .body("detail", containsString("members of movies-interactions"));

        Response asked = as(CatalogDatabase.OPERATOR_TOKEN).post(ACTIONS + "/runs");
        asked.then().statusCode(202).body("product", equalTo("movies-interactions/user-actions"));
        String run = asked.header("Location").replaceFirst("^https?://[^/]*", "");
        given().get(run).then().statusCode(200).body("run.id", equalTo(asked.path("id")));
        given().get(ACTIONS + "/runs").then().body("items.id", hasItem((String) asked.path("id")));

        problem(as(member).post(run + "/cancellation"), 403);
        Response stopped = as(CatalogDatabase.OPERATOR_TOKEN).post(run + "/cancellation");
        assertThat(stopped.statusCode()).isIn(202, 409);
        problem(given().get("/api/v1/runs/not-a-run"), 404);
    }

    @Test
    void checksDocumentsWithoutKeepingThem() {
        documents(as(member), "SELECT movieId, tga FROM movies_interactions.tags")
                .post(MINE + "/checks")
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("errors[0]", containsString("films-with-tags.sql 1:17"));
        documents(as(member), "SELECT movieId, tag FROM movies_interactions.tags")
                .post(MINE + "/checks")
                .then()
                .statusCode(200)
                .body("version", equalTo("1.0.0"));
        problem(given().get(MINE), 404);
        problem(
                as(member)
                        .contentType(ContentType.JSON)
                        .body("{\"odps\": null}")
                        .post(MINE + "/checks"),
                400);
        problem(
                as(member)
                        .contentType(ContentType.JSON)
                        .body("{\"odps\": \"kind: x\"}")
                        .post(MINE + "/checks"),
                422);
        problem(as(member).contentType(ContentType.JSON).body("{").post(MINE + "/checks"), 400);
    }

    @Test
    void registersForMembersOfTheDomainOnly() {
        String sql = "SELECT movieId, tag FROM movies_interactions.tags";
        String foreign = PRODUCTS + "/movies-interactions/films-with-tags/versions";
        problem(documents(as(member), sql).post(foreign), 403);
        problem(documents(given(), sql).post(foreign), 401);

        String name = "films-with-tags-" + Long.toString(System.nanoTime(), 36);
        documents(as(member), sql, name)
                .post(PRODUCTS + "/movies-engagement/" + name + "/versions")
                .then()
                .statusCode(201)
                .header("Location", containsString(PRODUCTS + "/movies-engagement/" + name));
        given().get(PRODUCTS + "/movies-engagement/" + name)
                .then()
                .statusCode(200)
                .body("ports[0].table", equalTo("meshwright.movies_engagement." + name.replace('-', '_')));
    }

    @Test
    void aPageOfAnotherSiteChangesNothing() {
        Response session = given().redirects()
                .follow(false)
                .formParam("name", "operator")
                .formParam("password", CatalogDatabase.OPERATOR_PASSWORD)
                .post("/sign-in");
        RequestSpecification forged = given().cookies(session.cookies()).header("Origin", "https://elsewhere.example");

        problem(forged.post(ACTIONS + "/runs"), 403).body("detail", containsString("another site"));
        given().cookies(session.cookies())
                .header("Sec-Fetch-Site", "cross-site")
                .post(ACTIONS + "/runs")
                .then()
                .statusCode(403);
    }

    @Test
    void isDescribedWithEveryErrorItGives() {
        given().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body("paths.'/api/v1/products'.get.responses", hasKey("400"))
                .body("paths.'" + PRODUCTS + "/{domain}/{name}/runs'.post.responses", hasKey("202"))
                .body("paths.'" + PRODUCTS + "/{domain}/{name}/runs'.post.responses", hasKey("409"))
                .body("paths.'" + PRODUCTS + "/{domain}/{name}/runs'.post.responses", not(hasKey("200")))
                .body("components.responses.Missing.content", hasKey("application/problem+json"))
                .body("components.securitySchemes", hasKey("token"));
    }

    private static RequestSpecification as(String token) {
        return given().auth().preemptive().oauth2(token);
    }

    private static ValidatableResponse problem(Response response, int status) {
        return response.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status));
    }

    private static RequestSpecification documents(RequestSpecification caller, String sql) {
        return documents(caller, sql, "films-with-tags");
    }

    private static RequestSpecification documents(RequestSpecification caller, String sql, String name) {
        String odps =
                """
                apiVersion: v1.0.0
                kind: DataProduct
                id: movies-engagement.%1$s
                name: %1$s
                version: 1.0.0
                status: active
                description: {purpose: Which tags each film has.}
                customProperties: [{property: alignment, value: consumer-aligned}]
                inputPorts:
                - {name: tags, version: 1.0.0, contractId: movies-interactions.tags.operational}
                outputPorts:
                - {name: %1$s, type: table, version: 1.0.0, contractId: movies-engagement.%1$s}
                team: {name: content-analytics}
                """
                        .formatted(name);
        String odcs =
                """
                apiVersion: v3.1.0
                kind: DataContract
                id: movies-engagement.%1$s
                version: 1.0.0
                status: active
                schema:
                - name: %1$s
                  properties:
                  - {name: movieId, logicalType: integer, physicalType: INT64}
                  - {name: tag, logicalType: string, physicalType: STRING}
                """
                        .formatted(name);
        return caller.contentType(ContentType.JSON)
                .body(Map.of(
                        "odps",
                        odps,
                        "queries",
                        Map.of(name + ".sql", sql),
                        "contracts",
                        Map.of(name + ".odcs.yaml", odcs)));
    }
}
