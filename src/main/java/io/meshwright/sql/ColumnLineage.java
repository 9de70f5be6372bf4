package io.meshwright.sql;

import java.util.List;

/** Where one output column comes from. */
public record ColumnLineage(String column, List<ColumnSource> sources) {
    public ColumnLineage {
        sources = List.copyOf(sources);
    }
}
