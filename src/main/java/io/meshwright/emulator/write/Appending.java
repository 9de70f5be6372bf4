package io.meshwright.emulator.write;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.file.JsonRecord;
import io.meshwright.emulator.guard.Caller;
import io.meshwright.emulator.storage.FieldSchema;
import io.meshwright.emulator.storage.TableSchema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;

/** One connection that rows are appended over: it remembers the stream and the form of the rows. */
public final class Appending {

    private final WriteStreams streams;
    private final Caller caller;
    private String name = "";
    private DescriptorProto writer;
    private TableSchema schema;
    private ProtoRows form;

    public Appending(WriteStreams streams, Caller caller) {
        this.streams = streams;
        this.caller = caller;
    }

    /**
     * Rows to append.
     *
     * @param stream empty for the one before
     * @param writer the type of the rows, where it is told anew
     * @param defaulted whether a column has its default where a row does not say it
     */
    public record Request(
            String stream,
            OptionalLong offset,
            Optional<DescriptorProto> writer,
            List<ByteString> rows,
            Predicate<String> defaulted) {
        public Request {
            rows = List.copyOf(rows);
        }
    }

    /**
     * What came of it.
     *
     * @param offset of the first row; none for the default stream
     * @param updated the table's schema, where it has changed since the connection began
     */
    public record Appended(String stream, OptionalLong offset, Optional<TableSchema> updated) {}

    public Appended append(Request request) {
        WriteStream stream = streams.stream(request.stream().isEmpty() ? name : request.stream(), caller);
        boolean another = !stream.name().equals(name);
        if (request.writer().isEmpty() && (writer == null || another)) {
            throw ApiError.invalid("The first request for a stream must tell the schema of its rows (writer_schema)");
        }
        request.writer().ifPresent(told -> writer = told);
        TableSchema current = streams.table(stream.table()).schema();
        boolean changed = !another && !current.equals(schema);
        if (another || changed || request.writer().isPresent()) {
            form = new ProtoRows(writer, current);
        }
        name = stream.name();
        schema = current;
        Set<String> defaulted = defaulted(current, request.defaulted());
        List<ObjectNode> rows = checked(form.read(request.rows()), relaxed(current, defaulted));
        OptionalLong offset = streams.append(stream, request.offset(), rows, defaulted);
        return new Appended(stream.name(), offset, changed ? Optional.of(current) : Optional.empty());
    }

    private static Set<String> defaulted(TableSchema schema, Predicate<String> wanted) {
        Set<String> names = new HashSet<>();
        schema.fields().stream()
                .filter(field -> field.attributes().containsKey("defaultValueExpression"))
                .map(FieldSchema::name)
                .filter(wanted)
                .forEach(names::add);
        return names;
    }

    /** What gets its default need not be said. */
    private static TableSchema relaxed(TableSchema schema, Set<String> defaulted) {
        return new TableSchema(schema.fields().stream()
                .map(field -> defaulted.contains(field.name()) && !field.isRepeated() ? field.element() : field)
                .toList());
    }

    private static List<ObjectNode> checked(List<ObjectNode> rows, TableSchema schema) {
        List<ObjectNode> checked = new ArrayList<>(rows.size());
        List<StreamRefusal.RowProblem> problems = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            JsonRecord.Checked row = JsonRecord.check(schema, rows.get(i), false);
            checked.add(row.row());
            if (!row.problems().isEmpty()) {
                problems.add(
                        new StreamRefusal.RowProblem(i, row.problems().get(0).message()));
            }
        }
        if (!problems.isEmpty()) {
            throw StreamRefusal.of(problems);
        }
        return checked;
    }
}
