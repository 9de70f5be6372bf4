package io.meshwright.product;

import java.time.Instant;

/**
 * When a version of a domain or product came into force.
 *
 * @param number counts over the whole history
 * @param name {@code domain} or {@code domain/product}
 * @param version as the ODPS document says; empty for a domain
 */
public record HistoryEntry(long number, String name, String version, Instant when) {}
