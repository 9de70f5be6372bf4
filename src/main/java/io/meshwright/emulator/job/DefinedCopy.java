package io.meshwright.emulator.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.storage.DefaultCollation;
import io.meshwright.emulator.storage.Disposition;
import io.meshwright.emulator.storage.IncomingRows;
import io.meshwright.emulator.storage.PastTables;
import io.meshwright.emulator.storage.Session;
import io.meshwright.emulator.storage.Storage;
import io.meshwright.emulator.storage.StoredTable;
import io.meshwright.emulator.translation.StatementType;
import io.meshwright.emulator.translation.Translation;
import io.meshwright.sql.TableName;
import java.time.Instant;
import java.util.stream.Collectors;

/** LIKE, COPY, CLONE and snapshots: the rows are those of the other table, or none. */
final class DefinedCopy {

    private final Engine engine;
    private final Job job;
    private final Session session;

    DefinedCopy(Engine engine, Job job, Session session) {
        this.engine = engine;
        this.job = job;
        this.session = session;
    }

    void run(Statement statement, boolean replaces) {
        Translation translation = statement.translation();
        TableName source = translation.definition().source().orElseThrow();
        StoredTable table =
                statement.table(source).orElseThrow(() -> ApiError.notFound("Table " + Storage.text(source)));
        if (table.isView()) {
            throw ApiError.invalid(Storage.text(source) + " is not allowed for this operation because it is a VIEW");
        }
        engine.writer()
                .write(
                        session,
                        statement.target(),
                        IncomingRows.of(table, part(translation)),
                        new Disposition(replaces ? Disposition.Write.REPLACE : Disposition.Write.CREATE_NEW, true),
                        properties(table, translation),
                        QueryWork.remembering(job));
    }

    private static String part(Translation translation) {
        String condition = translation.past().stream()
                .map(past -> " WHERE " + past.condition())
                .collect(Collectors.joining());
        return condition + (translation.definition().like() ? " LIMIT 0" : "");
    }

    private ObjectNode properties(StoredTable table, Translation translation) {
        ObjectNode properties = table.properties().deepCopy();
        properties.remove("snapshotDefinition");
        if (!properties.has(DefaultCollation.PROPERTY)) {
            properties.put(DefaultCollation.PROPERTY, "");
        }
        properties.setAll(Definitions.properties(session, translation));
        if (translation.type() == StatementType.CREATE_SNAPSHOT_TABLE) {
            ObjectNode snapshot = properties.putObject("snapshotDefinition");
            snapshot.set("baseTableReference", References.json(table.name()));
            snapshot.put("snapshotTime", moment(translation).toString());
        }
        return properties;
    }

    /** The time that a copy shows its table at. */
    private Instant moment(Translation translation) {
        return translation.past().stream()
                .map(past -> PastTables.time(session, past.moment()))
                .findFirst()
                .orElseGet(Instant::now);
    }
}
