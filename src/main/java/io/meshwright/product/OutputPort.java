package io.meshwright.product;

import io.meshwright.contract.DataContract;
import io.meshwright.contract.SchemaObject;
import io.meshwright.diagnostic.SourceLocation;
import io.meshwright.sql.TableName;

/**
 * A table a product publishes (ODPS {@code outputPorts}), with its contract.
 *
 * @param table {@code project.domain_dataset.port_name}
 * @param schema the contract's schema object for this port
 */
public record OutputPort(
        String name,
        String version,
        String description,
        TableName table,
        DataContract contract,
        SchemaObject schema,
        Definition definition,
        SourceLocation location) {}
