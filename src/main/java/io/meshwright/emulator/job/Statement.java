package io.meshwright.emulator.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.storage.IncomingRows;
import io.meshwright.emulator.storage.Lease;
import io.meshwright.emulator.storage.PastTables;
import io.meshwright.emulator.storage.Session;
import io.meshwright.emulator.storage.Storage;
import io.meshwright.emulator.storage.StoredTable;
import io.meshwright.emulator.storage.TableSchema;
import io.meshwright.emulator.translation.PastTable;
import io.meshwright.emulator.translation.SqlTranslator;
import io.meshwright.emulator.translation.StatementRequest;
import io.meshwright.emulator.translation.StatementType;
import io.meshwright.emulator.translation.Translation;
import io.meshwright.sql.Declarations;
import io.meshwright.sql.SourcePlaces;
import io.meshwright.sql.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One translated statement of a job, with the tables it found and the rights of its caller. */
final class Statement {

    private final Engine engine;
    private final Job job;
    private final Lease lease;
    private final StatementRequest request;
    private final Surroundings surroundings;
    private final ReferencedTables tables;
    private Translation translation;

    private Statement(Engine engine, Job job, Lease lease, StatementRequest request, Surroundings surroundings) {
        this.surroundings = surroundings;
        this.engine = engine;
        this.job = job;
        this.lease = lease;
        this.request = request;
        this.tables = references();
    }

    /** A statement that is no part of a script. */
    static Statement translate(Engine engine, Job job, Lease lease) {
        Surroundings surroundings = Surroundings.statement(job);
        return translate(
                engine,
                job,
                lease,
                request(
                        job,
                        job.settings().path("query").asText(),
                        surroundings,
                        surroundings.declarations(StoredFunctions.of(engine, job.caller()))),
                surroundings);
    }

    static Statement translate(
            Engine engine, Job job, Lease lease, StatementRequest request, Surroundings surroundings) {
        Statement statement = new Statement(engine, job, lease, request, surroundings);
        Translation translation = engine.translator().translate(statement.request, statement.tables);
        statement.translation = translation;
        if (translation.definesLasting() && !request.lasting().equals(request)) {
            engine.translator().translate(request.lasting(), statement.references());
        }
        StoredFunctions.requireLibraries(engine, job.caller(), translation.libraries());
        statement.tables.use(translation.use());
        boolean onlyWrites = translation.type() == StatementType.INSERT
                || translation.type() == StatementType.TRUNCATE_TABLE
                || translation.type() == StatementType.LOAD_DATA;
        if (onlyWrites) {
            statement.tables.onlyWritten(statement.target());
        }
        statement.tables.requirePartitionFilters();
        return statement;
    }

    /** A statement of a job or of its script as it is to be translated. */
    static StatementRequest request(Job job, String sql, Surroundings surroundings, Declarations declarations) {
        JsonNode settings = job.settings();
        if (settings.path("useLegacySql").asBoolean(false)) {
            throw ApiError.invalid("Legacy SQL is not supported; set useLegacySql to false");
        }
        if (!settings.path("tableDefinitions").isEmpty()) {
            throw new ApiError("notImplemented", "tableDefinitions", "tableDefinitions are not supported", null);
        }
        List<JsonNode> parameters = new ArrayList<>();
        if (declarations.parameters().isEmpty()) {
            settings.path("queryParameters").forEach(parameters::add);
        }
        return new StatementRequest(sql, job.project(), surroundings.dataset(), parameters, declarations)
                .in(surroundings.zone())
                .by(job.caller().name());
    }

    private ReferencedTables references() {
        return new ReferencedTables(engine, job.caller(), lease, surroundings, request.provisional());
    }

    /** The same in its exact form. */
    Statement exact() {
        return request.provisional() ? translate(engine, job, lease, request.provisional(false), surroundings) : this;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    /** A table as this statement sees it. */
    Optional<StoredTable> table(TableName name) {
        return lease.table(name);
    }

    Translation translation() {
        return translation;
    }

    /** The transaction it is part of. */
    Optional<String> transaction() {
        return lease.transaction();
    }

    /** The tables it reads as they were at another time, itself or through views. */
    List<PastTable> past() {
        List<PastTable> past = new ArrayList<>(tables.past());
        past.addAll(translation.past());
        return past;
    }

    /** Refuses to go on where a table is to be read as it was, and that cannot be done. */
    void requirePast(Session session) {
        List<PastTable> past = past();
        if (!past.isEmpty() && lease.isInTransaction()) {
            throw ApiError.invalidQuery("FOR SYSTEM_TIME AS OF is not supported in a transaction");
        }
        past.forEach(table -> PastTables.require(session, table.condition()));
    }

    /** Where the statement names something, as messages end; empty where it does not. */
    String place(String name) {
        return GoogleSql.place(SourcePlaces.of(SqlTranslator.FILE, request.sql(), name));
    }

    TableName target() {
        return translation.target().orElseThrow(() -> ApiError.invalidQuery("The statement names no table"));
    }

    /** The tables it reads. */
    ReferencedTables tables() {
        return tables;
    }

    /** The rows of its query, on their way into a table. */
    IncomingRows rows(TableSchema schema) {
        return tables.areFew()
                ? IncomingRows.ofFew(schema, translation.duckSql())
                : new IncomingRows(schema, translation.duckSql());
    }

    /** Its text and those of the views it reads. */
    List<String> texts() {
        List<String> texts = new ArrayList<>(tables.texts());
        texts.add(request.sql());
        return texts;
    }

    /** The statement with its target's rows in another place than when it was translated. */
    String duckSqlOn(TableName target, long physical) {
        boolean stays = lease.table(target)
                .filter(table -> table.physical() == physical)
                .isPresent();
        if (stays) {
            return translation.duckSql();
        }
        ReferencedTables moved = references();
        moved.move(target, physical);
        return engine.translator().translate(request, moved).duckSql();
    }

    void requireWritable(TableName name) {
        if (!surroundings.isTemporary(name) && !engine.guard().mayWrite(job.caller(), name)) {
            throw ApiError.accessDenied(
                    "Table " + Storage.text(name) + ": User does not have permission to write to this table.");
        }
    }
}
