package io.meshwright.emulator.job;

import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.storage.DuckDb;
import io.meshwright.emulator.storage.FieldSchema;
import io.meshwright.emulator.storage.FieldType;
import io.meshwright.emulator.storage.Lease;
import io.meshwright.emulator.storage.Session;
import io.meshwright.emulator.storage.Storage;
import io.meshwright.emulator.storage.StoredTable;
import io.meshwright.sql.TableName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Extract jobs: a table into a file of a data directory. */
final class ExtractWork implements Work {

    private final Engine engine;

    ExtractWork(Engine engine) {
        this.engine = engine;
    }

    @Override
    public void run(Job job, Session session) {
        References.Place place = References.place(job.settings().path("sourceTable"), job.project());
        TableName source = place.table();
        if (!engine.guard().mayRead(job.caller(), source) || !job.caller().isTrusted()) {
            throw ApiError.accessDenied(
                    "Table " + Storage.text(source) + ": User does not have permission to export it.");
        }
        Path file = engine.directories().target(uri(job).replace("*", "000000000000"));
        String format = job.settings().path("destinationFormat").asText("CSV").toUpperCase(Locale.ROOT);
        try (Lease lease = engine.storage().lease()) {
            StoredTable table =
                    lease.table(source).orElseThrow(() -> ApiError.notFound("Table " + Storage.text(source)));
            lease.narrow();
            session.execute("COPY (" + select(table, place, format) + ") TO " + DuckDb.text(file.toString()) + " ("
                    + options(job, format) + ")");
        }
        job.detail().putArray("destinationUriFileCounts").add("1");
    }

    private static String uri(Job job) {
        List<String> uris = new ArrayList<>();
        job.settings().path("destinationUris").forEach(uri -> uris.add(uri.asText()));
        if (job.settings().has("destinationUri")) {
            uris.add(job.settings().get("destinationUri").asText());
        }
        if (uris.size() != 1) {
            throw ApiError.invalid("An extract job needs exactly one destination URI");
        }
        return uris.get(0);
    }

    /** Values as BigQuery writes them to files of a format. */
    private static String select(StoredTable table, References.Place place, String format) {
        if (table.physical() == 0) {
            throw ApiError.invalid("Cannot extract " + Storage.text(table.name()) + ": it has no rows of its own");
        }
        String columns = table.schema().fields().stream()
                .map(field -> column(field, format) + " AS " + DuckDb.identifier(field.name()))
                .collect(Collectors.joining(", "));
        return "SELECT " + columns + " FROM (" + CopyWork.select(table, place) + ")";
    }

    private static String column(FieldSchema field, String format) {
        String name = DuckDb.identifier(field.name());
        boolean nested = field.isRepeated() || field.type() == FieldType.STRUCT;
        if (nested && format.equals("CSV")) {
            throw ApiError.invalid("Operation cannot be performed on a nested schema. Field: " + field.name());
        }
        if (nested) {
            return name;
        }
        boolean parquet = format.equals("PARQUET");
        return switch (field.type()) {
            case TIMESTAMP ->
                parquet
                        ? "(" + name + " AT TIME ZONE 'UTC')"
                        : "CASE WHEN epoch_us(" + name + ") % 1000000 = 0 THEN strftime(" + name
                                + ", '%Y-%m-%d %H:%M:%S UTC') ELSE strftime(" + name
                                + ", '%Y-%m-%d %H:%M:%S.%f UTC') END";
            case BYTES -> parquet ? name : "base64(" + name + ")";
            default -> name;
        };
    }

    private static String options(Job job, String format) {
        String compression = job.settings().path("compression").asText("NONE").toUpperCase(Locale.ROOT);
        boolean text = !format.equals("PARQUET");
        if (!(text ? List.of("NONE", "GZIP") : List.of("NONE", "GZIP", "SNAPPY", "ZSTD")).contains(compression)) {
            throw ApiError.invalid("Compression " + compression + " is not supported for " + format);
        }
        String packed = compression.equals("NONE")
                ? (text ? "" : ", COMPRESSION uncompressed")
                : ", COMPRESSION " + compression.toLowerCase(Locale.ROOT);
        return switch (format) {
            case "CSV" ->
                "FORMAT csv, HEADER " + job.settings().path("printHeader").asBoolean(true) + ", DELIMITER "
                        + DuckDb.text(delimiter(job)) + packed;
            case "NEWLINE_DELIMITED_JSON" -> "FORMAT json" + packed;
            case "PARQUET" -> "FORMAT parquet" + packed;
            default -> throw new ApiError("notImplemented", "Destination format " + format + " is not supported");
        };
    }

    private static String delimiter(Job job) {
        String delimiter = job.settings().path("fieldDelimiter").asText(",");
        return delimiter.equalsIgnoreCase("tab") || delimiter.equals("\\t") ? "\t" : delimiter;
    }
}
