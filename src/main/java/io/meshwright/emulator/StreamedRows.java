package io.meshwright.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.file.JsonRecord;
import io.meshwright.emulator.file.JsonRows;
import io.meshwright.emulator.file.ScratchFile;
import io.meshwright.emulator.storage.Disposition;
import io.meshwright.emulator.storage.IncomingRows;
import io.meshwright.emulator.storage.Session;
import io.meshwright.emulator.storage.StoredTable;
import io.meshwright.emulator.storage.Writer;
import io.meshwright.sql.TableName;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Rows sent one by one ({@code tabledata.insertAll}); all of a request or none are written. */
@ApplicationScoped
public class StreamedRows {

    private static final Pattern UNREAD =
            Pattern.compile("Could not convert value '.*' to (\\w+)\\. Field: .*?; Value: (.*)", Pattern.DOTALL);

    private final EmbeddedBigQuery bigQuery;
    private final RecentInserts recent = new RecentInserts();

    @Inject
    StreamedRows(EmbeddedBigQuery bigQuery) {
        this.bigQuery = bigQuery;
    }

    /** A table of the same form as another, made when it is missing. */
    TableName like(TableName template, TableName name) {
        if (bigQuery.engine().storage().table(name).isPresent()) {
            return name;
        }
        StoredTable form = bigQuery.engine().storage().requireTable(template);
        try (Session session = bigQuery.engine().storage().duckDb().session()) {
            bigQuery.engine().writer().create(session, name, form.schema(), form.properties());
        } catch (ApiError e) {
            if (!e.reason().equals("duplicate")) {
                throw e;
            }
            // Somebody else was faster.
        }
        return name;
    }

    ObjectNode insert(TableName name, ObjectNode sent) {
        StoredTable table = bigQuery.engine().storage().requireTable(name);
        if (sent.path("rows").isEmpty()) {
            throw ApiError.invalid("No rows present in the request.");
        }
        ArrayNode errors = JsonNodeFactory.instance.arrayNode();
        boolean ignoreUnknown = sent.path("ignoreUnknownValues").asBoolean(false);
        boolean skipInvalid = sent.path("skipInvalidRows").asBoolean(false);
        List<String> lines = new ArrayList<>();
        Set<String> insertIds = new HashSet<>();
        int index = 0;
        for (JsonNode row : sent.path("rows")) {
            JsonRecord.Checked checked = JsonRecord.check(table.schema(), row.path("json"), ignoreUnknown);
            String insertId = row.path("insertId").asText();
            if (!checked.problems().isEmpty()) {
                errors.add(rowErrors(index, errors(checked.problems())));
            } else if (insertId.isEmpty() || (recent.isNew(name, insertId) && !insertIds.contains(insertId))) {
                lines.add(checked.row().toString());
                insertIds.add(insertId);
            }
            index++;
        }
        if (errors.isEmpty() || skipInvalid) {
            write(name, table, lines, errors);
        } else {
            stopOthers(errors, index);
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

    private static List<ObjectNode> errors(List<JsonRecord.Problem> problems) {
        return problems.stream()
                .map(problem -> error("invalid", problem.field(), words(problem.message())))
                .toList();
    }

    /** What is said of a row of a file is said a little differently of a row that is sent. */
    private static String words(String message) {
        Matcher unread = UNREAD.matcher(message);
        return unread.matches()
                ? "Cannot convert value to " + unread.group(1) + " (bad value): " + unread.group(2)
                : message.replaceFirst("^No such field", "no such field");
    }

    /** Good rows beside wrong ones are not written either. */
    private static void stopOthers(ArrayNode errors, int rows) {
        Set<Integer> wrong = new HashSet<>();
        errors.forEach(error -> wrong.add(error.path("index").asInt()));
        IntStream.range(0, rows)
                .filter(index -> !wrong.contains(index))
                .forEach(index -> errors.add(rowErrors(index, List.of(error("stopped", "", "")))));
    }

    private static ObjectNode error(String reason, String location, String message) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("reason", reason)
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
        try (Session session = bigQuery.engine().storage().duckDb().session();
                ScratchFile file = ScratchFile.in(bigQuery.uploads())) {
            Files.write(file.path(), lines);
            bigQuery.engine()
                    .writer()
                    .write(
                            session,
                            name,
                            new IncomingRows(table.schema(), JsonRows.select(table.schema(), List.of(file.path()))),
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
                errors.add(rowErrors(index, List.of(error("invalid", "", e.getMessage()))));
            }
        }
    }
}
