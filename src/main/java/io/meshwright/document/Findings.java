package io.meshwright.document;

import io.meshwright.diagnostic.Diagnostic;
import io.meshwright.diagnostic.SourceLocation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong with a document while it is looked at. */
public final class Findings {

    private final List<Diagnostic> diagnostics = new ArrayList<>();

    public void error(String code, SourceLocation location, String message) {
        diagnostics.add(Diagnostic.error(code, location, message));
    }

    public void warning(String code, SourceLocation location, String message) {
        diagnostics.add(Diagnostic.warning(code, location, message));
    }

    public void addAll(List<Diagnostic> more) {
        diagnostics.addAll(more);
    }

    public boolean hasErrors() {
        return diagnostics.stream().anyMatch(Diagnostic::isError);
    }

    /** In the order of the document. */
    public List<Diagnostic> diagnostics() {
        return diagnostics.stream()
                .sorted(Comparator.comparing(
                                (Diagnostic diagnostic) -> diagnostic.location().file())
                        .thenComparing(diagnostic -> diagnostic.location().line())
                        .thenComparing(diagnostic -> diagnostic.location().column()))
                .toList();
    }
}
