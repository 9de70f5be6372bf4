package io.meshwright.lineage;

import io.meshwright.sql.ColumnSource.Dependency;

/**
 * One column whose values go into another's.
 *
 * @param expression the text of the target's expression; empty when the column is handed on as it is
 */
public record ColumnEdge(ColumnRef from, ColumnRef to, Dependency dependency, String expression)
        implements LineageEdge {}
