package io.meshwright.emulator.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.file.JsonRecord;
import io.meshwright.emulator.file.JsonRows;
import io.meshwright.emulator.file.ScratchFile;
import io.meshwright.emulator.result.Page;
import io.meshwright.emulator.result.RowSource;
import io.meshwright.emulator.result.TimestampFormat;
import io.meshwright.emulator.storage.AnonymousDataset;
import io.meshwright.emulator.storage.FieldSchema;
import io.meshwright.emulator.storage.FieldType;
import io.meshwright.emulator.storage.IncomingRows;
import io.meshwright.emulator.storage.Session;
import io.meshwright.emulator.storage.TableSchema;
import io.meshwright.sql.TableName;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Results of queries that a later statement names as tables; they are kept as REST sends them, and become tables then. */
final class ReadResults {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] NOTHING = {};
    private static final int AT_ONCE = 10_000;
    private static final Pattern NAME = Pattern.compile("(_anonymous[0-9a-f]{32})`?\\s*\\.\\s*`?([A-Za-z0-9_-]+)");

    private final Engine engine;
    private final JobHistory history;

    ReadResults(Engine engine, JobHistory history) {
        this.engine = engine;
        this.history = history;
    }

    /** Makes tables of the results of its caller's that a statement names. */
    void keep(Job job, String sql) {
        Matcher names = NAME.matcher(sql);
        while (names.find()) {
            TableName name = new TableName(job.project(), names.group(1), names.group(2));
            if (engine.storage().table(name).isEmpty() && engine.guard().mayRead(job.caller(), name)) {
                history.find(name.project(), name.table())
                        .filter(asked ->
                                AnonymousDataset.of(asked.caller().name()).equals(name.dataset()))
                        .ifPresent(asked -> keep(name, asked));
            }
        }
    }

    private void keep(TableName name, Job asked) {
        if (asked.rows().isEmpty() || asked.ended().isEmpty()) {
            return;
        }
        RowSource rows = asked.rows().get();
        try (Session session = engine.storage().duckDb().session();
                ScratchFile file = ScratchFile.in(engine.results())) {
            write(rows, file.path());
            String select = JsonRows.select(rows.schema(), List.of(file.path()));
            engine.writer()
                    .results()
                    .keep(
                            session,
                            name,
                            new IncomingRows(rows.schema(), select),
                            asked.ended().get().truncatedTo(ChronoUnit.MILLIS));
        } catch (IOException e) {
            throw new UncheckedIOException("A result cannot be read as a table", e);
        }
    }

    private static void write(RowSource rows, Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            long at = 0;
            while (at < rows.totalRows()) {
                Page page = rows.page(at, AT_ONCE);
                for (JsonNode row : JSON.readTree(page.json(NOTHING, NOTHING, TimestampFormat.INT64))) {
                    out.write(line(rows.schema(), row).toString());
                    out.newLine();
                }
                at += page.rows();
            }
        }
    }

    private static ObjectNode line(TableSchema schema, JsonNode row) {
        JsonRecord.Checked checked = JsonRecord.check(schema, object(schema.fields(), row.path("f")), false);
        if (!checked.problems().isEmpty()) {
            throw ApiError.invalidQuery("The result of a query cannot be read as a table: "
                    + checked.problems().get(0).message());
        }
        return checked.row();
    }

    private static ObjectNode object(List<FieldSchema> fields, JsonNode cells) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < fields.size(); i++) {
            FieldSchema field = fields.get(i);
            JsonNode value = cells.path(i).path("v");
            if (field.isRepeated() && value.isArray()) {
                ArrayNode array = object.putArray(field.name());
                value.forEach(element -> array.add(one(field.element(), element.path("v"))));
            } else {
                object.set(field.name(), one(field, value));
            }
        }
        return object;
    }

    /** What REST sends as what a file of rows would say. */
    private static JsonNode one(FieldSchema field, JsonNode value) {
        if (value.isNull()) {
            return value;
        }
        if (field.type() == FieldType.STRUCT) {
            return object(field.fields(), value.path("f"));
        }
        return switch (field.type()) {
            case TIMESTAMP -> TextNode.valueOf(timestamp(Long.parseLong(value.asText())));
            case JSON -> {
                if (value.asText().equals("null")) {
                    throw unreadable("null of type JSON");
                }
                yield JsonNodeFactory.instance.rawValueNode(new RawValue(value.asText()));
            }
            case INTERVAL, RANGE -> throw unreadable("type " + field.type());
            default -> value;
        };
    }

    private static ApiError unreadable(String what) {
        return ApiError.invalidQuery("The result of a query with values of " + what
                + " cannot be read as a table; name a destination table for it");
    }

    private static String timestamp(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString().replace('T', ' ');
    }
}
