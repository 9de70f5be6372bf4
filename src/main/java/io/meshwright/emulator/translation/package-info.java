/** GoogleSQL statements turned into DuckDB SQL from the resolved tree; what cannot be honoured is refused. Floor 2. */
package io.meshwright.emulator.translation;
