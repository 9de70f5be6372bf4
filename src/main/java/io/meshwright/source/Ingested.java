package io.meshwright.source;

import io.meshwright.diagnostic.Diagnostic;
import java.util.List;

/** What came of bringing a source in. */
public sealed interface Ingested {

    /** The very file is in the table already. */
    record Unchanged(long rows) implements Ingested {}

    /** @param warnings what is odd about the file without breaking its contract */
    record Loaded(long rows, List<Diagnostic> warnings) implements Ingested {
        public Loaded {
            warnings = List.copyOf(warnings);
        }
    }

    /** The file breaks its contract: the source's table keeps its last good rows. */
    record Refused(List<Diagnostic> diagnostics) implements Ingested {
        public Refused {
            diagnostics = List.copyOf(diagnostics);
        }
    }
}
