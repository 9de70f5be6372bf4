package io.meshwright.emulator.job;

import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.storage.DuckDb;
import io.meshwright.emulator.storage.Lease;
import io.meshwright.emulator.storage.Session;
import io.meshwright.emulator.storage.Storage;
import io.meshwright.emulator.storage.StoredTable;
import io.meshwright.sql.TableName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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
        try (Lease lease = engine.storage().lease()) {
            StoredTable table =
                    lease.table(source).orElseThrow(() -> ApiError.notFound("Table " + Storage.text(source)));
            lease.narrow();
            session.execute("COPY (" + CopyWork.select(table, place) + ") TO " + DuckDb.text(file.toString()) + " ("
                    + options(job) + ")");
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

    private static String options(Job job) {
        String format = job.settings().path("destinationFormat").asText("CSV").toUpperCase(Locale.ROOT);
        boolean gzip = job.settings().path("compression").asText().equals("GZIP");
        return switch (format) {
            case "CSV" ->
                "FORMAT csv, HEADER " + job.settings().path("printHeader").asBoolean(true) + ", DELIMITER "
                        + DuckDb.text(job.settings().path("fieldDelimiter").asText(","))
                        + (gzip ? ", COMPRESSION gzip" : "");
            case "NEWLINE_DELIMITED_JSON" -> "FORMAT json" + (gzip ? ", COMPRESSION gzip" : "");
            case "PARQUET" -> "FORMAT parquet";
            default -> throw new ApiError("notImplemented", "Destination format " + format + " is not supported");
        };
    }
}
