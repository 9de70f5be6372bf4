package io.meshwright.emulator;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everything clients rely on in any answer: what a request may leave out, what an answer tells of itself. */
@QuarkusTest
class RestConventionsTest extends RestTest {

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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    POST | /datasets | ~~
                    POST | /datasets | null
                    POST | /datasets | [1
                    POST | /datasets | ["x"]
                    POST | /jobs | {"configuration": {"query": 0}}
                    POST | /jobs | {"configuration": {"load": "x"}}
                    POST | /jobs | {"configuration": {"query": {"query": "SELECT 1"}}, "jobReference": []}
                    POST | /queries | {"query": "SELECT @x", "queryParameters": [0]}
                    POST | /queries | {"query": "SELECT @x", "queryParameters": [{"name": "x", "parameterType": {"type": "BYTES"}, "parameterValue": {"value": {"data": [97]}}}]}
                    POST | /datasets/{d}/tables | {"tableReference": {"tableId": "t"}, "schema": {"fields": [{"name": "a", "type": "STRING", "mode": "SOME"}]}}
                    PATCH | /datasets/{d} | {"labels": "{"}
                    POST | /datasets/{d}/routines | {"routineReference": {"routineId": "f"}, "routineType": "SCALAR_FUNCTION", "definitionBody": "1", "arguments": [{"name": "x", "dataType": {"typeKind": "`"}}]}
                    """)
    void whatIsMalformedIsRefusedAndNotAnIncident(String method, String path, String body) {
        asked().body(body)
                .request(method, ROOT + path.replace("{d}", dataset))
                .then()
                .statusCode(400)
                .body("error.status", equalTo("INVALID_ARGUMENT"));
    }

    @Test
    void halfACharacterIsAnErrorOfItsRowAndField() {
        told("CREATE TABLE " + dataset + ".texts (s STRING)");
        asked().body("{\"rows\": [{\"json\": {\"s\": \"a\"}}, {\"json\": {\"s\": \"b\\ud800\"}}]}")
                .post(ROOT + "/datasets/" + dataset + "/tables/texts/insertAll")
                .then()
                .statusCode(200)
                .body("insertErrors.find { it.index == 1 }.errors[0].location", equalTo("s"))
                .body("insertErrors.find { it.index == 1 }.errors[0].message", containsString("b\ufffd"))
                .body("insertErrors.find { it.index == 0 }.errors[0].reason", equalTo("stopped"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    nonsense | 1 | 1
                    {"a": "x | 1 | 9
                    {"a": 1,} | 1 | 9
                    """)
    void whatIsNotJsonIsToldByItsPlace(String body, int line, int column) {
        asked().body(body)
                .post(ROOT + "/datasets")
                .then()
                .statusCode(400)
                .body("error.errors[0].reason", equalTo("parseError"))
                .body(
                        "error.message",
                        equalTo("Parse Error: Invalid JSON payload received. The body is not JSON at line " + line
                                + ", column " + column + "."));
    }

    @Test
    void whatIsRefusedIsToldInPart() {
        asked().body("{\"datasetReference\": {\"datasetId\": \"" + "-".repeat(1_000_000) + "\"}}")
                .post(ROOT + "/datasets")
                .then()
                .statusCode(400)
                .body("error.message.length()", lessThan(1_100))
                .body("error.errors[0].message.length()", lessThan(1_100));
    }

    @Test
    void nullIsWhatWasNotSent() {
        told("CREATE TABLE " + dataset + ".t (id INT64 DEFAULT 7)");
        asked().body(
                        "{\"templateSuffix\": null, \"skipInvalidRows\": null, \"rows\": ["
                                + "{\"insertId\": null, \"json\": {\"id\": 1}}, {\"insertId\": null, \"json\": {\"id\": null}}]}")
                .post(ROOT + "/datasets/" + dataset + "/tables/t/insertAll")
                .then()
                .statusCode(200)
                .body("insertErrors", nullValue());
        asked().body("{\"query\": \"SELECT COUNT(*), COUNT(id), SUM(id) FROM " + dataset
                        + ".t\", \"useLegacySql\": false, \"location\": null, \"defaultDataset\": null,"
                        + " \"queryParameters\": null, \"maxResults\": null}")
                .post(ROOT + "/queries")
                .then()
                .statusCode(200)
                .body("jobReference.location", equalTo("US"))
                .body("rows[0].f.v", contains("2", "1", "1"));
        asked().body(
                        "{\"tableReference\": {\"projectId\": null, \"tableId\": \"u\"}, \"description\": \"d\", \"view\": null}")
                .post(ROOT + "/datasets/" + dataset + "/tables")
                .then()
                .statusCode(200)
                .body("type", equalTo("TABLE"));
        asked().body("{\"description\": null}")
                .patch(ROOT + "/datasets/" + dataset + "/tables/u")
                .then()
                .statusCode(200)
                .body("description", nullValue());
    }

