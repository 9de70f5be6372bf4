package io.meshwright.lineage;

import java.util.Optional;

/** A column of a node; written {@code node.column}. */
public record ColumnRef(String node, String column) implements LineagePlace, Comparable<ColumnRef> {

    /** Reads {@code node.column}; empty when there is no dot in the text. */
    public static Optional<ColumnRef> parse(String text) {
        int dot = text.lastIndexOf('.');
        if (dot <= 0 || dot == text.length() - 1) {
            return Optional.empty();
        }
        return Optional.of(new ColumnRef(text.substring(0, dot), text.substring(dot + 1)));
    }

    @Override
    public int compareTo(ColumnRef other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return node + "." + column;
    }
}
