package io.meshwright.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateTest {

    @ParameterizedTest
    @CsvSource({
        "GET, /, READ",
        "GET, /products/a/b, READ",
        "GET, /api/v1/products, READ",
        "GET, /q/openapi, READ",
        "GET, /q/health/ready, OPEN",
        "GET, /q/metrics, OPERATION",
        "GET, /q/metrics;x=1, OPERATION",
        "GET, /q/dev-ui, OPERATION",
        "GET, /static/bundle/app.js, OPEN",
        "POST, /static/bundle/app.js, SIGNED_IN",
        "GET, /sign-in, OPEN",
        "POST, /sign-in, OPEN",
        "POST, /sign-in-somewhere, SIGNED_IN",
        "GET, /account, SIGNED_IN",
        "GET, /register, SIGNED_IN",
        "POST, /register/check, OPEN",
        "POST, /register/discard, SIGNED_IN",
        "PUT, /register/check, SIGNED_IN",
        "POST, /api/v1/products/a/b/runs, SIGNED_IN",
        "DELETE, /anything, SIGNED_IN",
        "GET, /bigquery/v2/projects/p/datasets, WAREHOUSE",
        "GET, /bigquery;a=b/v2, WAREHOUSE",
        "PUT, /resumable/upload/bigquery/v2/projects/p/jobs, WAREHOUSE",
        "PUT, /upload/bigquery/v2/projects/p/jobs, WAREHOUSE",
    })
    void decidesByMethodAndPath(String method, String path, Gate gate) {
        assertThat(Gate.of(method, path)).isEqualTo(gate);
    }

    @Test
    void strangersReadOnlyWhereReadingIsPublic() {
        assertThat(Gate.READ.lets(Actor.STRANGER, new Exposure("127.0.0.1", java.util.Optional.empty())))
                .isTrue();
        assertThat(Gate.READ.lets(Actor.STRANGER, new Exposure("0.0.0.0", java.util.Optional.empty())))
                .isFalse();
        assertThat(Gate.READ.lets(Actor.STRANGER, new Exposure("127.0.0.1", java.util.Optional.of(false))))
                .isFalse();
        assertThat(Gate.SIGNED_IN.lets(Actor.STRANGER, new Exposure("127.0.0.1", java.util.Optional.of(true))))
                .isFalse();
    }

    @Test
    void metricsAreForOperatorsOnceOthersReachTheServer() {
        Exposure open = new Exposure("0.0.0.0", java.util.Optional.of(true));
        Actor member = new Actor("ada", "Ada", Set.of(Role.MEMBER), Set.of("sakila"));

        assertThat(Gate.OPERATION.lets(member, open)).isFalse();
        assertThat(Gate.OPERATION.lets(new Actor("op", "Op", Set.of(Role.OPERATOR), Set.of()), open))
                .isTrue();
    }

    @Test
    void membersChangeTheirOwnDomainOnly() {
        Actor member = new Actor("ada", "Ada", Set.of(Role.MEMBER), Set.of("sakila"));

        assertThat(member.mayChange("sakila")).isTrue();
        assertThat(member.mayRun("messflix")).isFalse();
        assertThat(member.maySeeRows("messflix")).isFalse();
        assertThat(Actor.STRANGER.mayRegister()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, true",
        "localhost, true",
        "::1, true",
        "127.0.0.9, true",
        "0.0.0.0, false",
        "::, false",
        "10.0.0.1, false",
        "example.org, false"
    })
    void knowsLoopback(String host, boolean loopback) {
        assertThat(Exposure.isLoopback(host)).isEqualTo(loopback);
    }
}
