package io.meshwright.emulator.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.information.InformationSchema;
import io.meshwright.emulator.storage.Lease;
import io.meshwright.emulator.storage.Storage;
import io.meshwright.emulator.storage.StoredTable;
import io.meshwright.emulator.translation.StatementRequest;
import io.meshwright.emulator.translation.Translation;
import io.meshwright.emulator.translation.TranslationCatalog;
import io.meshwright.sql.Declarations;
import io.meshwright.sql.TableName;
import io.meshwright.sql.TemporaryTables;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One translated statement of a job, with the tables it found and the rights of its caller. */
final class Statement {

    private final Engine engine;
    private final Job job;
    private final Lease lease;
    private final StatementRequest request;
    private final Surroundings surroundings;
    private final Set<TableName> found = new HashSet<>();
    private Translation translation;

    private Statement(Engine engine, Job job, Lease lease, StatementRequest request, Surroundings surroundings) {
        this.surroundings = surroundings;
        this.engine = engine;
        this.job = job;
        this.lease = lease;
        this.request = request;
    }

    /** A statement that stands alone. */
    static Statement translate(Engine engine, Job job, Lease lease) {
        Surroundings surroundings = Surroundings.none(job);
        return translate(
                engine,
                job,
                lease,
                job.settings().path("query").asText(),
                surroundings,
                surroundings.declarations(List.of(), List.of(), StoredFunctions.of(engine.storage())));
    }

    /** A statement of a script. */
    static Statement translate(
            Engine engine, Job job, Lease lease, String sql, Surroundings surroundings, Declarations declarations) {
        Statement statement =
                new Statement(engine, job, lease, request(job, sql, surroundings, declarations), surroundings);
        statement.translation = engine.translator().translate(statement.request, statement.catalog(Optional.empty()));
        return statement;
    }

    private static StatementRequest request(Job job, String sql, Surroundings surroundings, Declarations declarations) {
        JsonNode settings = job.settings();
        if (settings.path("useLegacySql").asBoolean(false)) {
            throw ApiError.invalid("Legacy SQL is not supported; set useLegacySql to false");
        }
        List<JsonNode> parameters = new ArrayList<>();
        if (declarations.parameters().isEmpty()) {
            settings.path("queryParameters").forEach(parameters::add);
        }
        return new StatementRequest(sql, job.project(), surroundings.dataset(), parameters, declarations);
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

    TableName target() {
        return translation.target().orElseThrow(() -> ApiError.invalidQuery("The statement names no table"));
    }

    /** The tables read, those behind views included. */
    Set<StoredTable> tables() {
        Set<StoredTable> tables = new HashSet<>();
        found.forEach(name -> lease.table(name).ifPresent(tables::add));
        return tables;
    }

    /** The statement with its target's rows in another place than when it was translated. */
    String duckSqlOn(TableName target, long physical) {
        boolean moved = lease.table(target)
                .filter(table -> table.physical() == physical)
                .isEmpty();
        return moved
                ? engine.translator()
                        .translate(request, catalog(Optional.of(new Moved(target, physical))))
                        .duckSql()
                : translation.duckSql();
    }

    private record Moved(TableName name, long physical) {}

    private TranslationCatalog catalog(Optional<Moved> moved) {
        return new TranslationCatalog() {
            @Override
            public Optional<PhysicalTable> table(TableName name) {
                if (InformationSchema.isMetadata(name)) {
                    return engine.information().view(name, job.caller());
                }
                requireReadable(name);
                return lease.table(name).map(table -> {
                    found.add(name);
                    String relation = moved.filter(move -> move.name().equals(name))
                            .map(move -> Storage.sql(move.physical()))
                            .orElseGet(() -> relation(table));
                    return new PhysicalTable(name, table.schema().columns(), relation);
                });
            }

            @Override
            public List<TableName> tables() {
                return engine.storage().tables().stream()
                        .map(StoredTable::name)
                        .filter(name -> engine.guard().mayRead(job.caller(), name))
                        .toList();
            }
        };
    }

    /** A view is its query. */
    private String relation(StoredTable table) {
        if (!table.isView()) {
            return Storage.sql(table.physical());
        }
        StatementRequest view = new StatementRequest(
                table.properties().path("view").path("query").asText(),
                table.name().project(),
                Optional.empty(),
                List.of(),
                Declarations.NONE.withRoutines(StoredFunctions.of(engine.storage())));
        return "("
                + engine.translator().translate(view, catalog(Optional.empty())).duckSql() + ")";
    }

    /** Decided before anything is told of a table, its columns and whether it exists included. */
    private void requireReadable(TableName name) {
        if (surroundings.isTemporary(name)) {
            return;
        }
        if (name.dataset().startsWith(TemporaryTables.DATASET)) {
            throw ApiError.notFound("Table " + Storage.text(name));
        }
        if (!engine.guard().mayRead(job.caller(), name)) {
            throw ApiError.accessDenied("Table " + Storage.text(name) + ": User does not have permission to query"
                    + " table " + Storage.text(name) + ", or perhaps it does not exist.");
        }
    }

    void requireWritable(TableName name) {
        if (!surroundings.isTemporary(name) && !engine.guard().mayWrite(job.caller(), name)) {
            throw ApiError.accessDenied(
                    "Table " + Storage.text(name) + ": User does not have permission to write to this table.");
        }
    }
}
