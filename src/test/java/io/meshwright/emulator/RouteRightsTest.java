package io.meshwright.emulator;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
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
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Walks every route of the local BigQuery as those who may not know of a dataset, its tables, routines and jobs. */
@QuarkusTest
@WithTestResource(value = CatalogDatabase.class, scope = TestResourceScope.GLOBAL)
class RouteRightsTest {

    /** What a route does for somebody without rights: it refuses, or answers with what is theirs, or anybody's. */
    private enum Decision {
        REFUSED,
        OWN,
        OPEN
    }

    private static final String ROOT = "/bigquery/v2/projects";
    private static final String HIDDEN = "rights_staging";
    private static final String MARK = "classified";
    private static final List<Class<? extends Annotation>> METHODS =
            List.of(GET.class, POST.class, PUT.class, PATCH.class, DELETE.class);

    private static final String DECISIONS =
            """
            GET /discovery/v1/apis/bigquery/v2/rest OPEN
            GET /bigquery/v2/projects OWN
            GET /bigquery/v2/projects/{project}/serviceAccount OWN
            GET /bigquery/v2/projects/{project}/datasets OWN
            POST /bigquery/v2/projects/{project}/datasets REFUSED
            GET /bigquery/v2/projects/{project}/datasets/{dataset} REFUSED
            PUT /bigquery/v2/projects/{project}/datasets/{dataset} REFUSED
            PATCH /bigquery/v2/projects/{project}/datasets/{dataset} REFUSED
            DELETE /bigquery/v2/projects/{project}/datasets/{dataset} REFUSED
            GET /bigquery/v2/projects/{project}/datasets/{dataset}/models REFUSED
            GET /bigquery/v2/projects/{project}/datasets/{dataset}/models/{model} REFUSED
            GET /bigquery/v2/projects/{project}/datasets/{dataset}/routines REFUSED
            POST /bigquery/v2/projects/{project}/datasets/{dataset}/routines REFUSED
            GET /bigquery/v2/projects/{project}/datasets/{dataset}/routines/{routine} REFUSED
            PUT /bigquery/v2/projects/{project}/datasets/{dataset}/routines/{routine} REFUSED
            DELETE /bigquery/v2/projects/{project}/datasets/{dataset}/routines/{routine} REFUSED
            GET /bigquery/v2/projects/{project}/datasets/{dataset}/tables REFUSED
            POST /bigquery/v2/projects/{project}/datasets/{dataset}/tables REFUSED
            GET /bigquery/v2/projects/{project}/datasets/{dataset}/tables/{table} REFUSED
            PUT /bigquery/v2/projects/{project}/datasets/{dataset}/tables/{table} REFUSED
            PATCH /bigquery/v2/projects/{project}/datasets/{dataset}/tables/{table} REFUSED
            DELETE /bigquery/v2/projects/{project}/datasets/{dataset}/tables/{table} REFUSED
            GET /bigquery/v2/projects/{project}/datasets/{dataset}/tables/{table}/data REFUSED
            POST /bigquery/v2/projects/{project}/datasets/{dataset}/tables/{table}/insertAll REFUSED
            POST /bigquery/v2/projects/{project}/datasets/{dataset}/tables/{table}/testIamPermissions OWN
            POST /bigquery/v2/projects/{project}/datasets/{dataset}/tables/{table}/getIamPolicy REFUSED
            POST /bigquery/v2/projects/{project}/datasets/{dataset}/tables/{table}/setIamPolicy REFUSED
            GET /bigquery/v2/projects/{project}/datasets/{dataset}/tables/{table}/rowAccessPolicies REFUSED
            GET /bigquery/v2/projects/{project}/jobs OWN
            POST /bigquery/v2/projects/{project}/jobs OWN
            GET /bigquery/v2/projects/{project}/jobs/{job} REFUSED
            POST /bigquery/v2/projects/{project}/jobs/{job}/cancel REFUSED
            DELETE /bigquery/v2/projects/{project}/jobs/{job}/delete REFUSED
            POST /bigquery/v2/projects/{project}/queries REFUSED
            GET /bigquery/v2/projects/{project}/queries/{job} REFUSED
            POST /upload/bigquery/v2/projects/{project}/jobs OWN
            PUT /upload/bigquery/v2/projects/{project}/jobs REFUSED
            """;

