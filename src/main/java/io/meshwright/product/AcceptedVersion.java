package io.meshwright.product;

import java.time.Instant;

/**
 * An entry of the history of a domain or product.
 *
 * @param number counts over the whole history; the latest is in force
 * @param version as the ODPS document says; empty for a domain
 * @param who the account that registered it, or {@code files}
 */
public record AcceptedVersion(long number, String version, Registration registration, String who, Instant when) {}
