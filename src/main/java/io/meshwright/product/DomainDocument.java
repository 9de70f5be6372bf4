package io.meshwright.product;

import io.meshwright.diagnostic.SourceLocation;
import java.util.List;

/** A {@code domain.yaml} as records, before the contracts of its sources are looked up. */
record DomainDocument(Domain domain, List<Declaration> sources) {

    DomainDocument {
        sources = List.copyOf(sources);
    }

    /** A source as declared. */
    record Declaration(
            ProductName name,
            String title,
            String description,
            Source.Format format,
            String path,
            String contractId,
            SourceLocation location,
            SourceLocation contractLocation) {}
}
