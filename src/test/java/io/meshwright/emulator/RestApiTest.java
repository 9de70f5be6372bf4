package io.meshwright.emulator;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.meshwright.launch.CatalogDatabase;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What clients rely on that Google's Java client does not show. */
@QuarkusTest
@WithTestResource(value = CatalogDatabase.class, scope = TestResourceScope.GLOBAL)
class RestApiTest {

    private static final String ROOT = "/bigquery/v2/projects/meshwright";

    private final String dataset = "rest_" + UUID.randomUUID().toString().replace("-", "");

    private static RequestSpecification asked() {
        return given().header("Authorization", "Bearer " + CatalogDatabase.INTERNAL_TOKEN)
                .contentType(ContentType.JSON);
    }

    @BeforeEach
    void makeDataset() {
        asked().body("{\"datasetReference\": {\"datasetId\": \"" + dataset + "\"}, \"labels\": {\"team\": \"" + dataset
                        + "\"}}")
                .post(ROOT + "/datasets")
                .then()
                .statusCode(200);
    }

    @AfterEach
    void removeDataset() {
        asked().delete(ROOT + "/datasets/" + dataset + "?deleteContents=true")
                .then()
                .statusCode(204);
    }

    @Test
    void anybodyMayReadWhatTheApiConsistsOf() {
        given().get("/discovery/v1/apis/bigquery/v2/rest")
                .then()
                .statusCode(200)
                .body("id", equalTo("bigquery:v2"))
                .body("resources.jobs.methods.insert.mediaUpload.protocols.resumable.path", notNullValue())
                .body("resources.tables.methods.get.parameterOrder", contains("projectId", "datasetId", "tableId"));
        given().get("/$discovery/rest?version=v2").then().statusCode(200);
    }

    @Test
    void whatHasNotChangedIsNotSentAgain() {
        String tag = asked().get(ROOT + "/datasets/" + dataset).then().extract().path("etag");
        asked().header("If-None-Match", tag)
                .get(ROOT + "/datasets/" + dataset)
                .then()
                .statusCode(304);
        asked().header("If-Match", "other")
                .body("{\"description\": \"x\"}")
                .patch(ROOT + "/datasets/" + dataset)
                .then()
                .statusCode(412);
        asked().header("If-Match", tag)
                .body("{\"description\": \"x\"}")
                .patch(ROOT + "/datasets/" + dataset)
                .then()
                .statusCode(200)
                .body("description", equalTo("x"));
    }

    @Test
    void listsAreFilteredByLabels() {
        asked().get(ROOT + "/datasets?filter=labels.team:" + dataset)
                .then()
                .statusCode(200)
                .body("datasets", hasSize(1));
        asked().get(ROOT + "/datasets?filter=labels.team:nobody")
                .then()
                .statusCode(200)
                .body("datasets", hasSize(0));
        asked().get(ROOT + "/datasets?filter=nonsense")
                .then()
                .statusCode(400)
                .body("error.errors[0].location", equalTo("filter"));
    }

    @Test
    void aShortQueryNeedsNoJob() {
        asked().body("{\"query\": \"SELECT 1 AS one\", \"useLegacySql\": false,"
                        + " \"jobCreationMode\": \"JOB_CREATION_OPTIONAL\"}")
                .post(ROOT + "/queries")
                .then()
                .statusCode(200)
                .body("jobReference", nullValue())
                .body("queryId", notNullValue())
                .body("rows[0].f[0].v", equalTo("1"));
    }

    @Test
    void requiredThingsAreNamed() {
        asked().body("{}")
                .post(ROOT + "/jobs")
                .then()
                .statusCode(400)
                .body("error.errors[0].reason", equalTo("required"));
        asked().body("{\"tableReference\": {}}")
                .post(ROOT + "/datasets/" + dataset + "/tables")
                .then()
                .statusCode(400)
                .body("error.message", equalTo("Required parameter is missing: tableId"));
        asked().body("{\"tableReference\": {\"tableId\": \"t\"}}")
                .post(ROOT + "/datasets/nowhere/tables")
                .then()
                .statusCode(404)
                .body("error.message", equalTo("Not found: Dataset meshwright:nowhere"));
    }

    @Test
    void rightsCanBeAsked() {
        asked().body("{\"tableReference\": {\"tableId\": \"t\"}, \"schema\": {\"fields\": [{\"name\": \"a\", \"type\":"
                        + " \"STRING\"}]}}")
                .post(ROOT + "/datasets/" + dataset + "/tables")
                .then()
                .statusCode(200);
        asked().body("{\"permissions\": [\"bigquery.tables.getData\", \"bigquery.tables.fly\"]}")
                .post(ROOT + "/datasets/" + dataset + "/tables/t:testIamPermissions")
                .then()
                .statusCode(200)
                .body("permissions", contains("bigquery.tables.getData"));
        asked().get(ROOT + "/datasets/" + dataset + "/models").then().statusCode(200);
        asked().get("/projects").then().statusCode(200).body("projects.id", hasItem("meshwright"));
    }
}
