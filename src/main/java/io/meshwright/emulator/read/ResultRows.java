package io.meshwright.emulator.read;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.result.Page;
import io.meshwright.emulator.result.RowSource;
import io.meshwright.emulator.result.TimestampFormat;
import io.meshwright.emulator.storage.TableSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The rows of a query's result, which are kept as REST sends them. */
final class ResultRows implements SessionRows {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] NOTHING = {};
    private static final int AT_ONCE = 4_000;

    private final RowSource rows;
    private final List<Selection> columns;

    ResultRows(RowSource rows, List<String> paths) {
        this.rows = rows;
        this.columns = Selection.of(rows.schema(), paths);
    }

    @Override
    public TableSchema schema() {
        return Selection.schema(columns);
    }

    @Override
    public long end() {
        return rows.totalRows();
    }

    @Override
    public long estimatedRows() {
        return rows.totalRows();
    }

    @Override
    public long estimatedBytes() {
        return 0;
    }

    @Override
    public long skip(long from, long to, long wanted) {
        return Math.min(to, from + wanted);
    }

    @Override
    public long read(long from, long to, RowBatch batch) {
        long at = from;
        while (at < to && batch.bytes() < ReadStream.MESSAGE_BYTES) {
            Page page = page(at, Math.min(AT_ONCE, to - at));
            try (JsonParser rows = JSON.createParser(page.json(NOTHING, NOTHING, TimestampFormat.INT64))) {
                rows.nextToken();
                while (rows.nextToken() == JsonToken.START_OBJECT) {
                    batch.take(row(rows));
                }
            } catch (IOException e) {
                throw new UncheckedIOException("A stored result cannot be read", e);
            }
            at += page.rows();
        }
        return at;
    }

    private Page page(long start, long most) {
        try {
            return rows.page(start, most);
        } catch (UncheckedIOException e) {
            throw new ApiError("notFound", "", "The result is not kept any more; ask the question again.", e);
        }
    }

    /** A row {@code {"f": [{"v": ...}, ...]}}, at whose beginning the parser is. */
    private List<JsonNode> row(JsonParser json) throws IOException {
        List<JsonNode> values = new ArrayList<>(columns.size());
        json.nextToken();
        json.nextToken();
        int cell = 0;
        int column = 0;
        while (json.nextToken() == JsonToken.START_OBJECT) {
            json.nextToken();
            json.nextToken();
            if (column < columns.size() && columns.get(column).index() == cell) {
                values.add(value(json, columns.get(column)));
                column++;
            } else {
                json.skipChildren();
            }
            json.nextToken();
            cell++;
        }
        json.nextToken();
        return values;
    }

    /** Most values are texts, for which no tree is needed. */
    private static JsonNode value(JsonParser json, Selection column) throws IOException {
        return json.currentToken() == JsonToken.VALUE_STRING
                ? TextNode.valueOf(json.getText())
                : column.read(json.readValueAsTree());
    }

    @Override
    public void stop(ApiError reason) {
        // Reading what is stored does not take long.
    }

    @Override
    public void rest() {
        // The result is its job's.
    }

    @Override
    public void close() {
        // The result is its job's.
    }
}
