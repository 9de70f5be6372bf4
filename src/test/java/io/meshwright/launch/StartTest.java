package io.meshwright.launch;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.meshwright.plan.MeshCatalog;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = CatalogDatabase.class, scope = TestResourceScope.GLOBAL)
class StartTest {

    @Inject
    MeshCatalog catalog;

    @Test
    void isReadyWithItsCatalogDatabaseAndItsMesh() throws InterruptedException {
        assertThat(catalog.awaitReady(Duration.ofSeconds(60))).isTrue();
        get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
    }
}
