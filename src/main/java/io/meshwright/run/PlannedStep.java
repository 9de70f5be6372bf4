package io.meshwright.run;

import io.meshwright.plan.Plan;
import io.meshwright.plan.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * A step of a plan as it is kept with the run.
 *
 * @param staging the table it writes or reads before publication; empty for ingesting
 * @param served the table consumers read; only for publishing
 */
record PlannedStep(int position, Step step, String kind, String target, String sql, String staging, String served) {

    static List<PlannedStep> of(Plan plan) {
        List<PlannedStep> steps = new ArrayList<>();
        for (Step step : plan.steps()) {
            steps.add(of(steps.size(), step));
        }
        return steps;
    }

    private static PlannedStep of(int position, Step step) {
        if (step instanceof Step.Ingest ingest) {
            return new PlannedStep(
                    position, step, "ingest", ingest.source().name().toString(), "", "", "");
        } else if (step instanceof Step.Build build) {
            return new PlannedStep(
                    position,
                    step,
                    "build",
                    build.port().name(),
                    build.sql(),
                    build.staging().toString(),
                    "");
        } else if (step instanceof Step.Check check) {
            return new PlannedStep(
                    position,
                    step,
                    "check",
                    check.port().name(),
                    "",
                    check.staging().toString(),
                    "");
        }
        Step.Publish publish = (Step.Publish) step;
        return new PlannedStep(
                position,
                step,
                "publish",
                publish.port().name(),
                "",
                publish.staging().toString(),
                publish.port().table().toString());
    }
}
