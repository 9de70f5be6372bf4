package io.meshwright.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.job.JsonRows;
import io.meshwright.emulator.storage.Disposition;
import io.meshwright.emulator.storage.Session;
import io.meshwright.emulator.storage.StoredTable;
import io.meshwright.emulator.storage.TableSchema;
import io.meshwright.emulator.storage.Writer;
import io.meshwright.sql.TableName;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Rows sent one by one ({@code tabledata.insertAll}); all of a request or none are written. */
@ApplicationScoped
public class StreamedRows {

    private final EmbeddedBigQuery bigQuery;
    private final RecentInserts recent = new RecentInserts();

    @Inject
    StreamedRows(EmbeddedBigQuery bigQuery) {
        this.bigQuery = bigQuery;
    }

    ObjectNode insert(TableName name, ObjectNode sent) {
        StoredTable table = bigQuery.engine().storage().requireTable(name);
        ArrayNode errors = JsonNodeFactory.instance.arrayNode();
        boolean ignoreUnknown = sent.path("ignoreUnknownValues").asBoolean(false);
        boolean skipInvalid = sent.path("skipInvalidRows").asBoolean(false);
        List<String> lines = new ArrayList<>();
        Set<String> insertIds = new HashSet<>();
        int index = 0;
        for (JsonNode row : sent.path("rows")) {
            List<ObjectNode> wrong = ignoreUnknown ? List.of() : unknownFields(table.schema(), row.path("json"));
            String insertId = row.path("insertId").asText();
            if (!wrong.isEmpty()) {
                errors.add(rowErrors(index, wrong));
            } else if (insertId.isEmpty() || (recent.isNew(name, insertId) && !insertIds.contains(insertId))) {
                lines.add(row.path("json").toString());
                insertIds.add(insertId);
            }
            index++;
        }
        if (errors.isEmpty() || skipInvalid) {
            write(name, table, lines, errors);
        }
        if (errors.isEmpty() || skipInvalid) {
            insertIds.forEach(id -> recent.remember(name, id));
        }
        return answer(errors);
    }

    private static ObjectNode answer(ArrayNode errors) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("kind", "bigquery#tableDataInsertAllResponse");
        if (!errors.isEmpty()) {
            json.set("insertErrors", errors);
        }
        return json;
    }

    private static List<ObjectNode> unknownFields(TableSchema schema, JsonNode row) {
        List<ObjectNode> errors = new ArrayList<>();
        row.fieldNames().forEachRemaining(field -> {
            if (schema.field(field).isEmpty()) {
                errors.add(error(field, "no such field: " + field + "."));
            }
        });
        return errors;
    }

    private static ObjectNode error(String location, String message) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("reason", "invalid")
                .put("location", location)
                .put("debugInfo", "")
                .put("message", message);
    }

    private static ObjectNode rowErrors(int index, List<ObjectNode> wrong) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("index", index);
        json.putArray("errors").addAll(wrong);
        return json;
    }

    private void write(TableName name, StoredTable table, List<String> lines, ArrayNode errors) {
        if (lines.isEmpty()) {
            return;
        }
        Path file = null;
        try (Session session = bigQuery.engine().storage().duckDb().session()) {
            file = Files.createTempFile(bigQuery.uploads(), "rows", ".json");
            Files.write(file, lines);
            bigQuery.engine()
                    .writer()
                    .write(
                            session,
                            name,
                            new Writer.Rows(table.schema(), JsonRows.select(table.schema(), file)),
                            new Disposition(Disposition.Write.WRITE_APPEND, false),
                            table.properties(),
                            Writer.Remember.nothing());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot take in rows for " + name, e);
        } catch (ApiError e) {
            if (!e.reason().startsWith("invalid")) {
                throw e;
            }
            for (int index = 0; index < lines.size(); index++) {
                errors.add(rowErrors(index, List.of(error("", e.getMessage()))));
            }
        } finally {
            delete(file);
        }
    }

    private static void delete(Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove " + file, e);
        }
    }
}
