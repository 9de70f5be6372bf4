package io.meshwright.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.meshwright.launch.CatalogDatabase;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Walks every endpoint there is, as somebody nobody knows. */
@QuarkusTest
@WithTestResource(value = CatalogDatabase.class, scope = TestResourceScope.GLOBAL)
class StrangerTest {

    private static final List<Class<? extends Annotation>> CHANGES =
            List.of(POST.class, PUT.class, PATCH.class, DELETE.class);

    /** What strangers may send: they sign in, leave, and choose light or dark for themselves. */
    private static final Set<String> THEIRS = Set.of("POST /sign-in", "POST /theme");

    private static final List<Endpoint> ENDPOINTS = endpoints();

    private record Endpoint(String method, String path) {

        String name() {
            return method + " " + path;
        }

        Response call() {
            return given().redirects().follow(false).request(method, path.replaceAll("\\{[^/]*?}", "x"));
        }
    }

    @Test
    void holdsNobodyUpBySendingSlowly() throws IOException {
        String begun =
                "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                        + "Content-Length: 100\r\n\r\nname=";
        List<Socket> slow = new ArrayList<>();
        try {
            // More than there are worker threads.
            for (int i = 0; i < 250; i++) {
                Socket socket = new Socket("localhost", RestAssured.port);
                slow.add(socket);
                socket.getOutputStream().write(begun.getBytes(StandardCharsets.US_ASCII));
            }

            assertTimeoutPreemptively(Duration.ofSeconds(20), () -> given().formParam("name", "nobody")
                    .formParam("password", "wrong")
                    .post("/sign-in")
                    .then()
                    .statusCode(401));
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void changesNothing() {
        List<Endpoint> changes = ENDPOINTS.stream()
                .filter(endpoint -> !endpoint.method().equals("GET"))
                .filter(endpoint -> !THEIRS.contains(endpoint.name()))
                .toList();

        assertThat(changes).hasSizeGreaterThan(15);
        assertThat(changes).allSatisfy(endpoint -> assertRefused(endpoint));
    }

    @Test
    void readsNothingThatIsSomebodysOwn() {
        List<Endpoint> own = ENDPOINTS.stream()
                .filter(endpoint -> endpoint.method().equals("GET"))
                .filter(endpoint ->
                        Gate.of("GET", endpoint.path()) != Gate.READ && Gate.of("GET", endpoint.path()) != Gate.OPEN)
                .toList();

        assertThat(own).hasSizeGreaterThan(5);
        assertThat(own).allSatisfy(endpoint -> assertRefused(endpoint));
    }

    private static void assertRefused(Endpoint endpoint) {
        Response response = endpoint.call();
        boolean toSignIn =
                response.statusCode() == 303 && response.header("Location").contains("/sign-in");
        assertThat(response.statusCode() == 401 || toSignIn)
                .as(endpoint.name() + " answered " + response.statusCode())
                .isTrue();
    }

    private static List<Endpoint> endpoints() {
        List<Endpoint> endpoints = new ArrayList<>();
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.meshwright")) {
            if (type.isAnnotatedWith(Path.class)) {
                type.getMethods().forEach(method -> add(type, method, endpoints));
            }
        }
        return endpoints;
    }

    private static void add(JavaClass type, JavaMethod method, List<Endpoint> endpoints) {
        String path = type.getAnnotationOfType(Path.class).value();
        if (method.isAnnotatedWith(Path.class)) {
            path += "/" + method.getAnnotationOfType(Path.class).value();
        }
        String whole = ("/" + path).replaceAll("/+", "/").replace("{prefix:(resumable/)?}", "");
        for (Class<? extends Annotation> change : CHANGES) {
            if (method.isAnnotatedWith(change)) {
                endpoints.add(new Endpoint(change.getSimpleName(), whole));
            }
        }
        if (method.isAnnotatedWith(GET.class)) {
            endpoints.add(new Endpoint("GET", whole));
        }
    }
}
