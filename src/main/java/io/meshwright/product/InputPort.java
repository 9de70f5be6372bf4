package io.meshwright.product;

import io.meshwright.diagnostic.SourceLocation;
import io.meshwright.sql.TableName;

/**
 * A table a product reads (ODPS {@code inputPorts}).
 *
 * @param contractId the contract it relies on
 * @param origin the source or the product it comes from
 * @param kind what the origin is
 * @param table where it is read
 */
public record InputPort(
        String name,
        String version,
        String contractId,
        ProductName origin,
        Kind kind,
        TableName table,
        SourceLocation location) {

    public enum Kind {
        SOURCE,
        PRODUCT
    }
}
