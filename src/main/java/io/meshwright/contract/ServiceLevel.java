package io.meshwright.contract;

import io.meshwright.diagnostic.SourceLocation;

/**
 * A promise about the service (ODCS {@code slaProperties}).
 *
 * @param property such as freshness, latency, retention, availability, frequency, timeOfAvailability
 * @param value as written
 * @param unit d, h, m, s, y or as written; empty when silent
 * @param element the column it is measured on, as {@code object.property}; empty when silent
 */
public record ServiceLevel(
        String property, String value, String unit, String element, String description, SourceLocation location) {}
