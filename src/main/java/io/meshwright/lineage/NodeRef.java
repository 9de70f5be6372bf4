package io.meshwright.lineage;

/** A node as a whole: which rows it has, or that it can be built at all. */
public record NodeRef(String node) implements LineagePlace {

    @Override
    public String toString() {
        return node;
    }
}
