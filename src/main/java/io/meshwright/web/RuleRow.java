package io.meshwright.web;

import io.meshwright.audit.Check;
import io.meshwright.audit.CheckResult;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A rule of a contract with what came of it.
 *
 * @param glyph pass, warn or fail
 * @param on the column, empty for the whole table
 */
public record RuleRow(
        String glyph,
        String word,
        String name,
        String description,
        String on,
        String expected,
        String measured,
        boolean blocking,
        Optional<Ruler> ruler,
        CheckResult.Sample sample) {

    private static final List<String> WORST_FIRST = List.of("fail", "warn", "pass");

    /** Broken rules first, then warnings. */
    static List<RuleRow> of(List<CheckResult> results) {
        return results.stream()
                .map(RuleRow::of)
                .sorted(Comparator.comparingInt(row -> WORST_FIRST.indexOf(row.glyph())))
                .toList();
    }

    private static RuleRow of(CheckResult result) {
        if (result instanceof CheckResult.Passed passed) {
            return row(passed.check(), "pass", "Met", passed.measured(), CheckResult.Sample.NONE);
        }
        if (result instanceof CheckResult.Failed failed) {
            boolean blocking = failed.check().blocking();
            return row(
                    failed.check(),
                    blocking ? "fail" : "warn",
                    blocking ? "Broken" : "Warning",
                    failed.measured(),
                    failed.sample());
        }
        CheckResult.Errored errored = (CheckResult.Errored) result;
        boolean blocking = errored.check().blocking();
        return row(
                errored.check(), blocking ? "fail" : "warn", "Not checked", errored.message(), CheckResult.Sample.NONE);
    }

    private static RuleRow row(Check check, String glyph, String word, String measured, CheckResult.Sample sample) {
        return new RuleRow(
                glyph,
                word,
                check.name(),
                check.description(),
                check.column(),
                check.expected(),
                measured,
                check.blocking(),
                Ruler.of(check.expected(), measured, glyph.equals("fail")),
                sample);
    }

    public boolean isMet() {
        return glyph.equals("pass");
    }

    public boolean hasSample() {
        return !sample.rows().isEmpty();
    }
}
