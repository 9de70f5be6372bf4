package io.meshwright.emulator.job;

import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.file.FileExport;
import io.meshwright.emulator.storage.Lease;
import io.meshwright.emulator.storage.PastTables;
import io.meshwright.emulator.storage.Session;
import io.meshwright.emulator.storage.Storage;
import io.meshwright.emulator.storage.StoredTable;
import io.meshwright.sql.TableName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Extract jobs: a table into a file of a data directory. */
final class ExtractWork implements Work {

    private final Engine engine;

    ExtractWork(Engine engine) {
        this.engine = engine;
    }

    @Override
    public void run(Job job, Session session) {
        References.Source read = References.source(job.settings().path("sourceTable"), job.project());
        TableName source = read.table();
        boolean allowed =
                engine.guard().mayRead(job.caller(), source) && engine.guard().mayUseFiles(job.caller());
        if (!allowed) {
            throw ApiError.accessDenied(
                    "Table " + Storage.text(source) + ": User does not have permission to export it.");
        }
        Path file = engine.directories().target(uri(job).replace("*", "000000000000"));
        long bytes;
        try (Lease lease = engine.storage().lease()) {
            StoredTable table =
                    lease.table(source).orElseThrow(() -> ApiError.notFound("Table " + Storage.text(source)));
            lease.narrow();
            if (table.physical() == 0) {
                throw ApiError.invalid("Cannot extract " + Storage.text(table.name()) + ": it has no rows of its own");
            }
            read.condition(table).ifPresent(condition -> PastTables.require(session, condition));
            bytes = engine.storage().sizes().bytes(table);
            new FileExport(job.settings()).write(session, file, table.schema(), CopyWork.select(table, read));
        }
        job.detail()
                .put("inputBytes", Long.toString(bytes))
                .putArray("destinationUriFileCounts")
                .add("1");
    }

    private static String uri(Job job) {
        List<String> uris = new ArrayList<>();
        job.settings().path("destinationUris").forEach(uri -> uris.add(uri.asText()));
        if (job.settings().has("destinationUri")) {
            uris.add(job.settings().get("destinationUri").asText());
        }
        if (uris.size() == 1 && uris.get(0).indexOf('*') != uris.get(0).lastIndexOf('*')) {
            throw ApiError.invalid("A destination URI may have one wildcard: " + uris.get(0));
        }
        if (uris.size() != 1) {
            throw ApiError.invalid("An extract job needs exactly one destination URI");
        }
        return uris.get(0);
    }
}
