package io.meshwright.emulator.rpc;

import com.google.cloud.bigquery.storage.v1.ReadRowsResponse;
import com.google.cloud.bigquery.storage.v1.ReadSession;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorLoader;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ReadChannel;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.ipc.message.MessageSerializer;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.arrow.vector.util.ByteArrayReadableSeekableByteChannel;

/** Rows of a record batch, read by Arrow's own library: a line of values with bars between. */
final class ArrowRows {

    private ArrowRows() {}

    static List<String> decoded(ReadSession session, ReadRowsResponse response) throws IOException {
        Schema schema = MessageSerializer.deserializeSchema(
                channel(session.getArrowSchema().getSerializedSchema()));
        List<String> lines = new ArrayList<>();
        try (RootAllocator memory = new RootAllocator();
                VectorSchemaRoot root = VectorSchemaRoot.create(schema, memory);
                ArrowRecordBatch batch = MessageSerializer.deserializeRecordBatch(
                        channel(response.getArrowRecordBatch().getSerializedRecordBatch()), memory)) {
            new VectorLoader(root).load(batch);
            for (int row = 0; row < root.getRowCount(); row++) {
                int at = row;
                lines.add(root.getFieldVectors().stream()
                        .map(vector -> text(vector, at))
                        .collect(Collectors.joining("|")));
            }
        }
        return lines;
    }

    private static ReadChannel channel(ByteString bytes) {
        return new ReadChannel(new ByteArrayReadableSeekableByteChannel(bytes.toByteArray()));
    }

    private static String text(FieldVector vector, int row) {
        Object value = vector.getObject(row);
        return value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : String.valueOf(value);
    }
}
