package io.meshwright.lineage;

/** One node that reads another; a dashboard that does so as a whole, and each tile that does. */
public record NodeEdge(NodeRef from, LineagePlace to) implements LineageEdge {}
