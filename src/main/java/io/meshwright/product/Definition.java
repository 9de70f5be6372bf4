package io.meshwright.product;

/** How an output port gets its rows. */
public sealed interface Definition {

    /**
     * A GoogleSQL query, one file per output port.
     *
     * @param file path relative to the mesh directory
     */
    record Query(String file, String sql) implements Definition {}
}
