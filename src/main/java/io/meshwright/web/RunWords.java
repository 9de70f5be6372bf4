package io.meshwright.web;

import io.meshwright.run.Run;
import io.meshwright.run.RunState;
import io.quarkus.qute.TemplateExtension;
import java.time.Duration;
import java.time.Instant;

/** Runs as people say them. */
@TemplateExtension
public final class RunWords {

    private RunWords() {}

    /** pass, warn, fail, idle or run. */
    public static String glyph(RunState state) {
        return switch (state) {
            case WAITING -> "idle";
            case RUNNING -> "run";
            case PUBLISHED -> "pass";
            case HELD_BACK, FAILED -> "fail";
            case INTERRUPTED -> "warn";
        };
    }

    public static String word(RunState state) {
        return switch (state) {
            case WAITING -> "Waiting";
            case RUNNING -> "Running";
            case PUBLISHED -> "Published";
            case HELD_BACK -> "Held back";
            case FAILED -> "Failed";
            case INTERRUPTED -> "Interrupted";
        };
    }

    /** Who or what asked for the run. */
    public static String by(Run run) {
        return switch (run.trigger()) {
            case FIRST_START -> "first start";
            case SCHEDULE -> "schedule";
            case UPSTREAM -> "upstream";
            case MANUAL -> run.requestedBy() + ", by hand";
            case CHANGE -> "changed documents";
            case RECOVERY -> "repeated after an interruption";
        };
    }

    /** Such as "48 s"; empty before it started. */
    public static String took(Run run) {
        return run.started()
                .map(start -> InWords.said(Duration.between(start, run.ended().orElseGet(Instant::now))))
                .orElse("");
    }

    public static String took(Run.RunStep step) {
        return step.started()
                .map(start -> InWords.said(Duration.between(start, step.ended().orElseGet(Instant::now))))
                .orElse("");
    }

    /** pass, fail, idle or run. */
    public static String glyph(Run.RunStep step) {
        return switch (step.state()) {
            case PENDING -> "idle";
            case RUNNING -> "run";
            case DONE -> "pass";
            case SKIPPED -> step.started().isPresent() ? "pass" : "idle";
            case FAILED -> "fail";
        };
    }

    public static String word(Run.RunStep step) {
        return switch (step.state()) {
            case PENDING -> "Not yet";
            case RUNNING -> "Running";
            case DONE -> "Done";
            case SKIPPED -> step.started().isPresent() ? "Unchanged" : "Not run";
            case FAILED -> "Failed";
        };
    }

    /** What a step does, as a verb and its object. */
    public static String title(Run.RunStep step) {
        return switch (step.kind()) {
            case "ingest" -> "Load " + step.target();
            case "build" -> "Build " + step.target();
            case "check" -> "Audit " + step.target();
            case "publish" -> "Publish " + step.target();
            default -> InWords.title(step.kind()) + " " + step.target();
        };
    }

    public static String href(Run run) {
        return "/runs/" + run.id();
    }
}
