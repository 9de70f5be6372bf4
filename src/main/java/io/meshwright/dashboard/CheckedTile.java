package io.meshwright.dashboard;

import io.meshwright.diagnostic.Diagnostic;
import io.meshwright.sql.AnalyzedQuery;
import java.util.List;
import java.util.Optional;

/** A tile held against the mesh: its query understood, or what is wrong with it. */
public record CheckedTile(Tile tile, Optional<AnalyzedQuery> query, List<Diagnostic> diagnostics) {

    public CheckedTile {
        diagnostics = List.copyOf(diagnostics);
    }

    public boolean isOk() {
        return query.isPresent();
    }
}
