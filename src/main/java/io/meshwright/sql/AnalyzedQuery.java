package io.meshwright.sql;

import java.util.List;
import java.util.Set;

/** What Google's analyzer knows of a query before it runs: columns in output order, tables read, column lineage. */
public record AnalyzedQuery(List<Column> columns, Set<TableName> tables, List<ColumnLineage> lineage) {
    public AnalyzedQuery {
        columns = List.copyOf(columns);
        tables = Set.copyOf(tables);
        lineage = List.copyOf(lineage);
    }
}
