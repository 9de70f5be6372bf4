package io.meshwright.emulator.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.util.List;
import org.duckdb.DuckDBDataChunkReader;

/** Rows on their way into one message. */
interface RowBatch {

    /** Takes rows of a chunk whose columns are as {@link io.meshwright.emulator.result.ColumnWire} has them sent. */
    void take(DuckDBDataChunkReader chunk, long from, long to);

    /** Takes a row whose values are texts, arrays of values for arrays and structs, or null. */
    void take(List<JsonNode> row);

    long rows();

    /** About as long as the message will be. */
    long bytes();

    /** The message. */
    ByteBuffer finish();
}
