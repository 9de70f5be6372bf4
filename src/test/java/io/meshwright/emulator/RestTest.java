package io.meshwright.emulator;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.meshwright.launch.CatalogDatabase;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * The REST API as programs speak it that are not Google's Java client: subclasses, each a {@code @QuarkusTest}, ask within
 * a dataset of their own.
 */
@WithTestResource(value = CatalogDatabase.class, scope = TestResourceScope.GLOBAL)
abstract class RestTest {

    static final String ROOT = "/bigquery/v2/projects/meshwright";

    final String dataset = "rest_" + UUID.randomUUID().toString().replace("-", "");

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

    static RequestSpecification asked() {
        return given().header("Authorization", "Bearer " + CatalogDatabase.INTERNAL_TOKEN)
                .contentType(ContentType.JSON);
    }

    /** The answer to a statement. */
    String told(String sql) {
        return asked().body("{\"query\": \"" + sql + "\", \"useLegacySql\": false}")
                .post(ROOT + "/queries")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    static void awaitEnd(String job) {
        String state = "";
        for (int i = 0; i < 3_000 && !state.equals("DONE"); i++) {
            LockSupport.parkNanos(20_000_000);
            state = asked().get(ROOT + "/jobs/" + job).path("status.state");
        }
        assertThat(state).isEqualTo("DONE");
    }
}
