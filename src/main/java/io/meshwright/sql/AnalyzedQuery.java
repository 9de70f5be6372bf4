package io.meshwright.sql;

import java.util.List;
import java.util.Set;

/**
 * What Google's analyzer knows of a query before it runs: columns in output order, tables read, column lineage.
 *
 * @param neverNull the columns that cannot hold NULL whatever the tables hold; of the others nothing is known
 */
public record AnalyzedQuery(
        List<Column> columns, Set<TableName> tables, List<ColumnLineage> lineage, Set<String> neverNull) {
    public AnalyzedQuery {
        columns = List.copyOf(columns);
        tables = Set.copyOf(tables);
        lineage = List.copyOf(lineage);
        neverNull = Set.copyOf(neverNull);
    }

    public AnalyzedQuery(List<Column> columns, Set<TableName> tables, List<ColumnLineage> lineage) {
        this(columns, tables, lineage, Set.of());
    }
}
