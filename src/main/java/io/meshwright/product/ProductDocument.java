package io.meshwright.product;

import io.meshwright.diagnostic.SourceLocation;
import java.util.List;
import java.util.Optional;

/** An ODPS document as records, before its contracts are looked up. */
record ProductDocument(
        ProductName name,
        String id,
        String version,
        String status,
        String title,
        String purpose,
        String limitations,
        String usage,
        Alignment alignment,
        String team,
        SourceLocation teamLocation,
        List<String> tags,
        Optional<Schedule> schedule,
        List<Input> inputs,
        List<Output> outputs,
        SourceLocation location,
        String yaml) {

    /** An input port as declared. */
    record Input(String name, String version, String contractId, SourceLocation location) {}

    /**
     * An output port as declared.
     *
     * @param definition the query's file in the product's folder
     */
    record Output(
            String name,
            String version,
            String description,
            String contractId,
            String definition,
            SourceLocation location,
            SourceLocation contractLocation,
            SourceLocation definitionLocation) {}
}
