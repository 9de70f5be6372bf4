package io.meshwright.lineage;

/** A place lineage can start or end: one column, or a node as a whole. */
public sealed interface LineagePlace permits ColumnRef, NodeRef {

    /** The id of the node it is, or is in. */
    String node();
}
