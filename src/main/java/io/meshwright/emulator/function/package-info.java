/** What functions that run in Java know of the session that calls them: DuckDB tells them nothing. Floor 2. */
package io.meshwright.emulator.function;
