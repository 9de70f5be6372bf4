package io.meshwright.emulator.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.file.ColumnNames;
import io.meshwright.emulator.file.FileFormat;
import io.meshwright.emulator.storage.Disposition;
import io.meshwright.emulator.storage.FieldNames;
import io.meshwright.emulator.storage.IncomingRows;
import io.meshwright.emulator.storage.Session;
import io.meshwright.emulator.storage.StoredTable;
import io.meshwright.emulator.storage.TableSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Load jobs: files, uploaded or in a data directory, into a table. */
final class LoadWork implements Work {

    private static final Pattern CSV_LINE = Pattern.compile(
            "CSV Error on Line: (\\d+).*Expected Number of Columns: (\\d+) Found: (\\d+)", Pattern.DOTALL);

    private static final Pattern CSV_VALUE = Pattern.compile(
            "CSV Error on Line: (\\d+).*?Error when converting column \"([^\"]+)\"\\. Could not convert string \"(.*?)\" to",
            Pattern.DOTALL);

    /** A text that became no time, no truth value or no bytes after it was read. */
    private static final Pattern UNCONVERTED = Pattern.compile("Conversion Error|Invalid Input Error");

    private final Engine engine;

    LoadWork(Engine engine) {
        this.engine = engine;
    }

    @Override
    public void run(Job job, Session session) {
        Destination destination = Destination.of(job, Disposition.Write.WRITE_APPEND);
        destination.requireWritable(engine, job);
        load(job, session, destination, job.settings(), job.detail());
    }

    /**
     * Loads what the settings of a load job say.
     *
     * @param detail where its statistics go
     */
    void load(Job job, Session session, Destination destination, ObjectNode settings, ObjectNode detail) {
        List<Path> files = files(job, settings);
        try (FileFormat format = FileFormat.of(settings, files, engine.directories(), engine.results())) {
            load(job, session, destination, new Source(settings, files, format), detail);
        }
    }

    private record Source(ObjectNode settings, List<Path> files, FileFormat format) {}

    private void load(Job job, Session session, Destination destination, Source source, ObjectNode detail) {
        FileFormat format = source.format();
        List<Path> files = source.files();
        Optional<StoredTable> existing = engine.storage().table(destination.table());
        boolean replaces = destination.disposition().write() == Disposition.Write.WRITE_TRUNCATE;
        long before = replaces ? 0 : existing.map(StoredTable::rows).orElse(0L);
        TableSchema schema = schema(session, source, existing);
        long bytes = size(files);
        told(
                source,
                () -> {
                    IncomingRows rows = new IncomingRows(schema, format.select(session, schema, files));
                    return destination.write(engine, session, rows, table -> {
                        long bad = format.badRecords(session);
                        describe(session, detail, table, table.rows() - before, bad);
                        detail.put("inputFiles", Integer.toString(files.size()))
                                .put("inputFileBytes", Long.toString(bytes));
                        return Optional.of(QueryWork.record(job));
                    });
                },
                e -> readable(e, schema, () -> format.misfit(session, schema, files)));
    }

    /** What fails because of the data is told as that, and without the directories of this server. */
    private <T> T told(Source source, Supplier<T> reading, Function<ApiError, String> words) {
        try {
            return reading.get();
        } catch (ApiError e) {
            if (!e.reason().equals("invalidQuery") && !e.reason().equals("invalid")) {
                throw e;
            }
            String message = words.apply(e).replace(engine.results() + "/", "");
            for (Path file : source.files()) {
                message = message.replace(file.getParent() + "/", "");
            }
            throw new ApiError("invalid", "", "Error while reading data, error message: " + message, e);
        }
    }

    private List<Path> files(Job job, ObjectNode settings) {
        if (job.upload().isPresent() && settings.hasNonNull("hivePartitioningOptions")) {
            throw ApiError.invalid("An upload has no directories: hivePartitioningOptions cannot be set");
        }
        if (job.upload().isPresent()) {
            return List.of(job.upload().get());
        }
        if (!engine.guard().mayUseFiles(job.caller())) {
            throw ApiError.accessDenied("User does not have permission to use files of this server.");
        }
        List<Path> files = new ArrayList<>();
        settings.path("sourceUris")
                .forEach(uri -> files.addAll(engine.directories().files(uri.asText())));
        if (files.isEmpty()) {
            throw ApiError.invalid("Load configuration must specify at least one source URI");
        }
        return files;
    }

    /** What the job says, else what the table has, else what the file shows. */
    private TableSchema schema(Session session, Source source, Optional<StoredTable> existing) {
        if (!source.settings().path("schema").path("fields").isEmpty()) {
            TableSchema said = TableSchema.read(source.settings().get("schema"));
            FieldNames.require(said.fields(), name -> "");
            return source.format().completed(said);
        }
        boolean autodetect = source.settings().path("autodetect").asBoolean(false);
        Optional<TableSchema> known = existing.map(StoredTable::schema).filter(schema -> !schema.isEmpty());
        if (known.isPresent() && !autodetect) {
            return source.format().completed(known.get());
        }
        if (source.format().describesItself() || autodetect) {
            ColumnNames names = ColumnNames.of(source.settings());
            return told(source, () -> names.of(source.format().detect(session, source.files())), ApiError::getMessage);
        }
        throw ApiError.invalid("No schema specified on job or table.");
    }

    private void describe(Session session, ObjectNode detail, StoredTable table, long rows, long bad) {
        detail.put("outputRows", Long.toString(rows))
                .put("outputBytes", Long.toString(engine.storage().sizes().bytes(session, table)))
                .put("badRecords", Long.toString(bad));
    }

    private static long size(List<Path> files) {
        try {
            long size = 0;
            for (Path file : files) {
                size += Files.size(file);
            }
            return size;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + files, e);
        }
    }

    /** @param misfit looks for the value when the engine does not name its line */
    private static String readable(ApiError e, TableSchema schema, Supplier<Optional<FileFormat.Misfit>> misfit) {
        String message = String.valueOf(e.getMessage());
        String said =
                e.getCause() == null ? message : String.valueOf(e.getCause().getMessage());
        Matcher value = CSV_VALUE.matcher(said);
        Matcher line = CSV_LINE.matcher(said);
        if (value.find()) {
            return unparsed(schema, value.group(3), value.group(2), value.group(1));
        }
        if (line.find()) {
            return (Integer.parseInt(line.group(3)) > Integer.parseInt(line.group(2))
                            ? "Too many values in line."
                            : "Too few values in line.")
                    + " line_number: " + line.group(1);
        }
        return UNCONVERTED.matcher(said).find()
                ? misfit.get()
                        .map(found -> unparsed(schema, found.value(), found.field(), Long.toString(found.line())))
                        .orElse(message)
                : message;
    }

    private static String unparsed(TableSchema schema, String value, String field, String line) {
        return "Could not parse '" + value + "' as " + type(schema, field) + " for field " + field + "; line_number: "
                + line;
    }

    private static String type(TableSchema schema, String column) {
        return schema.fields().stream()
                .filter(field -> field.name().equalsIgnoreCase(column))
                .map(field -> field.type().name())
                .findFirst()
                .orElse("the column's type");
    }
}