    private static final String BODY =
            """
            {"datasetReference": {"datasetId": "rights_staging"}, "tableReference": {"tableId": "vault"},
            "routineReference": {"routineId": "combine"}, "routineType": "SCALAR_FUNCTION", "definitionBody": "1",
            "configuration": {"query": {"query": "SELECT * FROM rights_staging.vault", "useLegacySql": false}},
            "query": "SELECT * FROM rights_staging.vault", "useLegacySql": false, "rows": [{"json": {"code": "x"}}],
            "permissions": ["bigquery.tables.get", "bigquery.tables.getData", "bigquery.tables.update"]}
            """;

    @Inject
    Accounts accounts;

    @Inject
    ApiTokens tokens;

    @Inject
    MeshCatalog catalog;

    private String job;

    private record Route(String method, String path) {

        String name() {
            return method + " " + path;
        }

        Response call(RequestSpecification caller, String table, String job) {
            String url = path.replace("{project}", "meshwright")
                    .replace("{dataset}", HIDDEN)
                    .replace("{table}", table)
                    .replace("{routine}", table.equals("vault") ? "combine" : "none")
                    .replace("{model}", "none")
                    .replace("{job}", job);
            RequestSpecification request = caller.contentType(ContentType.JSON);
            return (method.equals("GET") || method.equals("DELETE") ? request : request.body(BODY))
                    .request(method, url);
        }
    }

    private static RequestSpecification as(String token) {
        return given().header("Authorization", "Bearer " + token);
    }

    private static String operatorAsks(String sql) {
        return as(CatalogDatabase.OPERATOR_TOKEN)
                .contentType(ContentType.JSON)
                .body(Map.of("query", sql, "useLegacySql", false))
                .post(ROOT + "/meshwright/queries")
                .then()
                .statusCode(200)
                .extract()
                .path("jobReference.jobId");
    }

    @BeforeEach
    void hideSomething() {
        operatorAsks("CREATE SCHEMA IF NOT EXISTS rights_staging OPTIONS (description = '" + MARK + "')");
        operatorAsks("CREATE OR REPLACE TABLE rights_staging.vault AS SELECT '" + MARK + "' AS classified_code");
        operatorAsks("CREATE OR REPLACE FUNCTION rights_staging.combine() AS ('" + MARK + "')");
        job = operatorAsks("SELECT *, '" + MARK + "' AS more FROM rights_staging.vault");
    }

    private String token(Actor actor) {
        if (!accounts.exists(actor.name())) {
            accounts.put(actor, actor.name() + "-password");
        }
        return tokens.issue(actor, "test", Optional.empty());
    }

    private List<String> unprivileged() {
        return List.of(
                token(new Actor("onlooker", "Onlooker", Set.of(Role.CONSUMER), Set.of())),
                token(new Actor("neighbour", "Neighbour", Set.of(Role.MEMBER), Set.of("playback"))));
    }

    @Test
    void everyRouteIsDecidedOn() {
        assertThat(new TreeSet<>(decisions().keySet())).isEqualTo(new TreeSet<>(routes()));
    }

    @Test
    void nobodyGetsInWithoutAToken() {
        decisions().forEach((name, decision) -> {
            int status = route(name).call(given(), "vault", job).statusCode();
            assertThat(status).as(name).isEqualTo(decision == Decision.OPEN ? 200 : 401);
        });
    }

