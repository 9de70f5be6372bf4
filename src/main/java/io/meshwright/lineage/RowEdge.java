package io.meshwright.lineage;

import io.meshwright.sql.ColumnSource.Dependency;

/** A column that decides which rows a node has: by a join, a filter, a grouping. */
public record RowEdge(ColumnRef from, NodeRef to, Dependency dependency) implements LineageEdge {}
