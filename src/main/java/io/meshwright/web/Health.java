package io.meshwright.web;

import io.meshwright.audit.CheckResult;
import io.meshwright.product.ProductVersion;
import io.meshwright.run.ProductState;
import io.meshwright.run.Run;
import java.util.List;

/**
 * How a product stands, as a glyph, a word and a detail.
 *
 * @param glyph pass, warn, fail, idle or run
 * @param group what Discover filters by: met, late, broken or pending
 */
public record Health(String glyph, String word, String detail, String group) {

    private static final int LONGEST = 70;

    static Health of(ProductState state, ProductVersion product) {
        return switch (state.condition()) {
            case WAITING -> new Health("idle", "Waiting", brief(state.reason()), "pending");
            case RUNNING -> new Health("run", "Running", progress(state), "pending");
            case CONTRACT_MET -> met(state, product);
            case CONTRACT_BROKEN -> new Health("fail", "Contract broken", broken(checks(state)), "broken");
            case FAILED -> new Health("fail", "Run failed", brief(state.reason()), "broken");
            case LATE -> new Health("warn", "Late", brief(state.reason()), "late");
            case INVALID -> new Health("fail", "Cannot run", "its documents disagree", "broken");
        };
    }

    private static Health met(ProductState state, ProductVersion product) {
        List<CheckResult> checks = RuleRow.own(checks(state), product);
        long passed =
                checks.stream().filter(CheckResult.Passed.class::isInstance).count();
        long warnings = checks.size() - passed;
        String detail = checks.isEmpty() ? "" : passed + " of " + checks.size() + " rules";
        return warnings == 0
                ? new Health("pass", "Contract met", detail, "met")
                : new Health("warn", "Met with " + InWords.counted(warnings, "warning"), detail, "late");
    }

    private static List<CheckResult> checks(ProductState state) {
        return state.last().map(Run::checks).orElse(List.of());
    }

    /** Such as "3 of 14 rules broken". */
    static String broken(List<CheckResult> checks) {
        long broken = checks.stream().filter(Health::isBroken).count();
        return broken + " of " + checks.size() + " rules broken";
    }

    static boolean isBroken(CheckResult result) {
        return !(result instanceof CheckResult.Passed) && result.check().blocking();
    }

    /** Such as "3 of 5 steps". */
    private static String progress(ProductState state) {
        return state.last()
                .filter(run -> !run.steps().isEmpty())
                .map(run -> done(run) + " of " + run.steps().size() + " steps")
                .orElse("starting");
    }

    private static long done(Run run) {
        return run.steps().stream()
                .filter(step -> step.state() == Run.RunStep.State.DONE || step.state() == Run.RunStep.State.SKIPPED)
                .count();
    }

    /** The first line, when it is short enough for a row; the page of the product has all of it. */
    private static String brief(String reason) {
        String line = reason.lines().findFirst().orElse("");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1).strip() + "…";
    }
}
