package io.meshwright.emulator.result;

import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.storage.Session;
import io.meshwright.emulator.storage.TableSchema;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.duckdb.DuckDBChunkedResult;

/**
 * The rows of a query without a destination: encoded while they stream, a small result in memory, a large one in a file
 * that goes when the result is forgotten.
 */
public final class QueryRows implements RowSource, AutoCloseable {

    /** Larger results go to a file at once. */
    private static final int IN_MEMORY = 2 << 20;

    private static final String PREFIX = "result";
    private static final String SUFFIX = ".rows";

    private final Path directory;
    private final TableSchema schema;
    private final RowIndex index;
    private final long totalRows;
    private final long bytes;
    private volatile byte[] memory;
    private volatile Path file;

    private QueryRows(
            Path directory, TableSchema schema, RowIndex index, long totalRows, long bytes, byte[] memory, Path file) {
        this.directory = directory;
        this.schema = schema;
        this.index = index;
        this.totalRows = totalRows;
        this.bytes = bytes;
        this.memory = memory;
        this.file = file;
    }

    /**
     * Runs a query and reads its result to the end.
     *
     * @param few whether its rows are known to be few: then they come at once, which takes DuckDB half a millisecond less
     */
    public static QueryRows run(
            Session session, String select, TableSchema schema, boolean few, Path directory, long limit) {
        String sql = ColumnWire.query(schema.fields(), select);
        try (Reading reading = new Reading(schema, directory, limit)) {
            return few
                    ? session.query(sql, rows -> reading.all(rows))
                    : session.stream(sql, chunks -> reading.all(session, chunks));
        }
    }

    @Override
    public TableSchema schema() {
        return schema;
    }

    @Override
    public long totalRows() {
        return totalRows;
    }

    /** What this keeps in memory. */
    public long heldBytes() {
        return memory == null ? 0 : bytes;
    }

    /** What this keeps on disk. */
    public long spooledBytes() {
        return memory == null ? bytes : 0;
    }

    /** Moves what this keeps in memory to a file. */
    public void spool() throws IOException {
        Path spooled = Files.createTempFile(directory, PREFIX, SUFFIX);
        Files.write(spooled, memory);
        file = spooled;
        memory = null;
    }

    @Override
    public Page page(long start, long maxRows) {
        if (start >= totalRows || maxRows == 0) {
            return Page.empty(start, totalRows);
        }
        long wanted = Math.min(maxRows, totalRows - start);
        int first = index.block(start);
        int last = lastBlock(first, start + wanted);
        byte[] held = memory;
        byte[] encoded = held == null ? load(index.position(first), end(last)) : held;
        long base = held == null ? index.position(first) : 0;

        int from = skip(encoded, (int) (index.position(first) - base), start - index.row(first));
        long rows = last == first ? 0 : index.row(last) - start;
        int to = last == first ? from : (int) (index.position(last) - base);
        while (rows < wanted && to < end(last) - base && (rows == 0 || to - from < PAGE_BYTES)) {
            to = skip(encoded, to, 1);
            rows++;
        }
        long next = start + rows < totalRows ? start + rows : -1;
        return new Page(encoded, from, to, rows, next, RowEncoder.isTimed(schema));
    }

    /** The last block that a page reaches into. */
    private int lastBlock(int first, long endRow) {
        int last = first;
        while (last + 1 < index.blocks()
                && index.row(last + 1) < endRow
                && index.position(last + 1) - index.position(first) < PAGE_BYTES) {
            last++;
        }
        return last;
    }

    private long end(int block) {
        return block + 1 < index.blocks() ? index.position(block + 1) : bytes;
    }

    /** The position after so many more rows. */
    private static int skip(byte[] encoded, int from, long rows) {
        int at = from;
        for (long i = 0; i < rows; i++) {
            while (encoded[at] != RowEncoder.ROW_END) {
                at++;
            }
            at++;
        }
        return at;
    }

    private byte[] load(long from, long to) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(to - from));
            while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) >= 0) {
                // until the buffer is full
            }
            return buffer.array();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read a stored result", e);
        }
    }

    @Override
    public void close() {
        if (file != null) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot remove a stored result", e);
            }
        }
    }

    /** A result on its way from DuckDB. */
    private static final class Reading implements AutoCloseable {
        private final TableSchema schema;
        private final JsonBytes buffer = new JsonBytes(4096);
        private final RowEncoder encoder;
        private final RowIndex index = new RowIndex();
        private final Spool spool;
        private long rows;

        Reading(TableSchema schema, Path directory, long limit) {
            this.schema = schema;
            this.encoder = new RowEncoder(schema, buffer);
            this.spool = new Spool(directory, limit);
        }

        QueryRows all(ResultSet result) throws SQLException {
            Cells cells = new RowCells(result);
            while (result.next()) {
                take(cells);
                spool();
            }
            return spool.finish(schema, index, rows, buffer);
        }

        QueryRows all(Session session, DuckDBChunkedResult chunks) throws SQLException {
            ChunkCells cells = new ChunkCells(schema.fields().size());
            while (chunks.nextChunk()) {
                // A cancel between two chunks meets no running statement.
                session.checkStopped();
                long count = chunks.chunk().rowCount();
                cells.take(chunks.chunk());
                for (long i = 0; i < count; i++) {
                    take(cells.at(i));
                }
                spool();
            }
            return spool.finish(schema, index, rows, buffer);
        }

        private void take(Cells cells) throws SQLException {
            index.note(rows, spool.written + buffer.size());
            encoder.row(cells);
            rows++;
        }

        private void spool() {
            if (buffer.size() > IN_MEMORY) {
                spool.take(buffer);
            }
        }

        @Override
        public void close() {
            spool.abandon();
        }
    }

    /** Where a growing result goes. */
    private static final class Spool {
        private final Path directory;
        private final long limit;
        private Path file;
        private OutputStream stream;
        private long written;

        Spool(Path directory, long limit) {
            this.directory = directory;
            this.limit = limit;
        }

        void take(JsonBytes buffer) {
            written += buffer.size();
            if (written > limit) {
                throw new ApiError(
                        "responseTooLarge",
                        "Response too large to return. Consider specifying a destination table in your job"
                                + " configuration.");
            }
            try {
                if (stream == null) {
                    file = Files.createTempFile(directory, PREFIX, SUFFIX);
                    stream = Files.newOutputStream(file);
                }
                buffer.drainTo(stream);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot store a result", e);
            }
        }

        QueryRows finish(TableSchema schema, RowIndex index, long rows, JsonBytes buffer) {
            if (stream == null) {
                return new QueryRows(directory, schema, index, rows, buffer.size(), buffer.toArray(), null);
            }
            take(buffer);
            try {
                stream.close();
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot store a result", e);
            }
            stream = null;
            return new QueryRows(directory, schema, index, rows, written, null, file);
        }

        /** Removes what was not finished. */
        void abandon() {
            try {
                if (stream != null) {
                    stream.close();
                    Files.deleteIfExists(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot remove an unfinished result", e);
            }
        }
    }
}