    @Test
    void notEvenAnOperatorWritesPastAContract() throws Exception {
        assertThat(catalog.awaitReady(Duration.ofSeconds(60))).isTrue();
        for (String sql : List.of(
                "CREATE OR REPLACE TABLE movies_interactions.user_actions AS SELECT 1 AS x",
                "DELETE FROM movies_interactions.ratings WHERE TRUE",
                "DROP SCHEMA movies_interactions CASCADE")) {
            as(CatalogDatabase.OPERATOR_TOKEN)
                    .contentType(ContentType.JSON)
                    .body(Map.of("query", sql, "useLegacySql", false))
                    .post(ROOT + "/meshwright/queries")
                    .then()
                    .statusCode(403)
                    .body("error.errors[0].reason", equalTo("accessDenied"));
        }
        as(CatalogDatabase.OPERATOR_TOKEN)
                .delete(ROOT + "/meshwright/datasets/movies_interactions/tables/user_actions")
                .then()
                .statusCode(403);
    }

    @Test
    void whatIsHiddenIsNeitherReadNorWrittenNorGuessed() {
        for (String token : unprivileged()) {
            decisions().forEach((name, decision) -> {
                Response there = route(name).call(as(token), "vault", job);
                Response missing = route(name).call(as(token), "nothing", "job_none");
                assertThat(there.asString()).as(name).doesNotContain(MARK);
                assertThat(missing.statusCode()).as(name).isEqualTo(there.statusCode());
                if (decision == Decision.REFUSED) {
                    assertThat(there.statusCode()).as(name).isIn(403, 404);
                } else {
                    assertThat(there.statusCode()).as(name).isEqualTo(200);
                }
                if (decision == Decision.OWN && name.startsWith("GET")) {
                    assertThat(there.asString()).as(name).doesNotContain(HIDDEN);
                }
            });
        }
        assertThat(as(CatalogDatabase.OPERATOR_TOKEN)
                        .get(ROOT + "/meshwright/datasets/rights_staging/tables/vault/data")
                        .asString())
                .contains(MARK);
    }

    @Test
    void questionsOfOthersAreNobodysBusiness() {
        String token = unprivileged().get(0);
        for (String view : new String[] {"JOBS", "JOBS_BY_PROJECT", "JOBS_BY_USER", "SCHEMATA", "TABLES"}) {
            String answer = as(token)
                    .contentType(ContentType.JSON)
                    .body(Map.of(
                            "query",
                            "SELECT TO_JSON_STRING(t) FROM `region-us`.INFORMATION_SCHEMA." + view + " AS t",
                            "useLegacySql",
                            false))
                    .post(ROOT + "/meshwright/queries")
                    .then()
                    .extract()
                    .asString();
            assertThat(answer).as(view).doesNotContain(MARK).doesNotContain("rights_staging");
        }
        assertThat(as(token)
                        .get(ROOT + "/meshwright/jobs?allUsers=true&projection=full")
                        .asString())
                .doesNotContain(MARK);
    }

    private static Route route(String name) {
        int space = name.indexOf(' ');
        return new Route(name.substring(0, space), name.substring(space + 1));
    }

    private static Map<String, Decision> decisions() {
        Map<String, Decision> decisions = new LinkedHashMap<>();
        DECISIONS.lines().forEach(line -> {
            int last = line.lastIndexOf(' ');
            decisions.put(line.substring(0, last), Decision.valueOf(line.substring(last + 1)));
        });
        return decisions;
    }

    private static Set<String> routes() {
        Set<String> routes = new TreeSet<>();
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.meshwright.emulator")) {
            if (type.isAnnotatedWith(Path.class)) {
                type.getMethods().forEach(method -> add(type, method, routes));
            }
        }
        return routes;
    }

    private static void add(JavaClass type, JavaMethod method, Set<String> routes) {
        String path = type.getAnnotationOfType(Path.class).value();
        if (method.isAnnotatedWith(Path.class)) {
            path += "/" + method.getAnnotationOfType(Path.class).value();
        }
        String whole = ("/" + path).replaceAll("/+", "/").replace("{prefix:(resumable/)?}", "");
        METHODS.stream()
                .filter(method::isAnnotatedWith)
                .forEach(kind -> routes.add(new Route(kind.getSimpleName(), whole).name()));
    }
}
