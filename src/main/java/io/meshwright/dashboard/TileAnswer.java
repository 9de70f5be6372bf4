package io.meshwright.dashboard;

import io.meshwright.diagnostic.Diagnostic;
import java.util.List;

/** What came of a tile's question. */
public sealed interface TileAnswer {

    /** It has an answer. */
    record Answered(TileData data) implements TileAnswer {}

    /**
     * There is nothing to ask yet.
     *
     * @param products titles of the products that were never published
     */
    record Waiting(List<String> products) implements TileAnswer {
        public Waiting {
            products = List.copyOf(products);
        }
    }

    /** The tile does not fit the mesh: its own query is wrong, or a product changed. */
    record Unfit(List<Diagnostic> diagnostics) implements TileAnswer {
        public Unfit {
            diagnostics = List.copyOf(diagnostics);
        }
    }

    /** The warehouse could not answer. */
    record Failed(String reason) implements TileAnswer {}
}
