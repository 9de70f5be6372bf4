package io.meshwright.audit;

import io.meshwright.diagnostic.SourceLocation;

/**
 * A promise of a contract, made checkable.
 *
 * @param rule what it checks: schema, required, unique, primaryKey, rowCount, nullValues, missingValues, invalidValues,
 *     duplicateValues, sql, freshness
 * @param column empty when the whole table is meant
 * @param dimension ODCS quality dimension, for example completeness
 * @param blocking whether a failure holds the run back; a warning does not
 * @param expected in words, such as {@code at most 1 %}
 */
public record Check(
        String name,
        String rule,
        String object,
        String column,
        String dimension,
        String description,
        boolean blocking,
        String expected,
        SourceLocation location) {}
