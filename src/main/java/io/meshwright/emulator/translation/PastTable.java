package io.meshwright.emulator.translation;

/**
 * A table that a statement reads as it was at some time.
 *
 * @param moment DuckDB SQL of that time
 * @param condition DuckDB SQL that is true where the rows of now are those of then, and an error where they are not
 */
public record PastTable(String moment, String condition) {}
