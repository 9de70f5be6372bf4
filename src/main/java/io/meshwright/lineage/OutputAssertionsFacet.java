package io.meshwright.lineage;

import io.openlineage.client.OpenLineage;
import java.net.URI;
import java.util.List;

/**
 * OpenLineage's dataQualityAssertions on an output. The client knows the facet for inputs only; what a run checks before
 * it publishes is its output.
 */
final class OutputAssertionsFacet extends OpenLineage.DefaultDatasetFacet {

    private static final URI SCHEMA = URI.create(
            "https://openlineage.io/spec/facets/1-1-0/DataQualityAssertionsDatasetFacet.json#/$defs/DataQualityAssertionsDatasetFacet");

    OutputAssertionsFacet(URI producer, List<OpenLineage.DataQualityAssertionsDatasetFacetAssertions> assertions) {
        super(producer, null);
        getAdditionalProperties().put("assertions", assertions);
    }

    @Override
    public URI get_schemaURL() {
        return SCHEMA;
    }
}
