package io.meshwright.audit;

import java.util.List;

/** What came of a check. */
public sealed interface CheckResult {

    Check check();

    /** @param measured in words, such as {@code 0 rows} */
    record Passed(Check check, String measured) implements CheckResult {}

    record Failed(Check check, String measured, Sample sample) implements CheckResult {}

    /** The check itself could not run. */
    record Errored(Check check, String message) implements CheckResult {}

    /** Rows that break the rule, at most ten, values as text; null values as null. */
    record Sample(List<String> columns, List<List<String>> rows) {
        public static final Sample NONE = new Sample(List.of(), List.of());
    }
}
