/** Jobs of the local BigQuery: queued, run on DuckDB, remembered. */
package io.meshwright.emulator.job;
