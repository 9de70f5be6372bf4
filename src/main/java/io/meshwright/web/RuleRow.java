package io.meshwright.web;

import io.meshwright.audit.Check;
import io.meshwright.audit.CheckResult;
import io.meshwright.product.ProductVersion;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A rule of a contract with what came of it.
 *
 * @param glyph pass, warn or fail
 * @param on the column, empty for the whole table; with the source's name where it is a source's
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

    private static final int MET_SHOWN = 7;
    private static final List<String> WORST_FIRST = List.of("fail", "warn", "pass");

    /**
     * Broken rules first, then warnings, then the product's own that were met, then those of its sources.
     *
     * @param product whose contracts are its own; empty when it is not in the mesh any more
     */
    static List<RuleRow> of(List<CheckResult> results, Optional<ProductVersion> product) {
        Set<String> own = contractFiles(product);
        return results.stream()
                .sorted(Comparator.comparing(result -> !isOwn(result, own)))
                .map(result -> of(result, own))
                .sorted(Comparator.comparingInt(row -> WORST_FIRST.indexOf(row.glyph())))
                .toList();
    }

    /** The results of the product's own contracts, without those of the sources that were loaded on the way. */
    static List<CheckResult> own(List<CheckResult> results, ProductVersion product) {
        Set<String> own = contractFiles(Optional.of(product));
        return results.stream().filter(result -> isOwn(result, own)).toList();
    }

    private static Set<String> contractFiles(Optional<ProductVersion> product) {
        return product.stream()
                .flatMap(version -> version.outputs().stream())
                .map(port -> port.contract().location().file())
                .collect(Collectors.toSet());
    }

    private static boolean isOwn(CheckResult result, Set<String> own) {
        return own.isEmpty() || own.contains(result.check().location().file());
    }

    private static RuleRow of(CheckResult result, Set<String> own) {
        boolean foreign = !isOwn(result, own);
        if (result instanceof CheckResult.Passed passed) {
            return row(passed.check(), foreign, "pass", "Met", passed.measured(), CheckResult.Sample.NONE);
        }
        boolean blocking = result.check().blocking();
        String glyph = blocking ? "fail" : "warn";
        if (result instanceof CheckResult.Failed failed) {
            return row(
                    failed.check(),
                    foreign,
                    glyph,
                    blocking ? "Broken" : "Warning",
                    failed.measured(),
                    failed.sample());
        }
        CheckResult.Errored errored = (CheckResult.Errored) result;
        return row(errored.check(), foreign, glyph, "Not checked", errored.message(), CheckResult.Sample.NONE);
    }

    private static RuleRow row(
            Check check, boolean foreign, String glyph, String word, String measured, CheckResult.Sample sample) {
        String table = foreign ? check.object() : "";
        return new RuleRow(
                glyph,
                word,
                check.name(),
                check.description(),
                table + (table.isEmpty() || check.column().isEmpty() ? "" : ".") + check.column(),
                InWords.groupedDigits(check.expected()),
                InWords.groupedDigits(measured),
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

    /** Rules worth reading first: all that are not met, and some of the others. */
    public static List<RuleRow> first(List<RuleRow> rules) {
        return rules.subList(0, firstCount(rules));
    }

    public static List<RuleRow> rest(List<RuleRow> rules) {
        return rules.subList(firstCount(rules), rules.size());
    }

    private static int firstCount(List<RuleRow> rules) {
        int broken = (int) rules.stream().filter(rule -> !rule.isMet()).count();
        return Math.min(rules.size(), broken + MET_SHOWN);
    }
}
