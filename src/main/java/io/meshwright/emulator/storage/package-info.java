/** Datasets and tables of the local BigQuery: names pointing at immutable-by-reference tables in one DuckDB file. */
package io.meshwright.emulator.storage;
