package io.meshwright.emulator.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.storage.Disposition;
import io.meshwright.emulator.storage.IncomingRows;
import io.meshwright.emulator.storage.Partitions;
import io.meshwright.emulator.storage.SchemaUpdate;
import io.meshwright.emulator.storage.Session;
import io.meshwright.emulator.storage.Storage;
import io.meshwright.emulator.storage.StoredTable;
import io.meshwright.emulator.storage.TableSchema;
import io.meshwright.emulator.storage.Writer;
import io.meshwright.sql.TableName;
import io.meshwright.sql.TemporaryTables;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Where a job's rows go: a table or a partition of it, and what may happen to what is there.
 *
 * @param properties what is said of the table in case it is new
 */
record Destination(References.Place place, Disposition disposition, SchemaUpdate update, ObjectNode properties) {

    private static final List<String> PROPERTIES =
            List.of("timePartitioning", "rangePartitioning", "clustering", "destinationEncryptionConfiguration");

    static Destination of(Job job, Disposition.Write byDefault) {
        return of(job, job.settings(), byDefault);
    }

    /** @param settings those of a load job */
    static Destination of(Job job, ObjectNode settings, Disposition.Write byDefault) {
        References.Place place = place(job, settings);
        Disposition disposition = disposition(settings, byDefault);
        return new Destination(place, disposition, update(settings, place, disposition), properties(settings));
    }

    TableName table() {
        return place.table();
    }

    /** The table that is meant; {@code _SESSION} is the dataset of a session's temporary tables. */
    private static References.Place place(Job job, ObjectNode settings) {
        JsonNode reference = settings.path("destinationTable");
        boolean temporary = reference.path("datasetId").asText().equalsIgnoreCase(TemporaryTables.SESSION);
        if (!temporary || job.clientSession().isEmpty()) {
            return References.place(reference, job.project());
        }
        Temporaries temporaries = job.clientSession().get().temporaries();
        ObjectNode hidden = reference.deepCopy();
        References.Place place = References.place(hidden.put("datasetId", temporaries.dataset()), job.project());
        temporaries.created(place.table());
        return place;
    }

    /** What the settings say about old rows and missing tables. */
    private static Disposition disposition(ObjectNode settings, Disposition.Write byDefault) {
        String write = settings.path("writeDisposition").asText(byDefault.name());
        String create = settings.path("createDisposition").asText("CREATE_IF_NEEDED");
        if (!create.equals("CREATE_IF_NEEDED") && !create.equals("CREATE_NEVER")) {
            throw ApiError.invalid("Invalid value for createDisposition: " + create);
        }
        boolean mayCreate = create.equals("CREATE_IF_NEEDED");
        return switch (write) {
            case "WRITE_TRUNCATE", "WRITE_TRUNCATE_DATA" ->
                new Disposition(Disposition.Write.WRITE_TRUNCATE, mayCreate);
            case "WRITE_APPEND" -> new Disposition(Disposition.Write.WRITE_APPEND, mayCreate);
            case "WRITE_EMPTY" -> new Disposition(Disposition.Write.WRITE_EMPTY, mayCreate);
            default -> throw ApiError.invalid("Invalid value for writeDisposition: " + write);
        };
    }

    private static SchemaUpdate update(ObjectNode settings, References.Place place, Disposition disposition) {
        Set<String> options = new HashSet<>();
        for (JsonNode option : settings.path("schemaUpdateOptions")) {
            options.add(option.asText());
        }
        boolean fits = disposition.write() == Disposition.Write.WRITE_APPEND
                || (disposition.write() == Disposition.Write.WRITE_TRUNCATE && place.isPartition());
        if (!options.isEmpty() && !fits) {
            throw ApiError.invalid("Schema update options should only be specified with WRITE_APPEND disposition, or"
                    + " with WRITE_TRUNCATE disposition on a table partition.");
        }
        return new SchemaUpdate(options.contains("ALLOW_FIELD_ADDITION"), options.contains("ALLOW_FIELD_RELAXATION"));
    }

    private static ObjectNode properties(ObjectNode settings) {
        ObjectNode properties = JsonNodeFactory.instance.objectNode();
        if (settings.path("destinationTableProperties") instanceof ObjectNode given) {
            properties.setAll(given);
        }
        for (String key : PROPERTIES) {
            if (settings.hasNonNull(key)) {
                properties.set(key, settings.get(key));
            }
        }
        return properties;
    }

    void requireWritable(Engine engine, Job job) {
        if (!engine.guard().mayWrite(job.caller(), table())) {
            throw ApiError.accessDenied(
                    "Table " + Storage.text(table()) + ": User does not have permission to write to this table.");
        }
    }

    StoredTable write(Engine engine, Session session, IncomingRows given, Writer.Remember remember) {
        IncomingRows rows = given.updating(update);
        if (!place.isPartition()) {
            return engine.writer().write(session, table(), rows, disposition, properties, remember);
        }
        if (engine.storage().table(table()).isEmpty()) {
            createDivided(engine, session, rows.schema());
        }
        return new Partitions(engine.storage(), engine.writer())
                .write(session, table(), place.partition(), rows, disposition.write(), remember);
    }

    /** A table that begins with one partition is divided by day unless its job says otherwise. */
    private void createDivided(Engine engine, Session session, TableSchema schema) {
        if (!disposition.mayCreate()) {
            throw ApiError.notFound("Table " + Storage.text(table()));
        }
        if (!properties.has("timePartitioning") && !properties.has("rangePartitioning")) {
            properties.putObject("timePartitioning").put("type", "DAY");
        }
        engine.writer().create(session, table(), schema, properties);
    }
}
