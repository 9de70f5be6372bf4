package io.meshwright.launch;

import static io.restassured.RestAssured.get;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = CatalogDatabase.class, scope = io.quarkus.test.common.TestResourceScope.GLOBAL)
class StartTest {

    @Test
    void isReadyWithItsCatalogDatabase() {
        get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
    }
}