    @Test
    void nullRemovesInAPatchThatIsSentAsPost() {
        String link =
                asked().get(ROOT + "/datasets/" + dataset).then().extract().path("selfLink");
        asked().body("{\"description\": \"x\"}").patch(link).then().body("description", equalTo("x"));
        asked().header("X-HTTP-Method-Override", "PATCH")
                .body("{\"description\": null}")
                .post(link)
                .then()
                .statusCode(200)
                .body("description", nullValue());
    }

    @Test
    void whatTheApiTellsAsStringsMayBeSentAsNumbers() {
        String job = asked().body("{\"configuration\": {\"query\": {\"query\": \"SELECT @p\", \"useLegacySql\": false,"
                        + " \"queryParameters\": [{\"name\": \"p\", \"parameterType\": {\"type\": \"INT64\"},"
                        + " \"parameterValue\": {\"value\": 7}}]}}}")
                .post(ROOT + "/jobs")
                .then()
                .body("configuration.query.queryParameters[0].parameterValue.value", equalTo("7"))
                .extract()
                .path("jobReference.jobId");
        asked().get(ROOT + "/queries/" + job).then().body("rows[0].f[0].v", equalTo("7"));
    }

    @Test
    void partsOfAnswersAndOfRowsAreEnough() {
        String table = ROOT + "/datasets/" + dataset + "/tables/t";
        asked().body("{\"query\": \"CREATE TABLE " + dataset
                        + ".t AS SELECT 1 AS a, [STRUCT('p' AS x, STRUCT(2 AS z) AS y)]"
                        + " AS s\", \"useLegacySql\": false}")
                .post(ROOT + "/queries?fields=jobComplete")
                .then()
                .statusCode(200)
                .body("size()", equalTo(1))
                .body("jobComplete", equalTo(true));
        asked().get(table + "/data?fields=rows")
                .then()
                .body("size()", equalTo(1))
                .body("rows", hasSize(1));
        asked().get(table + "/data?fields=totalRows")
                .then()
                .body("size()", equalTo(1))
                .body("totalRows", equalTo("1"));
        asked().get(table + "?fields=((").then().statusCode(400).body("error.errors[0].location", equalTo("fields"));
        asked().get(table + "/data?selectedFields=S.y.z,a")
                .then()
                .body("rows[0].f[0].v", equalTo("1"))
                .body("rows[0].f[1].v[0].v.f[0].v.f[0].v", equalTo("2"))
                .body("rows[0].f[1].v[0].v.f", hasSize(1));
        asked().get(table + "/data?selectedFields=s.q")
                .then()
                .statusCode(400)
                .body("error.message", equalTo("No such field: s.q"));
    }

    @Test
    void whatIsNotThereIsToldInJson() {
        asked().put(ROOT + "/queries").then().statusCode(404).body("error.errors[0].reason", equalTo("notFound"));
        asked().get(ROOT + "/datasets/" + dataset + "/models/m")
                .then()
                .statusCode(404)
                .body("error.message", equalTo("Not found: Model meshwright:" + dataset + ".m"));
        asked().body("{\"query\": \"SELECT * FROM `" + dataset + ".t$20260101`\", \"useLegacySql\": false}")
                .post(ROOT + "/queries")
                .then()
                .statusCode(400)
                .body(
                        "error.message",
                        equalTo("Table \"" + dataset + ".t$20260101\" cannot include decorator at [1:15]"));
    }
}
