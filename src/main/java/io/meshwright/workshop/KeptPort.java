package io.meshwright.workshop;

import io.meshwright.product.OutputPort;
import java.time.LocalDate;

/**
 * A port of an earlier version that stays served beside the new one.
 *
 * @param ends the last day on which it is promised
 * @param successor the contract to read instead
 */
public record KeptPort(OutputPort port, LocalDate ends, String successor) {

    String definition() {
        return port.name() + ".sql";
    }

    String contractFile() {
        return port.name() + ".odcs.yaml";
    }
}
