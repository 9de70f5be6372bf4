package io.meshwright.emulator.result;

import io.meshwright.emulator.storage.TableSchema;

/** Rows that can be read page by page, in an order that does not change. */
public interface RowSource {

    /** Most bytes of a page: clients do not like much more at once. */
    int PAGE_BYTES = 10_000_000;

    TableSchema schema();

    long totalRows();

    /** Rows from a position on: at most so many, and about {@link #PAGE_BYTES}. */
    Page page(long start, long maxRows);
}
