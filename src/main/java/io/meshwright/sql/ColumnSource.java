package io.meshwright.sql;

/**
 * One column that an output column depends on, and how (OpenLineage ColumnLineageDatasetFacet, {@code transformations}).
 *
 * @param expression the text of the output column's expression, for people
 */
public record ColumnSource(TableName table, String column, Dependency dependency, String expression) {

    /** OpenLineage transformation subtypes; the first three are DIRECT, the others INDIRECT. */
    public enum Dependency {
        IDENTITY,
        TRANSFORMATION,
        AGGREGATION,
        JOIN,
        GROUP_BY,
        FILTER,
        SORT,
        WINDOW,
        CONDITIONAL;

        public boolean isDirect() {
            return compareTo(AGGREGATION) <= 0;
        }
    }
}
