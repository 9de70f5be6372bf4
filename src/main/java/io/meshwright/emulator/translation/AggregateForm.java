package io.meshwright.emulator.translation;

import java.util.Optional;

/** How DuckDB writes an aggregate function; empty where it has no form with the same meaning for a call. */
@FunctionalInterface
interface AggregateForm {

    Optional<String> write(AggregateCall call);
}
