package io.meshwright.emulator;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
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
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    void aDefaultThatCannotBeComputedIsRefused() {
        String table = "{\"tableReference\": {\"tableId\": \"t\"}, \"schema\": {\"fields\": [{\"name\": \"a\","
                + " \"type\": \"STRING\", \"defaultValueExpression\": \"%s\"}]}}";
        String tables = ROOT + "/datasets/" + dataset + "/tables";
        asked().body(table.formatted("getenv('HOME')"))
                .post(tables)
                .then()
                .statusCode(400)
                .body(
                        "error.message",
                        equalTo("Invalid default value of column a: Function not found: getenv at [1:14]"));
        asked().body(table.formatted("SESSION_USER()")).post(tables).then().statusCode(200);
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

    private String told(String sql) {
        return asked().body("{\"query\": \"" + sql + "\", \"useLegacySql\": false}")
                .post(ROOT + "/queries")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private static void awaitEnd(String job) {
        String state = "";
        for (int i = 0; i < 500 && !state.equals("DONE"); i++) {
            LockSupport.parkNanos(20_000_000);
            state = asked().get(ROOT + "/jobs/" + job).path("status.state");
        }
        assertThat(state).isEqualTo("DONE");
    }

    private static Response uploaded(String body) {
        return given().header("Authorization", "Bearer " + CatalogDatabase.INTERNAL_TOKEN)
                .header("Content-Type", "multipart/related; boundary=\"==b==\"")
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/upload" + ROOT + "/jobs?uploadType=multipart");
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

    @Test
    void partitionsAreRowsOfASummary() {
        told("CREATE TABLE " + dataset + ".p (day DATE) PARTITION BY day");
        told("INSERT INTO " + dataset + ".p (day) VALUES ('2026-01-02'), ('2026-01-01'), ('2026-01-02')");
        String table = ROOT + "/datasets/" + dataset + "/tables/p$__PARTITIONS_SUMMARY__";
        asked().get(table)
                .then()
                .statusCode(200)
                .body("schema.fields.name", hasItem("partition_id"))
                .body("tableReference.tableId", equalTo("p$__PARTITIONS_SUMMARY__"));
        asked().get(table + "/data?selectedFields=partition_id")
                .then()
                .statusCode(200)
                .body("rows.f.v.flatten()", contains("20260101", "20260102"));
        asked().get(table + "/data?selectedFields=nope").then().statusCode(400);
    }

    @Test
    void routinesKeepWhatIsSaidOfThem() {
        String routine = "{\"routineReference\": {\"routineId\": \"f\"}, \"routineType\": \"TABLE_VALUED_FUNCTION\","
                + " \"language\": \"SQL\", \"description\": \"%s\", \"definitionBody\": \"SELECT x AS y\", \"arguments\":"
                + " [{\"name\": \"x\", \"dataType\": {\"typeKind\": \"INT64\"}}], \"returnTableType\": {\"columns\":"
                + " [{\"name\": \"y\", \"type\": {\"typeKind\": \"FLOAT64\"}}]}}";
        String routines = ROOT + "/datasets/" + dataset + "/routines";
        asked().body(routine.formatted("first"))
                .post(routines)
                .then()
                .statusCode(200)
                .body("description", equalTo("first"))
                .body("returnTableType.columns[0].type.typeKind", equalTo("FLOAT64"));
        asked().body(routine.formatted("first")).post(routines).then().statusCode(409);
        asked().body(routine.formatted("second"))
                .put(routines + "/f")
                .then()
                .statusCode(200)
                .body("description", equalTo("second"));
        asked().get(routines + "/f").then().statusCode(200).body("description", equalTo("second"));
        asked().body(routine.formatted("x").replace("\"SQL\"", "\"PYTHON\""))
                .put(routines + "/f")
                .then()
                .statusCode(400);
        asked().delete(routines + "/f").then().statusCode(204);
        asked().get(routines + "/f").then().statusCode(404);
    }

    @Test
    void routinesInJavaScriptAreCalledAsTheyWereSent() {
        String routine = "{\"routineReference\": {\"routineId\": \"js\"}, \"routineType\": \"SCALAR_FUNCTION\","
                + " \"language\": \"JAVASCRIPT\", \"determinismLevel\": \"DETERMINISTIC\", \"description\": \"loud\","
                + " \"definitionBody\": \"%s\", \"arguments\": [{\"name\": \"x\", \"dataType\": {\"typeKind\": \"%s\"}}],"
                + " \"returnType\": {\"typeKind\": \"STRING\"}}";
        String body = "// a comment\\nreturn x + ` \\\"\\\\u0041` + '\\\\n';";
        String routines = ROOT + "/datasets/" + dataset + "/routines";
        asked().body(routine.formatted(body, "FLOAT64"))
                .post(routines)
                .then()
                .statusCode(200)
                .body("language", equalTo("JAVASCRIPT"))
                .body("determinismLevel", equalTo("DETERMINISTIC"))
                .body("description", equalTo("loud"));
        asked().get(routines + "/js")
                .then()
                .statusCode(200)
                .body("definitionBody", equalTo("// a comment\nreturn x + ` \"\\u0041` + '\\n';"))
                .body("arguments[0].dataType.typeKind", equalTo("FLOAT64"))
                .body("returnType.typeKind", equalTo("STRING"));
        asked().body("{\"query\": \"SELECT " + dataset + ".js(1.5)\", \"useLegacySql\": false}")
                .post(ROOT + "/queries")
                .then()
                .statusCode(200)
                .body("rows[0].f[0].v", equalTo("1.5 \"A\n"));
        asked().body(routine.formatted(body, "TIME"))
                .put(routines + "/js")
                .then()
                .statusCode(400)
                .body("error.message", containsString("no values of type TIME"));
        asked().body(routine.formatted(body, "FLOAT64")
                        .replace("\"returnType\"", "\"importedLibraries\": [\"gs://b/l.js\"], \"returnType\""))
                .put(routines + "/js")
                .then()
                .statusCode(404)
                .body("error.message", containsString("gs://b/l.js"));
        asked().delete(routines + "/js").then().statusCode(204);
    }

    @Test
    void viewsHaveTheColumnsOfTheirQueryAndTablesElsewhereAreRefused() {
        String tables = ROOT + "/datasets/" + dataset + "/tables";
        String table = "{\"tableReference\": {\"tableId\": \"m\"}, \"%s\": {\"query\": \"SELECT 1 AS %s\"}}";
        for (String kind : new String[] {"view", "materializedView"}) {
            asked().body(table.formatted(kind, "old"))
                    .post(tables)
                    .then()
                    .statusCode(200)
                    .body("schema.fields.name", contains("old"));
            asked().body(table.formatted(kind, "renamed"))
                    .patch(tables + "/m")
                    .then()
                    .statusCode(200)
                    .body("schema.fields.name", contains("renamed"));
            asked().delete(tables + "/m").then().statusCode(204);
        }
        asked().body(table.formatted("externalDataConfiguration", "x"))
                .post(tables)
                .then()
                .statusCode(501)
                .body("error.errors[0].location", equalTo("externalDataConfiguration"));
        String query = "{\"configuration\": {\"dryRun\": true, \"query\": {\"query\": \"SELECT 1\", %s}}}";
        asked().body(query.formatted("\"tableDefinitions\": {\"e\": {}}"))
                .post(ROOT + "/jobs")
                .then()
                .statusCode(501)
                .body("error.errors[0].location", equalTo("tableDefinitions"));
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
}
