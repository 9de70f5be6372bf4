package io.meshwright.emulator.read;

import io.meshwright.emulator.storage.TableSchema;

/** What rows are sent as. */
public enum RowFormat {
    ARROW,
    AVRO;

    RowBatch batch(TableSchema schema) {
        return this == ARROW ? new ArrowBatch(schema) : new AvroBatch(schema);
    }

    /** The schema as the format writes it: an Arrow IPC message, or Avro's JSON. */
    byte[] schema(TableSchema schema) {
        return this == ARROW ? ArrowSchema.message(schema) : AvroBatch.schema(schema);
    }
}
