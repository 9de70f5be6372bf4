package io.meshwright.emulator.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.flatbuffers.FlatBufferBuilder;
import io.meshwright.emulator.storage.TableSchema;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.flatbuf.RecordBatch;
import org.duckdb.DuckDBDataChunkReader;

/** Rows as an Arrow record batch: an IPC message, uncompressed. */
final class ArrowBatch implements RowBatch {

    private final List<ArrowColumn> columns;
    private long rows;

    ArrowBatch(TableSchema schema) {
        columns = schema.fields().stream().map(ArrowColumn::of).toList();
    }

    @Override
    public void take(DuckDBDataChunkReader chunk, long from, long to) {
        for (int i = 0; i < columns.size(); i++) {
            columns.get(i).take(chunk.vector(i), from, to);
        }
        rows += to - from;
    }

    @Override
    public void take(List<JsonNode> row) {
        for (int i = 0; i < columns.size(); i++) {
            columns.get(i).take(row.get(i));
        }
        rows++;
    }

    @Override
    public long rows() {
        return rows;
    }

    @Override
    public long bytes() {
        long bytes = 0;
        for (ArrowColumn column : columns) {
            bytes += column.bytes();
        }
        return bytes;
    }

    @Override
    public ByteBuffer finish() {
        Body body = new Body();
        columns.forEach(column -> column.write(body));
        FlatBufferBuilder out = new FlatBufferBuilder(1024);
        int header = RecordBatch.createRecordBatch(out, rows, body.nodes(out), body.buffers(out), 0, 0);
        Message.finishMessageBuffer(
                out, Message.createMessage(out, MetadataVersion.V5, MessageHeader.RecordBatch, header, body.length, 0));
        ByteBuffer message = ArrowSchema.framed(out, body.length);
        int start = message.position();
        for (Part part : body.parts) {
            message.position(start + part.offset).put(part.bytes, 0, part.length);
        }
        return message.rewind();
    }

    private static final class Part {
        private final byte[] bytes;
        private final int offset;
        private final int length;

        Part(byte[] bytes, int offset, int length) {
            this.bytes = bytes;
            this.offset = offset;
            this.length = length;
        }
    }

    /** Where the buffers of the columns stand after the message's head. */
    static final class Body {
        private final List<long[]> nodes = new ArrayList<>();
        private final List<Part> parts = new ArrayList<>();
        private int length;

        void node(int rows, int nulls) {
            nodes.add(new long[] {rows, nulls});
        }

        void buffer(byte[] bytes, int used) {
            parts.add(new Part(bytes, length, used));
            length = Math.addExact(length, ArrowSchema.padded(used));
        }

        private int nodes(FlatBufferBuilder out) {
            RecordBatch.startNodesVector(out, nodes.size());
            for (int i = nodes.size() - 1; i >= 0; i--) {
                FieldNode.createFieldNode(out, nodes.get(i)[0], nodes.get(i)[1]);
            }
            return out.endVector();
        }

        private int buffers(FlatBufferBuilder out) {
            RecordBatch.startBuffersVector(out, parts.size());
            for (int i = parts.size() - 1; i >= 0; i--) {
                Buffer.createBuffer(out, parts.get(i).offset, parts.get(i).length);
            }
            return out.endVector();
        }
    }
}
