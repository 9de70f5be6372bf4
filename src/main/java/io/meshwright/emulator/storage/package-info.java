/**
 * Datasets and tables of the local BigQuery: names pointing at immutable-by-reference tables in one DuckDB file.
 *
 * <p>{@link io.meshwright.emulator.storage.Storage} is what there is, {@link io.meshwright.emulator.storage.Writer}
 * everything that changes it, a {@link io.meshwright.emulator.storage.Lease} what a reader holds on to, and the
 * {@code Ledger} how it is kept in the file.
 */
package io.meshwright.emulator.storage;
