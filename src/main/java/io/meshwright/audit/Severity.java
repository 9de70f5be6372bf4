package io.meshwright.audit;

import java.util.Locale;
import java.util.Set;

/** Which rules hold a run back: all but those whose severity says that they only warn. */
final class Severity {

    private static final Set<String> WARNS =
            Set.of("warning", "warn", "info", "information", "informational", "notice", "low", "minor");

    private Severity() {}

    static boolean blocks(String severity) {
        return !WARNS.contains(severity.strip().toLowerCase(Locale.ROOT));
    }
}
