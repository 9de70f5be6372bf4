package io.meshwright.run;

import io.meshwright.plan.CompiledProduct;

/** Tells the outside what becomes of runs: lineage is one who listens. A listener never fails a run. */
interface RunEvents {

    void started(Run run, CompiledProduct product);

    void published(Run run, CompiledProduct product);

    /** Held back, failed or interrupted. */
    void ended(Run run, CompiledProduct product, RunState state, String reason);
}
