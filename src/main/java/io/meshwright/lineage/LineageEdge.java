package io.meshwright.lineage;

/** One step of data from one place to another. */
public sealed interface LineageEdge permits ColumnEdge, RowEdge, NodeEdge {

    LineagePlace from();

    LineagePlace to();
}
