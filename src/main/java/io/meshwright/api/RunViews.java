package io.meshwright.api;

import io.meshwright.api.ProductViews.RunSummary;
import io.meshwright.audit.Check;
import io.meshwright.audit.CheckResult;
import io.meshwright.run.Run;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Runs as the API shows them. */
public final class RunViews {

    private RunViews() {}

    @Schema(name = "RunPage")
    public record RunPage(List<RunSummary> items, long total, int page, int size) {}

    @Schema(name = "Run")
    public record RunDetail(RunSummary run, List<StepView> steps, List<CheckView> checks) {}

    @Schema(name = "Step")
    public record StepView(
            int position,
            @Schema(enumeration = {"ingest", "build", "check", "publish"}) String kind,
            String target,
            @Schema(enumeration = {"pending", "running", "done", "skipped", "failed"}) String state,
            Instant started,
            Instant ended,
            @Schema(description = "Rows loaded, built or published; null when not known") Long rows,
            String detail) {}

    @Schema(name = "Check")
    public record CheckView(
            String name,
            String rule,
            @Schema(enumeration = {"passed", "failed", "errored"}) String result,
            @Schema(description = "Whether a failure holds the run back") boolean blocking,
            String object,
            @Schema(description = "Empty when the whole table is meant") String column,
            String dimension,
            String description,
            @Schema(examples = "at most 1 %") String expected,
            @Schema(examples = "3 rows") String measured,
            @Schema(description = "Rows that break the rule, for members of the domain; restricted columns are masked")
                    SampleView sample) {}

    @Schema(name = "Sample")
    public record SampleView(List<String> columns, List<List<String>> rows) {}

    static RunPage page(List<Run> runs, long total, PageNumber page) {
        return new RunPage(runs.stream().map(ProductViews::run).toList(), total, page.number(), page.size());
    }

    static RunDetail detail(Run run, boolean withRows) {
        return new RunDetail(
                ProductViews.run(run),
                run.steps().stream().map(RunViews::step).toList(),
                run.checks().stream().map(result -> check(result, withRows)).toList());
    }

    private static StepView step(Run.RunStep step) {
        return new StepView(
                step.position(),
                step.kind(),
                step.target(),
                ProductViews.word(step.state()),
                step.started().orElse(null),
                step.ended().orElse(null),
                step.rows() < 0 ? null : step.rows(),
                step.detail());
    }

    private static CheckView check(CheckResult result, boolean withRows) {
        if (result instanceof CheckResult.Passed passed) {
            return view(passed.check(), "passed", passed.measured(), null);
        }
        if (result instanceof CheckResult.Failed failed) {
            boolean shown = withRows && !failed.sample().rows().isEmpty();
            SampleView sample = shown
                    ? new SampleView(failed.sample().columns(), failed.sample().rows())
                    : null;
            return view(failed.check(), "failed", failed.measured(), sample);
        }
        CheckResult.Errored errored = (CheckResult.Errored) result;
        return view(errored.check(), "errored", errored.message(), null);
    }

    private static CheckView view(Check check, String result, String measured, SampleView sample) {
        return new CheckView(
                check.name(),
                check.rule(),
                result,
                check.blocking(),
                check.object(),
                check.column(),
                check.dimension(),
                check.description(),
                check.expected(),
                measured,
                sample);
    }
}
