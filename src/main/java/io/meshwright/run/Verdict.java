package io.meshwright.run;

import io.meshwright.audit.AuditReport;
import io.meshwright.audit.CheckResult;
import io.meshwright.audit.CheckResult.Errored;
import io.meshwright.audit.CheckResult.Failed;
import io.meshwright.audit.CheckResult.Passed;
import java.util.List;

/** Results of checks in words. */
final class Verdict {

    private Verdict() {}

    /** Why a run is held back: the first broken promise in full, the others counted. */
    static String reason(List<CheckResult> results) {
        List<CheckResult> broken =
                results.stream().filter(AuditReport::holdsBack).toList();
        String more = broken.size() > 1 ? " (and " + (broken.size() - 1) + " more)" : "";
        return broken.isEmpty() ? "" : words(broken.get(0)) + more;
    }

    static String summary(List<CheckResult> results) {
        long passed = results.stream().filter(Passed.class::isInstance).count();
        return passed + " of " + results.size() + " checks passed";
    }

    static String words(CheckResult result) {
        String name = result.check().name();
        if (result instanceof Failed failed) {
            return name + ": expected " + result.check().expected() + ", measured " + failed.measured();
        }
        return result instanceof Errored errored ? name + " could not be checked: " + errored.message() : name;
    }
}
