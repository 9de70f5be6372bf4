package io.meshwright.emulator;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.meshwright.launch.CatalogDatabase;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries, uploads and copies, beyond what Google's Java client asks for. */
@QuarkusTest
class RestJobsTest extends RestTest {

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
    void pagesBeginAtTheirFirstRowOrLater() {
        String job = asked().body("{\"query\": \"SELECT 1\", \"useLegacySql\": false}")
                .post(ROOT + "/queries")
                .then()
                .extract()
                .path("jobReference.jobId");
        asked().get(ROOT + "/queries/" + job + "?startIndex=-1")
                .then()
                .statusCode(400)
                .body("error.errors[0].location", equalTo("startIndex"));
        asked().get(ROOT + "/queries/" + job + "?startIndex=5")
                .then()
                .statusCode(200)
                .body("rows", nullValue());
    }

    @Test
    void fieldsOfStructsHaveAnyName() {
        asked().body("{\"query\": \"SELECT STRUCT(1 AS `a-b`, [STRUCT(2 AS `select`)] AS `1`) AS s\", \"useLegacySql\":"
                        + " false}")
                .post(ROOT + "/queries")
                .then()
                .statusCode(200)
                .body("schema.fields[0].fields.name", contains("a-b", "1"));
    }

    @Test
    void aStatementWithoutRowsTellsTheColumnsOfItsTable() {
        told("CREATE TABLE " + dataset + ".t (a INT64)");
        asked().body("{\"query\": \"INSERT " + dataset + ".t VALUES (1), (2)\", \"useLegacySql\": false}")
                .post(ROOT + "/queries")
                .then()
                .body("schema.fields.name", contains("a"))
                .body("numDmlAffectedRows", equalTo("2"))
                .body("totalRows", nullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void anUploadOfTwoPartsArrivesWhole(String end) {
        String job = "{\"configuration\": {\"load\": {\"destinationTable\": {\"datasetId\": \"" + dataset
                + "\", \"tableId\": \"up\"}, \"schema\": {\"fields\": [{\"name\": \"n\", \"type\": \"INTEGER\"}]}}}}";
        String whole = String.join(
                end,
                "--==b==",
                "Content-Type: application/json",
                "",
                job,
                "--==b==",
                "MIME-Version: 1.0",
                "",
                "1",
                "2",
                "--==b==--",
                "");
        String id = uploaded(whole).then().statusCode(200).extract().path("jobReference.jobId");
        awaitEnd(id);
        asked().get(ROOT + "/jobs/" + id)
                .then()
                .body("statistics.load.inputFileBytes", equalTo(end.length() == 1 ? "3" : "4"))
                .body("statistics.load.outputRows", equalTo("2"));
        uploaded(whole.substring(0, whole.length() - 6))
                .then()
                .statusCode(400)
                .body("error.message", equalTo("The upload ended before its closing boundary"));
        uploaded("nonsense").then().statusCode(400);
    }

    private static Response uploaded(String body) {
        return given().header("Authorization", "Bearer " + CatalogDatabase.INTERNAL_TOKEN)
                .header("Content-Type", "multipart/related; boundary=\"==b==\"")
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/upload" + ROOT + "/jobs?uploadType=multipart");
    }

    @Test
    void whoMissedTheEndOfAnUploadIsToldOfItsJob() {
        String upload = asked().body("{\"configuration\": {\"load\": {\"autodetect\": true, \"destinationTable\":"
                        + " {\"projectId\": \"meshwright\", \"datasetId\": \"" + dataset
                        + "\", \"tableId\": \"up\"}}}}")
                .post("/upload/bigquery/v2/projects/meshwright/jobs?uploadType=resumable")
                .then()
                .statusCode(200)
                .extract()
                .header("Location");
        String job = given().header("Authorization", "Bearer " + CatalogDatabase.INTERNAL_TOKEN)
                .header("Content-Range", "bytes 0-7/8")
                .body("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8))
                .put(upload)
                .then()
                .statusCode(200)
                .extract()
                .path("jobReference.jobId");
        given().header("Authorization", "Bearer " + CatalogDatabase.INTERNAL_TOKEN)
                .header("Content-Range", "bytes */8")
                .put(upload)
                .then()
                .statusCode(200)
                .body("jobReference.jobId", equalTo(job));
        awaitEnd(job);
    }

    @Test
    void whatACopyMakesIsTold() {
        told("CREATE TABLE " + dataset + ".t AS SELECT 1 AS id");
        told("CREATE MATERIALIZED VIEW " + dataset + ".m AS SELECT id FROM " + dataset + ".t");
        asked().get(ROOT + "/datasets/" + dataset + "/tables/m")
                .then()
                .body("materializedView.refreshIntervalMs", equalTo("1800000"))
                .body("materializedView.enableRefresh", equalTo(true));
        for (String operation : new String[] {"SNAPSHOT", "CLONE"}) {
            String reference =
                    "{\"projectId\": \"meshwright\", \"datasetId\": \"" + dataset + "\", \"tableId\": \"%s\"}";
            String id = asked().body("{\"configuration\": {\"copy\": {\"operationType\": \"" + operation
                            + "\", \"sourceTable\": " + reference.formatted("t") + ", \"destinationTable\": "
                            + reference.formatted(operation) + "}}}")
                    .post(ROOT + "/jobs")
                    .then()
                    .statusCode(200)
                    .extract()
                    .path("jobReference.jobId");
            awaitEnd(id);
        }
        asked().get(ROOT + "/datasets/" + dataset + "/tables/SNAPSHOT")
                .then()
                .statusCode(200)
                .body("type", equalTo("SNAPSHOT"))
                .body("snapshotDefinition.baseTableReference.tableId", equalTo("t"));
        asked().get(ROOT + "/datasets/" + dataset + "/tables/CLONE")
                .then()
                .statusCode(200)
                .body("type", equalTo("TABLE"))
                .body("cloneDefinition.baseTableReference.tableId", equalTo("t"));
    }
}
