/**
 * A local BigQuery: the BigQuery v2 REST API over DuckDB. Floor 2.
 *
 * <p>A request comes in here and becomes a {@linkplain io.meshwright.emulator.job job}; its SQL is
 * {@linkplain io.meshwright.emulator.translation translated}, runs on the {@linkplain io.meshwright.emulator.storage
 * tables}, and its rows go out as a {@linkplain io.meshwright.emulator.result result}. The gRPC of the Storage API comes in
 * through {@linkplain io.meshwright.emulator.rpc rpc}, to {@linkplain io.meshwright.emulator.read read} and to
 * {@linkplain io.meshwright.emulator.write write}.
 */
package io.meshwright.emulator;
