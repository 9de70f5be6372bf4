package io.meshwright.web;

import io.meshwright.audit.CheckResult;
import io.meshwright.run.Run;
import io.meshwright.run.Run.RunStep;
import io.meshwright.run.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One of the three acts of a run: build staging, audit the contract, publish.
 *
 * @param glyph pass, fail, idle or run
 */
public record Act(String title, String glyph, String word, String took, String text) {

    static List<Act> of(Run run) {
        return List.of(staging(run), audit(run), publish(run));
    }

    private static Act staging(Run run) {
        List<RunStep> steps = steps(run, "ingest", "build");
        long rows = steps.stream()
                .filter(step -> step.kind().equals("build"))
                .mapToLong(step -> Math.max(0, step.rows()))
                .sum();
        String text =
                switch (glyph(run, steps)) {
                    case "pass" -> InWords.counted(rows, "row") + " written to staging. Nobody reads staging.";
                    case "fail" ->
                        switch (run.state()) {
                            case HELD_BACK -> "A source broke its contract, so it was not loaded.";
                            case INTERRUPTED -> "The process ended here. The run is repeated by itself.";
                            default -> "A step could not be carried out. The details are below.";
                        };
                    default -> "Loads what changed and writes a table nobody reads.";
                };
        return act("Build staging", run, steps, text);
    }

    private static Act audit(Run run) {
        List<RunStep> steps = steps(run, "check");
        long broken = run.checks().stream().filter(Health::isBroken).count();
        long met = run.checks().stream()
                .filter(CheckResult.Passed.class::isInstance)
                .count();
        long warnings = run.checks().size() - met - broken;
        String counts = InWords.counted(met, "rule") + " met"
                + (warnings > 0 ? ", " + InWords.counted(warnings, "warning") : "")
                + (broken > 0 ? ", " + broken + " broken" : "") + ".";
        boolean audited = steps.stream().anyMatch(step -> step.started().isPresent());
        if (run.state() == RunState.HELD_BACK && audited) {
            return new Act(
                    "Audit contract", "fail", "Broken", took(steps), counts + " One broken rule is enough to stop.");
        }
        String text = audited ? counts : "Checks staging against every rule of the contract.";
        return act("Audit contract", run, steps, text);
    }

    private static Act publish(Run run) {
        List<RunStep> steps = steps(run, "publish");
        String text =
                switch (run.state()) {
                    case PUBLISHED ->
                        "Served since " + run.ended().map(InWords::time).orElse("now") + ", swapped in one step.";
                    case HELD_BACK -> "Held back. Consumers keep the last good version.";
                    case FAILED, INTERRUPTED -> "Not reached. Consumers keep the last good version.";
                    case WAITING, RUNNING -> "Only when every rule is met.";
                };
        return act("Publish", run, steps, text);
    }

    private static Act act(String title, Run run, List<RunStep> steps, String text) {
        String glyph = glyph(run, steps);
        String word =
                switch (glyph) {
                    case "pass" -> "Done";
                    case "fail" -> run.state() == RunState.INTERRUPTED ? "Interrupted" : "Failed";
                    case "run" -> "Running";
                    default -> run.state().isFinished() ? "Not run" : "Waiting";
                };
        return new Act(title, glyph, word, took(steps), text);
    }

    private static List<RunStep> steps(Run run, String... kinds) {
        return run.steps().stream()
                .filter(step -> Arrays.asList(kinds).contains(step.kind()))
                .toList();
    }

    private static String glyph(Run run, List<RunStep> steps) {
        boolean begun = steps.stream().anyMatch(step -> !RunWords.glyph(step).equals("idle"));
        if (steps.stream().anyMatch(step -> step.state() == RunStep.State.FAILED)) {
            return "fail";
        }
        if (!steps.isEmpty() && steps.stream().allMatch(Act::isOver)) {
            return "pass";
        }
        return begun && run.state() == RunState.RUNNING ? "run" : "idle";
    }

    private static boolean isOver(RunStep step) {
        return RunWords.glyph(step).equals("pass");
    }

    private static String took(List<RunStep> steps) {
        Optional<Instant> start =
                steps.stream().flatMap(step -> step.started().stream()).min(Instant::compareTo);
        Optional<Instant> end =
                steps.stream().flatMap(step -> step.ended().stream()).max(Instant::compareTo);
        return start.isEmpty() || end.isEmpty() ? "" : InWords.said(Duration.between(start.get(), end.get()));
    }
}
