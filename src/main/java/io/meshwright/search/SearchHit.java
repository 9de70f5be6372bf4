package io.meshwright.search;

import io.meshwright.contract.SchemaProperty;
import io.meshwright.product.Domain;
import io.meshwright.product.OutputPort;
import io.meshwright.product.ProductVersion;
import io.meshwright.product.Source;
import io.meshwright.product.Team;
import java.util.Set;

/** Something of the mesh that answers a search, with how well it does. */
public sealed interface SearchHit {

    double score();

    /** @param words the words of the mesh that were meant, for marking them in texts */
    record ProductHit(ProductVersion product, Set<String> words, double score) implements SearchHit {
        public ProductHit {
            words = Set.copyOf(words);
        }
    }

    record ColumnHit(ProductVersion product, OutputPort port, SchemaProperty column, double score)
            implements SearchHit {}

    record SourceHit(Source source, double score) implements SearchHit {}

    record TeamHit(Domain domain, Team team, double score) implements SearchHit {}
}
