package io.meshwright.launch;

import io.meshwright.run.RunLoop;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;

/** Products begin to run when this server answers: the embedded warehouse is one of its addresses. */
@ApplicationScoped
public class RunsStart {

    private final RunLoop runs;

    @Inject
    RunsStart(RunLoop runs) {
        this.runs = runs;
    }

    void serving(@ObservesAsync HttpServerStart event) {
        runs.start();
    }
}
