package io.meshwright.emulator;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** Tables, views and routines, beyond what Google's Java client shows of them. */
@QuarkusTest
class RestTablesTest extends RestTest {

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
}
