/**
 * Jobs of the local BigQuery: queued, run on DuckDB, remembered.
 *
 * <p>{@link io.meshwright.emulator.job.Jobs} takes them in, {@link io.meshwright.emulator.job.JobQueue} decides whose turn
 * it is, a {@code Work} does each type of them with what the {@link io.meshwright.emulator.job.Engine} has, and
 * {@code JobHistory} keeps what became of them. A query is a {@code Statement} or, when it has several, a
 * {@code ScriptRun}.
 */
package io.meshwright.emulator.job;
