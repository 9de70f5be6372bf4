/** Files that tables are loaded from and written to: CSV, JSON, Parquet and Avro, and where they lie. */
package io.meshwright.emulator.file;
