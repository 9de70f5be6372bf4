/** A local BigQuery: the BigQuery v2 REST API over DuckDB. Floor 2. */
package io.meshwright.emulator;
